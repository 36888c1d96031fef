package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.page.TimeZones;
import foghorn.subscriber.CodeService;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.ScopeChoices;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.SubscriptionService;
import foghorn.subscriber.WebhookService;
import foghorn.tenant.Problem;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where subscribers manage their own subscription: no cookie, no script. They come by the link in any message, or by their address and a
 * code that is mailed to it.
 */
public final class ManageForms {
    static final String ONE = "/subscriptions/manage/:secret";
    private static final int NOTICES = 10;

    private static final Map<String, String> LABELS = Map.of(
            "email", "E-mail address",
            "code", "The code",
            "scope", "What you want to hear of",
            "components", "What you want to hear of",
            "incidents", "What you want to hear of",
            "time_zone", "Time zone");

    private final SubscriberService subscribers;
    private final SubscriptionService subscriptions;
    private final CodeService codes;
    private final WebhookService webhooks;
    private final ScopeChoices choices;
    private final NoticeHistory history;

    public ManageForms(SubscriberRoom room, ScopeChoices choices, NoticeHistory history) {
        this.subscribers = room.service();
        this.subscriptions = room.subscriptions();
        this.codes = room.codes();
        this.webhooks = room.webhooks();
        this.choices = choices;
        this.history = history;
    }

    public void addTo(Routes routes) {
        routes.get(Access.PAGE_FORM, "/subscriptions", http -> ask(http, 200, "", false, FormErrors.NONE));
        routes.post(Access.PAGE_FORM, "/subscriptions", this::enter);
        routes.get(Access.PAGE_LINK, ONE, this::show);
        routes.post(Access.PAGE_LINK, ONE, this::follow);
        routes.post(Access.PAGE_LINK, ONE + "/unsubscribe", this::unsubscribe);
        routes.post(Access.PAGE_LINK, ONE + "/undo", this::undo);
        routes.post(Access.PAGE_LINK, ONE + "/reactivate", this::reactivate);
        routes.post(Access.PAGE_LINK, ONE + "/new-secret", this::newSecret);
        routes.get(Access.PAGE_LINK, ONE + "/data.json", this::data);
        routes.get(Access.PAGE_LINK, ONE + "/erase", this::askToErase);
        routes.post(Access.PAGE_LINK, ONE + "/erase", this::erase);
    }

    /** The address of a subscription, which is a secret. */
    static String href(Exchange http, String secret) {
        return http.site().base() + "subscriptions/manage/" + secret;
    }

    private static String secret(Exchange http) {
        return http.parameter("secret");
    }

    // ---- the way in without a message

    private void ask(Exchange http, int status, String email, boolean asksForCode, FormErrors errors) {
        var name = subscribers.offer(http.call(), http.site().page()).pageName();
        http.html(status, "subscriber/code.jte", new CodeView(name, http.site().base(), email, asksForCode, errors));
    }

    /** With a code it lets in; without one it mails one. */
    private void enter(Exchange http) {
        var email = http.body().text("email").orElse("");
        var claim = new CodeService.Claim(email, http.client().address());
        boolean hasCode = http.body().has("code");
        try {
            if (hasCode) {
                var code = http.body().text("code").orElseThrow(() -> new Problem.Invalid("code", "must be given"));
                http.seeOther(href(http, codes.redeem(http.call(), http.site().page(), claim, code)));
            } else {
                codes.send(http.call(), http.site().page(), claim);
                ask(http, 200, email, true, FormErrors.NONE);
            }
        } catch (Problem.Invalid e) {
            ask(http, 422, email, hasCode, FormErrors.of(e, LABELS));
        }
    }

    // ---- one subscription

    private void show(Exchange http) {
        var subscription = subscriptions.find(http.call(), http.site().page(), secret(http));
        var choice = choices.of(http.call(), http.site().page());
        var scope = ScopeView.of(subscription.scope(), subscription.follows(), choice, FormErrors.NONE);
        show(http, 200, scope, subscription.zone().map(ZoneId::getId).orElse(""), FormErrors.NONE);
    }

