package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.subscriber.ListedSubscriber;
import foghorn.subscriber.SubscriberState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who follows a page by e-mail.
 *
 * @param base the address of the list
 * @param state the state to which the list is narrowed down
 * @param sought what was looked for, as typed; empty where the list is shown
 * @param next where the next part of a list is; of what was found, after whom it begins
 */
public record SubscribersView(
        Shell shell,
        String base,
        Map<SubscriberState, Long> counts,
        Optional<SubscriberState> state,
        List<ListedSubscriber> subscribers,
        String sought,
        Optional<String> next,
        FormErrors errors) {
    public SubscribersView {
        counts = Map.copyOf(counts);
        subscribers = List.copyOf(subscribers);
    }

    /** In the order of the tabs. */
    public List<SubscriberState> states() {
        return List.of(
                SubscriberState.ACTIVE,
                SubscriberState.UNCONFIRMED,
                SubscriberState.QUARANTINED,
                SubscriberState.UNSUBSCRIBED);
    }

    public String href(SubscriberState one) {
        return base + "?state=" + one.wire();
    }

    /** Whether what was looked for is shown, rather than a list. */
    public boolean isSearch() {
        return !sought.isEmpty() && errors.isEmpty();
    }

    /** Where one is shown and managed; nowhere once they were erased. */
    public Optional<String> href(ListedSubscriber subscriber) {
        return subscriber.address().map(address -> base + "/" + subscriber.id());
    }

    /** Whether the list of this state is shown. */
    public boolean isAt(Optional<SubscriberState> one) {
        return sought.isEmpty() && state.equals(one);
    }

    public long count(SubscriberState one) {
        return counts.getOrDefault(one, 0L);
    }

    public long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public static String label(SubscriberState state) {
        return switch (state) {
            case ACTIVE -> "Confirmed";
            case UNCONFIRMED -> "Unconfirmed";
            case QUARANTINED -> "Quarantined";
            case UNSUBSCRIBED -> "Unsubscribed";
        };
    }

    /** What a state means for who is in it. */
    public static String hint(SubscriberState state) {
        return switch (state) {
            case ACTIVE -> "Told of whatever comes next.";
            case UNCONFIRMED -> "Told of nothing before the owner of the address has confirmed.";
            case QUARANTINED -> "Left alone, since messages could not be delivered.";
            case UNSUBSCRIBED -> "Has left, and is told of nothing.";
        };
    }

    /** What is followed. */
    public static String scope(ListedSubscriber subscriber) {
        return switch (subscriber.scopes()) {
            case 0 -> "Everything on the page";
            case 1 -> "One component or incident";
            default -> subscriber.scopes() + " components or incidents";
        };
    }
}
