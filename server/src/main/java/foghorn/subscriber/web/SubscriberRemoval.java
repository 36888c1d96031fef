package foghorn.subscriber.web;

import foghorn.kit.web.Shell;
import foghorn.subscriber.Subscription;

/**
 * The question before somebody is taken off the list.
 *
 * @param base the address of the list
 */
public record SubscriberRemoval(Shell shell, String base, Subscription subscription) {
    /** The address of the subscriber's own screen. */
    public String back() {
        return base + "/" + subscription.id();
    }
}
