package foghorn.subscriber.web;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.id.Ids;
import foghorn.kit.time.WireTime;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Handler;
import foghorn.kit.web.Routes;
import foghorn.subscriber.CodeService;
import foghorn.subscriber.ConfirmationAgainService;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.WebhookService;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The same as the page's forms for programs that know the original's: {@code /api/v2/subscribers.json} and the addresses that its pages
 * post to. An answer tells nothing of whether the address is known, and its id leads nowhere.
 */
public final class ProgramForms {
    private static final String SUBSCRIBERS = "/api/v2/subscribers.json";
    private static final String SENT =
            "If the address can receive updates, a message is on its way to it. Please use the link in it to confirm.";
    private static final String NO_PHONES = "cannot be subscribed: this page sends no text messages";

    private final SubscriberService subscribers;
    private final WebhookService webhooks;
    private final ConfirmationAgainService again;
    private final CodeService codes;
    private final InstantSource time;

    public ProgramForms(SubscriberRoom room, InstantSource time) {
        this.subscribers = room.service();
        this.webhooks = room.webhooks();
        this.again = room.again();
        this.codes = room.codes();
        this.time = time;
    }

    public void addTo(Routes routes) {
        var access = Access.PAGE_PROGRAM;
        routes.post(access, SUBSCRIBERS, this::subscriber);
        routes.post(access, "/api/v2/subscriptions/:subscriber_id/resend_confirmation", this::askAgain);
        routes.post(access, "/subscriptions/new-email", this::newEmail);
        routes.post(access, "/subscriptions/verify-email-otp", this::verifyEmail);
        routes.post(access, "/subscriptions/webhook.json", this::webhook);
        routes.post(access, "/subscriptions/incident.json", this::ofIncident);
        routes.post(access, "/subscriptions/track_attempt", this::track);
        refuse(routes);
    }

    /** What the original has and this does not, for its reasons: an id alone opens nothing, and no text messages are sent. */
    private static void refuse(Routes routes) {
        var notFound = new Refusing(() -> new Problem.NotFound("subscriber"));
        var one = "/api/v2/subscribers/:subscriber_id";
        for (var path : List.of(SUBSCRIBERS, one)) {
            routes.get(Access.PAGE_PROGRAM, path, notFound);
            routes.delete(Access.PAGE_PROGRAM, path, notFound);
        }
        var noPhones = new Refusing(() -> new Problem.Invalid("phone_number", NO_PHONES));
        routes.post(Access.PAGE_PROGRAM, "/subscriptions/new-sms", noPhones);
        routes.post(Access.PAGE_PROGRAM, "/subscriptions/verify-otp", noPhones);
    }

    /** Answers always the same, whatever is asked. */
    public record Refusing(Supplier<Problem> problem) implements Handler {
        @Override
        public void handle(Exchange http) {
            throw problem.get();
        }
    }

    private void subscriber(Exchange http) {
        var body = http.body().in("subscriber");
        var email = body.text("email").orElse("");
        refusePhone(body);
        var endpoint = body.text("endpoint");
        var components = ids(body, "component_id", ComponentId::new);
        var incident = body.text("incident").isPresent() ? "incident" : "incident_id";
        var incidents = ids(body, incident, IncidentId::new);
        if (endpoint.isPresent()) {
            if (!incidents.isEmpty()) {
                throw body.invalid(incident, "cannot be followed alone by a webhook");
            }
            named(
                    body,
                    Map.of("component_ids", "component_id"),
                    () -> askFor(http, endpoint.get(), email, List.copyOf(components)));
        } else {
            var scope = new Scope(components, incidents);
            named(body, Map.of("components", "component_id", "incidents", incident), () -> ask(http, email, scope));
        }
        http.json(201, Map.of("subscriber", asked(http, email, endpoint.isPresent() ? "webhook" : "email")));
    }

    private static void refusePhone(Body body) {
        if (body.text("phone_number").filter(text -> !text.isEmpty()).isPresent()) {
            throw body.invalid("phone_number", NO_PHONES);
        }
    }

