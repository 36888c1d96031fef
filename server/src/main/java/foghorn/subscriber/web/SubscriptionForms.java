package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.subscriber.ConfirmationService;
import foghorn.subscriber.Followed;
import foghorn.subscriber.LockService;
import foghorn.subscriber.ScopeChoices;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.WebhookService;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public forms of a page's subscriptions: no cookie, no script. Whoever follows a mailed link by GET changes nothing, since programs
 * that scan mail do so too; the button on the page acts.
 */
public final class SubscriptionForms {
    private static final Map<String, String> LABELS = Map.of(
            "email", "E-mail address",
            "endpoint", "Address of your endpoint",
            "scope", "What you want to hear of",
            "components", "What you want to hear of",
            "incidents", "What you want to hear of",
            "incident", "The incident");

    private static final String COPY =
            "The secret below signs everything that is sent to it. Copy it now: it is shown this once.";

    private final SubscriberService subscribers;
    private final ConfirmationService confirmations;
    private final WebhookService webhooks;
    private final LockService locks;
    private final ScopeChoices choices;

    public SubscriptionForms(SubscriberRoom room, ScopeChoices choices) {
        this.subscribers = room.service();
        this.confirmations = room.confirmations();
        this.webhooks = room.webhooks();
        this.locks = room.locks();
        this.choices = choices;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_FORM, "/subscribe", this::form);
        routes.post(Access.PAGE_FORM, "/subscribe", this::subscribe);
        routes.get(Access.PAGE_FORM, "/subscribe/sent", this::sent);
        routes.get(Access.PAGE_FORM, "/subscribe/webhook", this::webhookForm);
        routes.post(Access.PAGE_FORM, "/subscribe/webhook", this::webhook);
        routes.get(Access.PAGE_FORM, WebhookService.GUIDE, this::webhookGuide);
        routes.get(Access.PAGE_LINK, "/subscriptions/confirm/:token", this::askToConfirm);
        routes.post(Access.PAGE_LINK, "/subscriptions/confirm/:token", this::confirm);
        routes.get(Access.PAGE_LINK, "/subscriptions/unsubscribe/:secret", this::askToUnsubscribe);
        routes.post(Access.PAGE_LINK, "/subscriptions/unsubscribe/:secret", this::unsubscribe);
    }

    private void form(Exchange http) {
        var offer = offer(http);
        var choice = choices.of(http.call(), http.site().page());
        var only = http.query("incident").flatMap(choice::incident).filter(incident -> offer.ofIncidents());
        if (!offer.byEmail() && only.isEmpty()) {
            note(http, "No subscriptions", "This page does not offer updates by e-mail.");
            return;
        }
        var scope = new ScopeView(
                only.isPresent() ? "incident" : "page", Set.of(), choice, only, offer.byEmail(), FormErrors.NONE);
        http.html(
                200,
                "subscriber/subscribe.jte",
                new SubscribeView(
                        offer.pageName(),
                        http.site().base(),
                        "",
                        scope,
                        offer.byWebhook(),
                        offer.feeds(),
                        FormErrors.NONE));
    }

    /** What the page offers; only a public page has forms. */
    private SubscriberService.Offer offer(Exchange http) {
        return subscribers.offer(http.call(), http.site().page());
    }

    private void subscribe(Exchange http) {
        var email = http.body().text("email").orElse("");
        var fields = new ScopeFields(http.body());
        boolean byProgram = http.body().text("website").isPresent();
        try {
            var scope = fields.scope();
            if (!byProgram) {
                var client = http.client().address();
                subscribers.subscribe(
                        http.call(), http.site().page(), new SubscriberService.Subscribe(email, client, scope));
            }
            http.seeOther(http.site().base() + "subscribe/sent");
        } catch (Problem.Invalid e) {
            again(http, email, fields, FormErrors.of(e, LABELS));
        }
    }

    private void again(Exchange http, String email, ScopeFields fields, FormErrors errors) {
        var offer = offer(http);
        var choice = choices.of(http.call(), http.site().page());
        var scope = new ScopeView(
                fields.mode(),
                fields.ticked(),
                choice,
                fields.incident().flatMap(choice::incident),
                offer.byEmail(),
                errors);
        http.html(
                422,
                "subscriber/subscribe.jte",
                new SubscribeView(
                        offer.pageName(), http.site().base(), email, scope, offer.byWebhook(), offer.feeds(), errors));
    }

    private void webhookForm(Exchange http) {
        if (!offer(http).byWebhook()) {
            note(http, "No webhooks", "This page does not offer updates by webhook.");
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

    private void askFor(Exchange http, String endpoint, String email) {
        if (http.body().text("website").isEmpty()) {
            var command =
                    new WebhookService.Subscribe(endpoint, email, http.client().address(), List.of());
            webhooks.subscribe(http.call(), http.site().page(), command);
        }
    }

    private void sent(Exchange http) {
        offer(http);
        note(
                http,
                "Check your mail",
                "If the address can receive updates, a message is on its way to it. Please use the link in it to confirm.",
                "Nothing there after some minutes? Look into the spam folder, or try again.");
    }

    private void askToConfirm(Exchange http) {
        var wish = confirmations
                .wish(http.call(), http.site().page(), http.parameter("token"))
                .orElseThrow(() -> new Problem.NotFound(
                        "confirmation link; it may have been used up or be too old. You can subscribe again"));
        if (wish.endpoint().isPresent()) {
            askToConfirm(http, wish.endpoint().get(), wish);
            return;
        }
        var names = wish.parts().stream().map(Followed::name).toList();
        var text = wish.isEverything()
                ? "One more step: confirm that you want to be told of incidents."
                : "One more step: confirm that you want to be told of incidents that concern this:";
        show(http, made(http, "Confirm your subscription", text).naming(names).withAction("", "Confirm subscription"));
    }

    private void askToConfirm(Exchange http, String endpoint, ConfirmationService.Wish wish) {
        var note = made(
                        http,
                        "Confirm your webhook",
                        "One more step: confirm that you look after the endpoint on " + endpoint
                                + ". It is sent a test then, and nothing else before it has answered.",
                        "After that it is told of incidents and of changes of components"
                                + (wish.isEverything() ? "." : " that concern this:"))
                .naming(wish.parts().stream().map(Followed::name).toList());
        show(http, note.withAction("", "Confirm webhook"));
    }

    private void confirm(Exchange http) {
        switch (confirmations.confirm(http.call(), http.site().page(), http.parameter("token"))) {
            case ConfirmationService.Subscribed ignored ->
                note(
                        http,
                        "You are subscribed",
                        "From now on you are told of incidents. Every message has a link to change this, and one to leave.");
            case ConfirmationService.Testing testing -> show(http, tested(http, testing));
        }
    }

    private NoteView tested(Exchange http, ConfirmationService.Testing testing) {
        var under = "A test is on its way to the endpoint on " + testing.host()
                + ". As soon as it answers with a 2xx status, it is told of incidents and of every change of a component. "
                + "Until then it is tried again for a day; to have it tried at once, use the link in your mail again.";
        var title = "Your endpoint is being tested";
        return testing.signingSecret()
                .map(secret -> made(http, title, under, COPY).showing(secret))
                .orElseGet(() -> made(http, title, under))
                .withLink(ManageForms.href(http, testing.subscription()), "See this webhook, or make a new secret");
    }

    private void askToUnsubscribe(Exchange http) {
        var secret = http.parameter("secret");
        if (!subscribers.canUnsubscribe(http.call(), http.site().page(), secret)) {
            throw new Problem.NotFound("subscription");
        }
        if (locks.isLocked(http.call(), http.site().page(), secret)) {
            show(
                    http,
                    made(
                                    http,
                                    "This subscription is locked",
                                    "Several people read this address. To end the subscription for all of them it takes a link that we mail to the address.")
                            .withAction("", "Mail the link")
                            .withLink(ManageForms.href(http, secret), "See the subscription"));
            return;
        }
        show(
                http,
                made(http, "Unsubscribe", "Do you want no more updates?")
                        .withAction("", "Unsubscribe")
                        .withLink(ManageForms.href(http, secret), "Change what you are told of instead"));
    }

    /** Also what mail providers call for one-click unsubscription: they send no cookie and follow no redirect (RFC 8058). */
    private void unsubscribe(Exchange http) {
        var secret = http.parameter("secret");
        if (locks.isLocked(http.call(), http.site().page(), secret)) {
            locks.mailLink(http.call(), http.site().page(), secret);
            note(
                    http,
                    "Check the mail of this address",
                    "The subscription is locked, since several people read the address. A message with a link to unlock it is on its way to all of them; until it is used, nothing changes.");
            return;
        }
        subscribers.unsubscribe(http.call(), http.site().page(), secret);
        show(
                http,
                made(
                                http,
                                "You are unsubscribed",
                                "You will not be told of incidents any more. If that was a mistake, you can take it back within 10 minutes.")
                        .withAction(ManageForms.href(http, secret) + "/undo", "Take it back")
                        .withLink(ManageForms.href(http, secret), "What is kept of you, and how to erase it"));
    }

    private void note(Exchange http, String title, String... paragraphs) {
        show(http, made(http, title, paragraphs));
    }

    private NoteView made(Exchange http, String title, String... paragraphs) {
        var name = subscribers.pageName(http.call(), http.site().page());
        return new NoteView(name, http.site().base(), title, List.of(paragraphs));
    }

    private static void show(Exchange http, NoteView note) {
        http.html(200, "subscriber/note.jte", note);
    }
}
