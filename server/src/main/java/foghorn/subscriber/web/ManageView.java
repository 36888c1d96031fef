package foghorn.subscriber.web;

import foghorn.kit.web.FormErrors;
import foghorn.page.TimeZones;
import foghorn.subscriber.Audience;
import foghorn.subscriber.NoticeHistory.SentNotice;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Subscription;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as its owner manages it.
 *
 * @param root the page's base, with a slash at the end
 * @param base the address of this subscription
 * @param zone what is chosen in the form; empty for the page's
 * @param said what was just done
 */
public record ManageView(
        Subscription subscription,
        String root,
        String base,
        ScopeView scope,
        String zone,
        List<SentNotice> notices,
        Optional<String> said,
        FormErrors errors) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm z", Locale.ENGLISH);

    public ManageView {
        notices = List.copyOf(notices);
    }

    /** A moment, for programs and for people. */
    public record Moment(String iso, String text) {}

    public Moment moment(Instant at) {
        ZoneId zoneOf = subscription.zone().orElse(subscription.pageZone());
        return new Moment(at.truncatedTo(ChronoUnit.SECONDS).toString(), FORMAT.format(at.atZone(zoneOf)));
    }

    public boolean isWebhook() {
        return subscription.channel().equals(Audience.WEBHOOK);
    }

    /** Where messages go, so that the owner knows it and nobody else learns it. */
    public String maskedTarget() {
        return isWebhook()
                ? "An endpoint on " + URI.create(subscription.target()).getHost()
                : masked(subscription.target());
    }

    public Optional<String> maskedContact() {
        return subscription.contact().map(ManageView::masked);
    }

    private static String masked(String address) {
        int at = address.lastIndexOf('@');
        int first = address.offsetByCodePoints(0, 1);
        return (first < at ? address.substring(0, first) : "") + "•••" + address.substring(at);
    }

    public boolean is(String state) {
        return subscription.state().wire().equals(state);
    }

    public boolean hasEnded() {
        return subscription.state() == SubscriberState.UNSUBSCRIBED;
    }

    /** Whether it takes a link mailed to the address to change or end it. */
    public boolean isLocked() {
        return subscription.lockedAt().isPresent() && !hasEnded();
    }

    public String state() {
        return switch (subscription.state()) {
            case ACTIVE -> "Active";
            case UNCONFIRMED -> "Not confirmed yet";
            case QUARANTINED -> "Switched off";
            case UNSUBSCRIBED -> "Ended";
        };
    }

    /** Whether all that was followed is over or gone. */
    public boolean isWithoutAim() {
        return !subscription.scope().isEverything()
                && subscription.follows().stream().allMatch(followed -> followed.isOver());
    }

    public Map<String, List<String>> zones() {
        return TimeZones.byRegion();
    }

    /** A zone that stands in no region's list. */
    public boolean hasUnlistedZone() {
        return !zone.isEmpty() && zones().values().stream().noneMatch(names -> names.contains(zone));
    }

    public static String city(String zone) {
        return zone.substring(zone.indexOf('/') + 1).replace('_', ' ');
    }
}
