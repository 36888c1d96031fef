package foghorn.notification.web;

import foghorn.incident.IncidentId;
import foghorn.kit.web.ReadableTime;
import foghorn.notification.DeliveryState;
import foghorn.notification.Ledger;
import foghorn.notification.Ledger.ChannelCounts;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was told of an incident, in numbers.
 *
 * @param mayName whether the reader may see who the recipients are
 * @param mayManage whether the reader may hold back and repeat
 */
public record LedgerView(
        PageId page,
        IncidentId incident,
        Ledger.Told told,
        ReadableTime clock,
        boolean mayName,
        boolean mayManage,
        String formToken) {
    public List<Ledger.Event> events() {
        return told.events();
    }

    /** The address of the ledger alone. */
    public String href() {
        return "/console/pages/" + page + "/incidents/" + incident + "/ledger";
    }

    public String href(Ledger.Event event) {
        return href() + "/" + event.id();
    }

    /** Whether numbers are still going to change by themselves soon. */
    public boolean isUnderWay() {
        return told.isBeginning()
                || events().stream().flatMap(event -> event.channels().stream()).anyMatch(c -> c.unfinished() > 0);
    }

    /** Whether something is held back. */
    public boolean isPaused() {
        return events().stream()
                .filter(Ledger.Event::isPaused)
                .flatMap(event -> event.channels().stream())
                .anyMatch(channel -> channel.unfinished() > 0);
    }

    /** Whether it makes sense to try again with those whom this has not reached. */
    public boolean canReachMissed(Ledger.Event event) {
        return mayManage && event.missed() > 0;
    }

    /** What the event was, in words. */
    public static String title(Ledger.Event event) {
        return switch (event.kind()) {
            case "incident.opened" -> "First notice";
            case "incident.updated" -> "Update";
            case "incident.resolved" -> "Resolution";
            case "maintenance.scheduled" -> "Announcement of the maintenance";
            case "maintenance.started" -> "Start of the maintenance";
            case "maintenance.completed" -> "End of the maintenance";
            case "postmortem.published" -> "Postmortem";
            default -> event.kind();
        };
    }

    /** The channel in words. */
    public static String name(ChannelCounts channel) {
        return switch (channel.channel()) {
            case "email" -> "E-mail";
            case "webhook" -> "Webhook";
            default -> channel.channel();
        };
    }

    public static long sent(ChannelCounts channel) {
        return channel.count(DeliveryState.SENT);
    }

    public static long failed(ChannelCounts channel) {
        return channel.count(DeliveryState.FAILED) + channel.count(DeliveryState.GONE);
    }

    /** Those who were told by a newer notice instead, or for whom it was called off. */
    public static long dropped(ChannelCounts channel) {
        return channel.count(DeliveryState.SUPERSEDED) + channel.count(DeliveryState.CANCELLED);
    }

    /** How long after the event, in words. */
    public static String after(Ledger.Event event, Optional<Instant> at) {
        return at.map(time -> words(Duration.between(event.at(), time))).orElse("");
    }

    private static String words(Duration time) {
        if (time.toSeconds() < 1) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}
