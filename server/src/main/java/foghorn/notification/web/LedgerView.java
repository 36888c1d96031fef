package foghorn.notification.web;

import foghorn.incident.IncidentId;
import foghorn.kit.web.ReadableTime;
import foghorn.notification.DeliveryState;
import foghorn.notification.Ledger;
import foghorn.tenant.PageId;
import java.util.List;

/**
 * What was told of an incident, in numbers.
 *
 * @param mayName whether the reader may see who the recipients are
 */
public record LedgerView(PageId page, IncidentId incident, Ledger.Told told, ReadableTime clock, boolean mayName) {
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
        return told.isBeginning() || events().stream().anyMatch(event -> waiting(event) > 0);
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
            default -> event.kind();
        };
    }

    public static long sent(Ledger.Event event) {
        return event.count(DeliveryState.SENT);
    }

    /** Those whose turn has not come, is now, or comes again. */
    public static long waiting(Ledger.Event event) {
        return event.waiting() + event.count(DeliveryState.SENDING) + event.count(DeliveryState.RETRY);
    }

    public static long failed(Ledger.Event event) {
        return event.count(DeliveryState.FAILED) + event.count(DeliveryState.GONE);
    }

    /** Those who were told by a newer notice instead, or for whom it was called off. */
    public static long dropped(Ledger.Event event) {
        return event.count(DeliveryState.SUPERSEDED) + event.count(DeliveryState.CANCELLED);
    }
}
