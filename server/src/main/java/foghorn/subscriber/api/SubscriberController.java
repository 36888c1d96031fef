package foghorn.subscriber.api;

import foghorn.component.ComponentId;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shown;
import foghorn.subscriber.Follower;
import foghorn.subscriber.FollowerService;
import foghorn.subscriber.FollowerService.NewFollower;
import foghorn.subscriber.FollowerService.NewScope;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.Webhook;
import foghorn.subscriber.WebhookService;
import foghorn.subscriber.WebhookService.NewWebhook;
import foghorn.tenant.IdForm;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/pages/{page_id}/subscribers}. */
public final class SubscriberController {
    private static final String ALL = "/v1/pages/:page_id/subscribers";
    private static final String ONE = ALL + "/:subscriber_id";

    private final FollowerService followers;
    private final WebhookService webhooks;

    public SubscriberController(FollowerService followers, WebhookService webhooks) {
        this.followers = followers;
        this.webhooks = webhooks;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.MANAGE_SUBSCRIBERS);
        routes.post(access, ALL, this::add);
        routes.get(Access.key(Permission.VIEW_SUBSCRIBERS), ONE, this::find);
        routes.patch(access, ONE, this::follow);
        routes.delete(access, ONE, this::remove);
        routes.post(access, ONE + "/rotate_secret", this::rotate);
        routes.post(access, ONE + "/reactivate", this::reactivate);
    }

    private static SubscriberId id(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    /** With an endpoint it is a webhook, without one somebody by e-mail. */
    private void add(Exchange http) {
        var body = http.body().in("subscriber");
        var endpoint = body.text("endpoint");
        refuseWhatIsNotThere(body);
        var email = body.text("email").orElseThrow(() -> body.invalid("email", "is needed: of a webhook, its contact"));
        var components = components(body);
        boolean vouched = body.flag("skip_confirmation_notification").orElse(false);
        if (endpoint.isPresent()) {
            var command = new NewWebhook(endpoint.get(), email, components);
            answerSecret(http, 201, () -> body.naming(() -> webhooks.add(http.call(), http.pageId(), command)));
            return;
        }
        var command = new NewFollower(email, scope(components), vouched);
        made(http, 201, () -> body.naming(() -> followers.add(http.call(), http.pageId(), command)));
    }

    /** Page access and text messages are not there yet. Taken in silence, somebody would follow what they were not meant to, or nothing. */
    static void refuseWhatIsNotThere(Body body) {
        if (body.text("phone_country")
                .filter(text -> !text.matches("[A-Za-z]{0,2}"))
                .isPresent()) {
            throw body.invalid("phone_country", "must be the two letters of a country");
        }
        refuse(body, "page_access_user", "cannot be given: Foghorn does not have page access users yet");
        refuse(body, "phone_number", "cannot be subscribed: Foghorn does not send text messages");
    }

    private static void refuse(Body body, String field, String message) {
        if (body.text(field).filter(text -> !text.isEmpty()).isPresent()) {
            throw body.invalid(field, message);
        }
    }

    static void answer(Exchange http, Follower follower) {
        http.etag(follower.version()).json(SubscriberResponse.of(follower));
    }

    static void made(Exchange http, int status, Supplier<Follower> verb) {
        http.made(
                status,
                Follower.class,
                follower -> new Shown(SubscriberResponse.of(follower), follower.version()),
                verb);
    }

    /** The secret is shown this once, and to whoever asks the very same again within a day. */
    private static void answerSecret(Exchange http, int status, Supplier<Webhook.WithSecret> verb) {
        http.made(
                status,
                Webhook.WithSecret.class,
                made -> new Shown(
                        SubscriberResponse.of(made), made.webhook().follower().version()),
                verb);
    }

    private static Scope scope(Optional<List<ComponentId>> components) {
        return components.map(ids -> new Scope(Set.copyOf(ids), Set.of())).orElse(Scope.EVERYTHING);
    }

    private static Optional<List<ComponentId>> components(Body body) {
        return body.texts("component_ids").map(ids -> {
            if (ids.isEmpty() || !ids.stream().allMatch(IdForm::matches)) {
                throw body.invalid("component_ids", "must be components of this page, at least one");
            }
            return ids.stream().map(ComponentId::new).toList();
        });
    }

    private void find(Exchange http) {
        answer(http, followers.find(http.call(), http.pageId(), id(http)));
    }

    /** What is not given is reset: without components everything is followed. */
    private void follow(Exchange http) {
        var body = http.body();
        var command = new NewScope(id(http), scope(components(body)), http.expectedVersion());
        answer(http, body.naming(() -> followers.follow(http.call(), http.pageId(), command)));
    }

    /** Nobody is told that they are unsubscribed (ADR 15); the flag that would silence it is held to its kind. */
    private void remove(Exchange http) {
        http.queryFlag("skip_unsubscription_notification");
        http.json(
                SubscriberResponse.of(followers.remove(http.call(), http.pageId(), id(http), http.expectedVersion())));
    }

    private void rotate(Exchange http) {
        answerSecret(http, 200, () -> webhooks.rotate(http.call(), http.pageId(), id(http)));
    }

    private void reactivate(Exchange http) {
        made(http, 200, () -> followers.reactivate(http.call(), http.pageId(), id(http)));
    }
}
