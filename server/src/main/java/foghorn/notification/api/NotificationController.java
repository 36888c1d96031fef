package foghorn.notification.api;

import foghorn.incident.IncidentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.notification.Ledger;
import foghorn.notification.Ledger.NoticeOf;
import foghorn.notification.Sending;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Permission;
import java.util.Map;

/**
 * {@code /v1/pages/{page_id}/incidents/{incident_id}/notifications}: what was told of an incident, and what can be done about it. Not
 * part of the contract: an addition.
 */
public final class NotificationController {
    private static final String ALL = "/v1/pages/:page_id/incidents/:incident_id/notifications";

    private final Ledger ledger;
    private final Sending sending;

    public NotificationController(Ledger ledger, Sending sending) {
        this.ledger = ledger;
        this.sending = sending;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_PAGE), ALL, this::list);
        routes.post(Access.key(Permission.MANAGE_INCIDENTS), ALL + "/pause", this::pause);
        routes.post(Access.key(Permission.MANAGE_INCIDENTS), ALL + "/resume", this::resume);
        routes.post(Access.key(Permission.MANAGE_INCIDENTS), ALL + "/:event_id/send_to_missed", this::toMissed);
        routes.post(
                Access.key(Permission.MANAGE_SUBSCRIBERS),
                ALL + "/:event_id/recipients/:subscriber_id/replay",
                this::replay);
    }

    private static IncidentId incident(Exchange http) {
        return http.id("incident_id", IncidentId::new);
    }

    private void list(Exchange http) {
        var told = ledger.told(http.call(), http.pageId(), incident(http));
        http.json(told.events().stream().map(NotificationResponse::of).toList());
    }

    private void pause(Exchange http) {
        count(http, sending.pause(http.call(), http.pageId(), incident(http)));
    }

    private void resume(Exchange http) {
        count(http, sending.resume(http.call(), http.pageId(), incident(http)));
    }

    private static NoticeOf notice(Exchange http) {
        return new NoticeOf(incident(http), http.parameter("event_id"));
    }

    private void toMissed(Exchange http) {
        count(http, sending.toMissed(http.call(), http.pageId(), notice(http)));
    }

    private void replay(Exchange http) {
        var webhook = http.id("subscriber_id", SubscriberId::new);
        count(http, sending.replay(http.call(), http.pageId(), notice(http), webhook.value()));
    }

    private static void count(Exchange http, long count) {
        http.json(Map.of("count", count));
    }
}
