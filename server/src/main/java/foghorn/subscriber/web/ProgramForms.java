package foghorn.subscriber.web;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.kit.id.Ids;
import foghorn.kit.time.WireTime;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.Scope;
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

/**
 * The same as the page's forms for programs that know the original's: {@code /api/v2/subscribers.json} and the addresses that its pages
 * post to. An answer tells nothing of whether the address is known, and its id leads nowhere.
 */
public final class ProgramForms {
    private static final String SENT =
            "If the address can receive updates, a message is on its way to it. Please use the link in it to confirm.";

    private final SubscriberService subscribers;
    private final WebhookService webhooks;
    private final InstantSource time;

    public ProgramForms(SubscriberRoom room, InstantSource time) {
        this.subscribers = room.service();
        this.webhooks = room.webhooks();
        this.time = time;
    }

    public void addTo(Routes routes) {
        routes.post(Access.PAGE_FORM, "/api/v2/subscribers.json", this::subscriber);
        routes.post(Access.PAGE_FORM, "/subscriptions/new-email", this::newEmail);
        routes.post(Access.PAGE_FORM, "/subscriptions/incident.json", this::ofIncident);
    }

    private void subscriber(Exchange http) {
        try {
            var body = http.body().in("subscriber");
            var email = body.text("email").orElse("");
            if (body.text("phone_number").isPresent()) {
                throw body.invalid("phone_number", "cannot be subscribed: this page sends no text messages");
            }
            var endpoint = body.text("endpoint");
            if (endpoint.isPresent()) {
                var command = new WebhookService.Subscribe(
                        endpoint.get(), email, http.client().address());
                named(
                        body,
                        Map.of(),
                        () -> webhooks.subscribe(http.call(), http.site().page(), command));
            } else {
                var incident = body.text("incident").isPresent() ? "incident" : "incident_id";
                var scope =
                        new Scope(ids(body, "component_id", ComponentId::new), ids(body, incident, IncidentId::new));
                named(body, Map.of("components", "component_id", "incidents", incident), () -> ask(http, email, scope));
            }
            http.json(201, Map.of("subscriber", asked(email, endpoint.isPresent() ? "webhook" : "email")));
        } catch (Problem.Invalid e) {
            refuse(http, e);
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

    private Map<String, Object> asked(String email, String mode) {
        var subscriber = new LinkedHashMap<String, Object>();
        subscriber.put("created_at", WireTime.milliseconds(time.instant()));
        subscriber.put("skip_confirmation_notification", false);
        subscriber.put("quarantined_at", Optional.empty());
        subscriber.put("id", Ids.next());
        subscriber.put("mode", mode);
        subscriber.put("purge_at", Optional.empty());
        subscriber.put("email", email);
        return subscriber;
    }

    private void newEmail(Exchange http) {
        try {
            var body = http.body();
            var email = body.text("email").orElse("");
            named(body, Map.of(), () -> ask(http, email, Scope.EVERYTHING));
            succeed(http);
        } catch (Problem.Invalid e) {
            refuse(http, e);
        }
    }

    private void ofIncident(Exchange http) {
        try {
            var body = http.body();
            var incident = ids(body, "incident_code", IncidentId::new);
            if (incident.isEmpty()) {
                throw body.invalid("incident_code", "must be given");
            }
            var email = body.text("email").orElse("");
            named(body, Map.of("incidents", "incident_code"), () -> ask(http, email, new Scope(Set.of(), incident)));
            succeed(http);
        } catch (Problem.Invalid e) {
            refuse(http, e);
        }
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

    private static void succeed(Exchange http) {
        http.json(Map.of("type", "success", "text", SENT));
    }

    private record Refused(String type, String text, String message, List<FieldError> errors) {}

    private static void refuse(Exchange http, Problem.Invalid problem) {
        var message = String.valueOf(problem.getMessage());
        http.json(422, new Refused("error", message, message, problem.errors()));
    }
}
