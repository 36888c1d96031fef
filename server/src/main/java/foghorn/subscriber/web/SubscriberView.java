package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Subscription;
import java.util.List;

/**
 * One who follows a page by e-mail, as the team sees them.
 *
 * @param base the address of the list
 * @param notices what they were sent last, the newest first
 * @param errors why a verb was refused
 */
public record SubscriberView(
        Shell shell, String base, Subscription subscription, List<SentNotice> notices, FormErrors errors) {
    public SubscriberView {
        notices = List.copyOf(notices);
    }

    /** The address of this screen. */
    public String href() {
        return base + "/" + subscription.id();
    }

    public String state() {
        return SubscribersView.label(subscription.state());
    }

    public String hint() {
        return SubscribersView.hint(subscription.state());
    }

    public boolean canBeAsked() {
        return subscription.state() == SubscriberState.UNCONFIRMED;
    }

    public boolean canBeReactivated() {
        return subscription.state() == SubscriberState.QUARANTINED;
    }

    /** Who has left is not taken off the list: they came of their own will, and may come back so. */
    public boolean canBeRemoved() {
        return subscription.state() != SubscriberState.UNSUBSCRIBED;
    }
}
