package foghorn.subscriber.web;

import static foghorn.subscriber.web.SubscribersController.ENTRY;
import static foghorn.subscriber.web.SubscribersController.LABELS;
import static foghorn.subscriber.web.SubscribersController.PATH;
import static foghorn.subscriber.web.SubscribersController.base;

import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.subscriber.ConfirmationAgainService;
import foghorn.subscriber.FollowerService;
import foghorn.subscriber.FollowerService.NewFollower;
import foghorn.subscriber.NoticeHistory;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberListService;
import foghorn.subscriber.Subscription;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Optional;

/** {@code /console/pages/{page_id}/subscribers/{subscriber_id}}: one who follows the page by e-mail, and adding one. */
public final class SubscriberController {
    private static final String ONE = PATH + "/:subscriber_id";
    private static final int NOTICES = 20;

    private final SubscriberListService lists;
    private final FollowerService followers;
    private final ConfirmationAgainService again;
    private final NoticeHistory history;
    private final Shells shells;

    /** What the screens need of others. */
    public record Needs(
            SubscriberListService lists,
            FollowerService followers,
            ConfirmationAgainService again,
            NoticeHistory history,
            Shells shells) {}

    public SubscriberController(Needs needs) {
        this.lists = needs.lists();
        this.followers = needs.followers();
        this.again = needs.again();
        this.history = needs.history();
        this.shells = needs.shells();
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH + "/new", http -> form(http, 200, "", false, FormErrors.NONE));
        routes.post(access, PATH, this::add);
        routes.get(access, ONE, http -> show(http, 200, FormErrors.NONE));
        routes.post(access, ONE + "/resend", this::resend);
        routes.post(access, ONE + "/reactivate", this::reactivate);
        routes.get(access, ONE + "/delete", this::askToRemove);
        routes.post(access, ONE + "/delete", this::remove);
    }

    private static SubscriberId id(Exchange http) {
        return http.id("subscriber_id", SubscriberId::new);
    }

    /** Webhooks, and whoever was erased, have no screen here, and so no verb. */
    private Subscription find(Exchange http) {
        return lists.find(http.call(), http.pageId(), id(http));
    }

    private void show(Exchange http, int status, FormErrors errors) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var subscription = find(http);
        var notices = history.forTeam(http.call(), http.pageId(), subscription.id(), NOTICES);
        var shell = shells.of(http, ENTRY).saying(said(http));
        http.html(
                status,
                "subscriber/subscriber.jte",
                new SubscriberView(shell, base(http), subscription, notices, errors));
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "asked" -> Optional.of("Asked again: a new link to confirm is on its way.");
            case "unasked" -> Optional.of("Not asked: this address must not be written to.");
            case "reactivated" -> Optional.of("Switched on again. They are told of whatever comes next.");
            case "added" -> Optional.of("Added. They are told once they have used the link that is mailed to them.");
            case "vouched" -> Optional.of("Added. They are told of whatever comes next.");
            default -> Optional.empty();
        });
    }

    private void resend(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var id = find(http).id();
        try {
            boolean isAsked = again.ask(http.call(), http.pageId(), id);
            http.seeOther(base(http) + "/" + id + (isAsked ? "?done=asked" : "?done=unasked"));
        } catch (Problem.TooMany e) {
            show(http, 429, FormErrors.of("They were asked too often today. Please try again tomorrow."));
        } catch (Problem.Invalid e) {
            show(http, 422, FormErrors.of("They have confirmed or left meanwhile: there is nothing to ask."));
        }
    }

    private void reactivate(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var id = find(http).id();
        followers.reactivate(http.call(), http.pageId(), id);
        http.seeOther(base(http) + "/" + id + "?done=reactivated");
    }

    private void askToRemove(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var view = new SubscriberRemoval(shells.of(http, ENTRY), base(http), find(http));
        http.html(200, "subscriber/subscriber-delete.jte", view);
    }

    private void remove(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        followers.remove(http.call(), http.pageId(), find(http).id(), ExpectedVersion.any());
        http.seeOther(base(http) + "?done=removed");
    }

    private void form(Exchange http, int status, String email, boolean vouched, FormErrors errors) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var view = new NewSubscriberView(shells.of(http, ENTRY), base(http), email, vouched, errors);
        http.html(status, "subscriber/subscriber-new.jte", view);
    }

    private void add(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var email = http.body().text("email").orElse("");
        boolean vouched = http.body().flag("confirmed").orElse(false);
        try {
            var command = new NewFollower(email, Scope.EVERYTHING, vouched);
            var added = followers.add(http.call(), http.pageId(), command);
            http.seeOther(base(http) + "/" + added.id() + (vouched ? "?done=vouched" : "?done=added"));
        } catch (Problem.Invalid e) {
            form(http, 422, email, vouched, FormErrors.of(e, LABELS));
        }
    }
}
