package foghorn.notification;

/** One way to reach people. */
public interface Channel {
    /** The name under which subscribers and deliveries are stored. */
    String name();

    /** How many messages are sent at the same time by one node. */
    int senders();

    /** Makes one attempt, at most 45 seconds long; called outside any transaction, on a virtual thread. */
    DeliveryOutcome send(Message message) throws InterruptedException;
}
