package foghorn.notification;

import foghorn.subscriber.Recipient;

/**
 * One way to reach people. A channel puts an event into its own words and makes one attempt; when, how often, how many at a time and in
 * what order is decided by the engine. Bounds hold for the whole installation.
 */
public interface Channel {
    /** The name under which subscribers and deliveries are stored. */
    String name();

    /** How many messages are sent at the same time, by all nodes together. */
    int senders();

    /** The party whose patience counts: a host, or the same word for everybody where one provider takes all. */
    String host(Recipient recipient);

    /** How many messages go to one host at the same time. As many as {@link #senders} where all have the same. */
    int sendersPerHost();

    /** Whether all messages go to the same host. */
    default boolean hasOneHost() {
        return sendersPerHost() >= senders();
    }

    /** True if a newer event of an incident makes an older one needless; false if every event is told, in order. */
    boolean coalesces();

    /** Whether this is told here at all. */
    default boolean tells(Notice.Kind kind) {
        return kind != Notice.Kind.COMPONENT_CHANGED;
    }

    /** When what has failed is tried again. */
    RetryPlan retries();

    /** Makes one attempt, at most 45 seconds long; called outside any transaction, on a virtual thread. */
    DeliveryOutcome send(Message message) throws InterruptedException;
}