    private void show(Exchange http, int status, ScopeView scope, String zone, FormErrors errors) {
        var subscription = subscriptions.find(http.call(), http.site().page(), secret(http));
        var view = new ManageView(
                subscription,
                http.site().base(),
                href(http, secret(http)),
                scope,
                zone,
                history.of(http.call(), http.site().page(), subscription.id(), NOTICES),
                said(http),
                errors);
        http.html(status, "subscriber/manage.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "saved" -> Optional.of("Saved. From now on you are told of what you chose.");
            case "returned" -> Optional.of("Taken back: you are subscribed as before.");
            case "locked" -> Optional.of("Locked. It takes a link mailed to the address to change or end it.");
            case "mailed" ->
                Optional.of(
                        "A message with a link is on its way to the address. Everybody who reads it there sees it.");
            case "unlocked" -> Optional.of("Unlocked. When you are done, lock it again.");
            case "reactivated" -> Optional.of("Switched on again. You are told of whatever comes next.");
            default -> Optional.empty();
        });
    }

    private void follow(Exchange http) {
        var fields = new ScopeFields(http.body());
        var zone = http.body().text("time_zone").orElse("");
        try {
            var chosen =
                    Optional.of(zone).filter(name -> !name.isEmpty()).map(name -> TimeZones.require("time_zone", name));
            subscriptions.follow(
                    http.call(),
                    http.site().page(),
                    secret(http),
                    new SubscriptionService.Wish(fields.scope(), chosen));
            done(http, "?done=saved");
        } catch (Problem.Invalid e) {
            var errors = FormErrors.of(e, LABELS);
            var present = subscriptions.find(http.call(), http.site().page(), secret(http));
            var shown = ScopeView.of(
                    present.scope(),
                    present.follows(),
                    choices.of(http.call(), http.site().page()),
                    errors);
            show(http, 422, shown.typed(fields), zone, errors);
        }
    }

    private static void done(Exchange http, String query) {
        http.seeOther(href(http, secret(http)) + query);
    }

    private void unsubscribe(Exchange http) {
        subscribers.unsubscribe(http.call(), http.site().page(), secret(http));
        done(http, "");
    }

    private void undo(Exchange http) {
        subscriptions.undo(http.call(), http.site().page(), secret(http));
        done(http, "?done=returned");
    }

    private void reactivate(Exchange http) {
        subscriptions.reactivate(http.call(), http.site().page(), secret(http));
        done(http, "?done=reactivated");
    }

    /** Of a webhook; it stands in this answer alone. */
    private void newSecret(Exchange http) {
        var made = webhooks.rotate(http.call(), http.site().page(), secret(http));
        var note = new NoteView(
                        subscribers.pageName(http.call(), http.site().page()),
                        http.site().base(),
                        "Your new secret",
                        List.of(
                                "Copy it now: it is shown this once.",
                                "For a day, messages are signed with the secret before, too, so that your receiver misses none."))
                .showing(made)
                .withLink(href(http, secret(http)), "Back to the webhook");
        http.html(200, "subscriber/note.jte", note);
    }

    // ---- own data

    private void data(Exchange http) {
        var subscription = subscriptions.find(http.call(), http.site().page(), secret(http));
        http.download(
                "application/json; charset=utf-8",
                "subscription.json",
                out -> OwnData.of(subscription)
                        .write(
                                out,
                                reader -> history.all(http.call(), http.site().page(), subscription.id(), reader)));
    }

    private void askToErase(Exchange http) {
        var subscription = subscriptions.find(http.call(), http.site().page(), secret(http));
        var href = href(http, secret(http));
        if (subscription.lockedAt().isPresent()) {
            http.seeOther(href);
            return;
        }
        var note = new NoteView(
                        subscription.pageName(),
                        http.site().base(),
                        "Erase everything about you?",
                        List.of(
                                "Your subscription ends, and everything that is kept of you here is destroyed at once. This cannot be taken back.",
                                "A keyed fingerprint stays, from which your address cannot be read, so that you are not written to again unless you subscribe yourself."))
                .withAction(href + "/erase", "Erase everything")
                .withLink(href, "Keep my subscription");
        http.html(200, "subscriber/note.jte", note);
    }

    private void erase(Exchange http) {
        subscriptions.erase(http.call(), http.site().page(), secret(http));
        var name = subscribers.pageName(http.call(), http.site().page());
        var note = new NoteView(
                name,
                http.site().base(),
                "You are forgotten",
                List.of("Your subscription has ended, and nothing that leads to you is kept here."));
        http.html(200, "subscriber/note.jte", note);
    }
}
