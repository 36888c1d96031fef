package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.Webhook;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.WebhookService.NewWebhook;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** {@code /console/pages/{page_id}/webhooks}: the endpoints that follow the page. A signing secret is shown once, in the answer. */
public final class WebhooksController {
    public static final String ENTRY = "Webhooks";

    private static final String PATH = "/console/pages/:page_id/webhooks";
    private static final Map<String, String> LABELS =
            Map.of("endpoint", "Address of the endpoint", "email", "Contact e-mail address");

    private final WebhookService webhooks;
    private final Shells shells;

    public WebhooksController(WebhookService webhooks, Shells shells) {
        this.webhooks = webhooks;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH, this::list);
        routes.post(access, PATH, this::add);
        routes.post(access, PATH + "/:subscriber_id/rotate", this::rotate);
        routes.post(access, PATH + "/:subscriber_id/reactivate", this::reactivate);
        routes.get(access, PATH + "/:subscriber_id/delete", this::askToRemove);
        routes.post(access, PATH + "/:subscriber_id/delete", this::remove);
    }

    private static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/webhooks";
    }

    private static SubscriberId id(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    private void list(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        show(http, 200, new WebhooksView.Typed("", ""), FormErrors.NONE, Optional.empty());
    }

    private void show(
            Exchange http, int status, WebhooksView.Typed typed, FormErrors errors, Optional<Webhook.WithSecret> made) {
        var all = webhooks.list(http.call(), http.pageId());
        var shell = shells.of(http, ENTRY).saying(said(http));
        http.html(status, "subscriber/webhooks.jte", new WebhooksView(shell, base(http), all, typed, errors, made));
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "removed" -> Optional.of("Removed. Nothing more is sent to it.");
            case "reactivated" -> Optional.of("Active again. It is told of whatever comes next.");
            default -> Optional.empty();
        });
    }

    private void add(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var typed = new WebhooksView.Typed(
                http.body().text("endpoint").orElse(""),
                http.body().text("email").orElse(""));
        try {
            var command = new NewWebhook(typed.endpoint(), typed.email(), Optional.empty());
            var made = webhooks.add(http.call(), http.pageId(), command);
            show(http, 200, new WebhooksView.Typed("", ""), FormErrors.NONE, Optional.of(made));
        } catch (Problem.Invalid e) {
            show(http, 422, typed, FormErrors.of(e, LABELS), Optional.empty());
        }
    }

    private void rotate(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var rotated = webhooks.rotate(http.call(), http.pageId(), id(http));
        show(http, 200, new WebhooksView.Typed("", ""), FormErrors.NONE, Optional.of(rotated));
    }

    private void reactivate(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        webhooks.reactivate(http.call(), http.pageId(), id(http));
        http.seeOther(base(http) + "?done=reactivated");
    }

    private void askToRemove(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var webhook = webhooks.find(http.call(), http.pageId(), id(http));
        http.html(
                200, "subscriber/webhook-delete.jte", new WebhookRemoval(shells.of(http, ENTRY), base(http), webhook));
    }

    private void remove(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        webhooks.remove(http.call(), http.pageId(), id(http));
        http.seeOther(base(http) + "?done=removed");
    }
}
