package foghorn.subscriber.api;

import foghorn.component.ComponentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.WebhookService.NewWebhook;
import foghorn.tenant.Permission;

/** {@code /v1/pages/{page_id}/subscribers}: those that are webhooks. */
public final class SubscriberController {
    private static final String ALL = "/v1/pages/:page_id/subscribers";
    private static final String ONE = ALL + "/:subscriber_id";

    private final WebhookService webhooks;

    public SubscriberController(WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.MANAGE_SUBSCRIBERS);
        routes.post(access, ALL, this::add);
        routes.get(access, ONE, this::find);
        routes.delete(access, ONE, this::remove);
        routes.post(access, ONE + "/rotate_secret", this::rotate);
        routes.post(access, ONE + "/reactivate", this::reactivate);
    }

    private static SubscriberId id(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    private void add(Exchange http) {
        var body = http.body().in("subscriber");
        var endpoint = body.text("endpoint")
                .orElseThrow(() -> body.invalid("endpoint", "is needed: only webhooks are made by the API so far"));
        var contact = body.text("email")
                .orElseThrow(() -> body.invalid("email", "is needed: the contact of a webhook is told when it fails"));
        var components = body.texts("component_ids")
                .map(ids -> ids.stream().map(text -> component(body, text)).toList());
        var made = body.naming(
                () -> webhooks.add(http.call(), http.pageId(), new NewWebhook(endpoint, contact, components)));
        http.json(201, SubscriberResponse.of(made));
    }

    private static ComponentId component(Body body, String text) {
        try {
            return new ComponentId(text);
        } catch (IllegalArgumentException e) {
            throw body.invalid("component_ids", "must be components of this page, at least one");
        }
    }

    private void find(Exchange http) {
        http.json(SubscriberResponse.of(webhooks.find(http.call(), http.pageId(), id(http))));
    }

    private void remove(Exchange http) {
        http.json(SubscriberResponse.of(webhooks.remove(http.call(), http.pageId(), id(http))));
    }

    private void rotate(Exchange http) {
        http.json(SubscriberResponse.of(webhooks.rotate(http.call(), http.pageId(), id(http))));
    }

    private void reactivate(Exchange http) {
        webhooks.reactivate(http.call(), http.pageId(), id(http));
        find(http);
    }
}