    private static <T> Set<T> ids(Body body, String field, Function<String, T> type) {
        return body.text(field)
                .map(id -> {
                    if (!IdForm.matches(id)) {
                        throw body.invalid(field, "must be of this page");
                    }
                    return Set.of(type.apply(id));
                })
                .orElse(Set.of());
    }

    private void ask(Exchange http, String email, Scope scope) {
        subscribers.subscribe(
                http.call(),
                http.site().page(),
                new SubscriberService.Subscribe(email, http.client().address(), scope));
    }

    private void askFor(Exchange http, String endpoint, String email, List<ComponentId> components) {
        webhooks.subscribe(
                http.call(),
                http.site().page(),
                new WebhookService.Subscribe(endpoint, email, http.client().address(), components));
    }

    private Map<String, Object> asked(Exchange http, String email, String mode) {
        var zone = subscribers.offer(http.call(), http.site().page()).zone();
        var subscriber = new LinkedHashMap<String, Object>();
        subscriber.put("created_at", WireTime.milliseconds(time.instant(), zone));
        subscriber.put("skip_confirmation_notification", false);
        subscriber.put("quarantined_at", Optional.empty());
        subscriber.put("id", Ids.next());
        subscriber.put("mode", mode);
        subscriber.put("purge_at", Optional.empty());
        subscriber.put("email", email);
        return subscriber;
    }

    /** The id that a request was answered with leads nowhere, so mostly this only says what was said before. */
    private void askAgain(Exchange http) {
        var id = http.parameter("subscriber_id");
        if (IdForm.matches(id)) {
            var wanted = new ConfirmationAgainService.Wanted(
                    new SubscriberId(id), http.client().address());
            again.askAtWish(http.call(), http.site().page(), wanted);
        }
        succeed(http, SENT);
    }

    private void newEmail(Exchange http) {
        var body = http.body();
        var email = body.text("email").orElse("");
        named(body, Map.of(), () -> ask(http, email, Scope.EVERYTHING));
        succeed(http, SENT);
    }

    /** The token leads to the subscription, as the link in every message of it does. */
    private void verifyEmail(Exchange http) {
        var body = http.body();
        var code = body.text("otp").orElseThrow(() -> body.invalid("otp", "must be given"));
        var claim = new CodeService.Claim(
                body.text("email").orElse(""), http.client().address());
        var answer = new LinkedHashMap<String, String>();
        answer.put("type", "success");
        named(
                body,
                Map.of("code", "otp"),
                () -> answer.put(
                        "email_otp_auth_token",
                        codes.redeem(http.call(), http.site().page(), claim, code)));
        http.json(answer);
    }

    private void webhook(Exchange http) {
        var body = http.body();
        var endpoint = body.text("endpoint").orElse("");
        var email = body.text("email").orElse("");
        if (body.text("website").isEmpty()) {
            askFor(http, endpoint, email, List.of());
        }
        succeed(http, "A message is on its way to the contact. Please use the link in it.");
    }

    private void ofIncident(Exchange http) {
        var body = http.body();
        refusePhone(body);
        var incident = ids(body, "incident_code", IncidentId::new);
        if (incident.isEmpty()) {
            throw body.invalid("incident_code", "must be given");
        }
        var email = body.text("email").orElse("");
        named(body, Map.of("incidents", "incident_code"), () -> ask(http, email, new Scope(Set.of(), incident)));
        succeed(http, SENT);
    }

    /** The original counts which forms people begin to fill in; nothing is kept of it here. */
    private void track(Exchange http) {
        http.body().text("type");
        subscribers.offer(http.call(), http.site().page());
        http.json(Map.of("type", "success"));
    }

    /** Calls a verb; what it says of its own fields is said of those of the body. */
    private static void named(Body body, Map<String, String> fields, Runnable verb) {
        try {
            verb.run();
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new FieldError(
                            body.nameOf(fields.getOrDefault(error.field(), error.field())), error.message()))
                    .toList());
        }
    }

    private static void succeed(Exchange http, String text) {
        http.json(Map.of("type", "success", "text", text));
    }
}
