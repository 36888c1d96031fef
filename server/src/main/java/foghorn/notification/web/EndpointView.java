package foghorn.notification.web;

import foghorn.kit.web.ReadableTime;
import foghorn.kit.web.Shell;
import foghorn.notification.Ledger;
import foghorn.subscriber.SubscriberState;
import foghorn.subscriber.Webhook;
import java.util.List;

/**
 * What one endpoint was sent.
 *
 * @param back the address of the webhooks
 * @param rows the newest first
 * @param failed whether those alone are shown that have failed
 */
public record EndpointView(Shell shell, String back, Webhook webhook, List<Ledger.ToEndpoint> rows, boolean failed) {
    public EndpointView {
        rows = List.copyOf(rows);
    }

    public ReadableTime clock() {
        return shell.clock();
    }

    public String href() {
        return back + "/" + webhook.id() + "/deliveries";
    }

    /** Whether it is told anything at all. */
    public boolean isActive() {
        return webhook.state() == SubscriberState.ACTIVE;
    }

    /** What was told, in words. */
    public static String title(Ledger.ToEndpoint row) {
        return switch (row.kind()) {
            case OPENED -> "First notice";
            case UPDATED -> "Update";
            case RESOLVED -> "Resolution";
            case SCHEDULED -> "Announcement of the maintenance";
            case STARTED -> "Start of the maintenance";
            case COMPLETED -> "End of the maintenance";
            case POSTMORTEM -> "Postmortem";
            case COMPONENT_CHANGED -> "Change of the component";
        };
    }
}
