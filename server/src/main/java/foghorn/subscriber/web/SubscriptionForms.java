package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.WebhookService;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;

/**
 * The public forms of a page's subscriptions: no cookie, no script. Whoever follows a mailed link by GET changes nothing, since programs
 * that scan mail do so too; the button on the page acts.
 */
public final class SubscriptionForms {
    private static final Map<String, String> LABELS =
            Map.of("email", "E-mail address", "endpoint", "Address of your endpoint");

    private final SubscriberService subscribers;
    private final WebhookService webhooks;

    public SubscriptionForms(SubscriberService subscribers, WebhookService webhooks) {
        this.subscribers = subscribers;
        this.webhooks = webhooks;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_FORM, "/subscribe", this::form);
        routes.post(Access.PAGE_FORM, "/subscribe", this::subscribe);
        routes.get(Access.PAGE_FORM, "/subscribe/sent", this::sent);
        routes.get(Access.PAGE_FORM, "/subscribe/webhook", this::webhookForm);
        routes.post(Access.PAGE_FORM, "/subscribe/webhook", this::webhook);
        routes.get(Access.PAGE_FORM, WebhookService.GUIDE, this::webhookGuide);
        routes.post(Access.PAGE_FORM, "/subscriptions/webhook.json", this::webhookJson);
        routes.get(Access.PAGE_LINK, "/subscriptions/confirm/:token", this::askToConfirm);
        routes.post(Access.PAGE_LINK, "/subscriptions/confirm/:token", this::confirm);
        routes.get(Access.PAGE_LINK, "/subscriptions/unsubscribe/:secret", this::askToUnsubscribe);
        routes.post(Access.PAGE_LINK, "/subscriptions/unsubscribe/:secret", this::unsubscribe);
    }

    private void form(Exchange http) {
        if (!offer(http).byEmail()) {
            note(http, "No subscriptions", List.of("This page does not offer updates by e-mail."), "");
            return;
        }
        show(http, 200, "", FormErrors.NONE);
    }

    /** What the page offers; only a public page has forms. */
    private SubscriberService.Offer offer(Exchange http) {
        return subscribers.offer(http.call(), http.site().page());
    }

    private void show(Exchange http, int status, String email, FormErrors errors) {
        var offer = offer(http);
        http.html(
                status,
                "subscriber/subscribe.jte",
                new SubscribeView(offer.pageName(), http.site().base(), email, offer.byWebhook(), errors));
    }

    private void subscribe(Exchange http) {
        var email = http.body().text("email").orElse("");
        boolean byProgram = http.body().text("website").isPresent();
        try {
            if (!byProgram) {
                var command =
                        new SubscriberService.Subscribe(email, http.client().address());
                subscribers.subscribe(http.call(), http.site().page(), command);
            }
            http.seeOther(http.site().base() + "subscribe/sent");
        } catch (Problem.Invalid e) {
            show(http, 422, email, FormErrors.of(e, LABELS));
        }
    }

    private void webhookForm(Exchange http) {
        if (!offer(http).byWebhook()) {
            note(http, "No webhooks", List.of("This page does not offer updates by webhook."), "");
            return;
        }
        showWebhook(http, 200, "", "", FormErrors.NONE);
    }

    private void showWebhook(Exchange http, int status, String endpoint, String email, FormErrors errors) {
        var view = new WebhookView(offer(http).pageName(), http.site().base(), endpoint, email, errors);
        http.html(status, "subscriber/webhook.jte", view);
    }

    private void webhook(Exchange http) {
        var endpoint = http.body().text("endpoint").orElse("");
        var email = http.body().text("email").orElse("");
        try {
            askFor(http, endpoint, email);
            http.seeOther(http.site().base() + "subscribe/sent");
        } catch (Problem.Invalid e) {
            showWebhook(http, 422, endpoint, email, FormErrors.of(e, LABELS));
        }
    }

    private void webhookGuide(Exchange http) {
        var view = new WebhookGuideView(offer(http).pageName(), http.site().base());
        http.html(200, "subscriber/webhook-guide.jte", view);
    }

    /** As programs that know the original's form call it. */
    private void webhookJson(Exchange http) {
        var body = http.body();
        askFor(http, body.text("endpoint").orElse(""), body.text("email").orElse(""));
        http.json(Map.of(
                "type", "success", "text", "A message is on its way to the contact. Please use the link in it."));
    }

    private void askFor(Exchange http, String endpoint, String email) {
        if (http.body().text("website").isEmpty()) {
            var command =
                    new WebhookService.Subscribe(endpoint, email, http.client().address());
            webhooks.subscribe(http.call(), http.site().page(), command);
        }
    }

    private void sent(Exchange http) {
        offer(http);
        note(
                http,
                "Check your mail",
                List.of(
                        "If the address can receive updates, a message is on its way to it. Please use the link in it to confirm.",
                        "Nothing there after some minutes? Look into the spam folder, or try again."),
                "");
    }

    private void askToConfirm(Exchange http) {
        if (!subscribers.canConfirm(http.call(), http.site().page(), http.parameter("token"))) {
            throw new Problem.NotFound(
                    "confirmation link; it may have been used up or be too old. You can subscribe again");
        }
        note(
                http,
                "Confirm your subscription",
                List.of("One more step: confirm that you want to be told of incidents."),
                "Confirm subscription");
    }

    private void confirm(Exchange http) {
        var confirmed = subscribers.confirm(http.call(), http.site().page(), http.parameter("token"));
        switch (confirmed) {
            case SUBSCRIBED ->
                note(
                        http,
                        "You are subscribed",
                        List.of("From now on you are told of incidents. Every message has a link to leave."),
                        "");
            case TESTING ->
                note(
                        http,
                        "Your endpoint is being tested",
                        List.of(
                                "A test message is on its way to it. As soon as it answers with a 2xx status, it is told of incidents and of every change of a component."),
                        "");
        }
    }

    private void askToUnsubscribe(Exchange http) {
        if (!subscribers.canUnsubscribe(http.call(), http.site().page(), http.parameter("secret"))) {
            throw new Problem.NotFound("subscription");
        }
        note(http, "Unsubscribe", List.of("Do you want no more updates?"), "Unsubscribe");
    }

    /** Also what mail providers call for one-click unsubscription: they send no cookie and follow no redirect (RFC 8058). */
    private void unsubscribe(Exchange http) {
        subscribers.unsubscribe(http.call(), http.site().page(), http.parameter("secret"));
        note(
                http,
                "You are unsubscribed",
                List.of("You will not be told of incidents any more. If that was a mistake, you can subscribe again."),
                "");
    }

    private void note(Exchange http, String title, List<String> paragraphs, String action) {
        var name = subscribers.pageName(http.call(), http.site().page());
        http.html(200, "subscriber/note.jte", new NoteView(name, http.site().base(), title, paragraphs, action));
    }
}
