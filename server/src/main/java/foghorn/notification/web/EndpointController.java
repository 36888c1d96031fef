package foghorn.notification.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.notification.Ledger;
import foghorn.notification.Sending;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.web.WebhooksController;
import foghorn.tenant.Permission;

/** {@code /console/pages/{page_id}/webhooks/{subscriber_id}/deliveries}: what one endpoint was sent, what it answered, and once more. */
public final class EndpointController {
    private static final String PATH = "/console/pages/:page_id/webhooks/:subscriber_id/deliveries";

    private final WebhookService webhooks;
    private final Ledger ledger;
    private final Sending sending;
    private final Shells shells;

    public EndpointController(WebhookService webhooks, Ledger ledger, Sending sending, Shells shells) {
        this.webhooks = webhooks;
        this.ledger = ledger;
        this.sending = sending;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH, this::list);
        routes.post(access, PATH + "/:event_id/replay", this::replay);
    }

    private static SubscriberId id(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    private static String all(Exchange http) {
        return "/console/pages/" + http.pageId() + "/webhooks";
    }

    private void list(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var webhook = webhooks.find(http.call(), http.pageId(), id(http));
        boolean failed = http.query("only").filter("failed"::equals).isPresent();
        var rows = ledger.toEndpoint(http.call(), http.pageId(), webhook.id(), failed);
        var said = http.query("done")
                .filter("again"::equals)
                .map(done -> "Under way once more. Its answer will stand here.");
        var shell = shells.of(http, WebhooksController.ENTRY).saying(said);
        http.html(200, "notification/endpoint.jte", new EndpointView(shell, all(http), webhook, rows, failed));
    }

    private void replay(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var webhook = webhooks.find(http.call(), http.pageId(), id(http));
        sending.replay(http.call(), http.pageId(), webhook.id(), http.parameter("event_id"));
        http.seeOther(all(http) + "/" + webhook.id() + "/deliveries?done=again");
    }
}
