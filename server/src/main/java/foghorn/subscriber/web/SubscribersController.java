package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.subscriber.ListedSubscriber;
import foghorn.subscriber.SubscriberId;
import foghorn.subscriber.SubscriberListService;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.IdForm;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /console/pages/{page_id}/subscribers}: who follows the page by e-mail, by state, and looking for some. What is looked for is
 * posted, so that it stands in no address of a page, no history and no log.
 */
public final class SubscribersController {
    /** The entry of the navigation. */
    public static final String ENTRY = "Subscribers";

    static final String PATH = "/console/pages/:page_id/subscribers";
    static final Map<String, String> LABELS = Map.of("email", "E-mail address");

    private final SubscriberListService lists;
    private final SubscriberService subscribers;
    private final Shells shells;

    public SubscribersController(SubscriberListService lists, SubscriberService subscribers, Shells shells) {
        this.lists = lists;
        this.subscribers = subscribers;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_SUBSCRIBERS);
        routes.get(access, PATH, http -> list(http, 200, "", FormErrors.NONE));
        routes.post(access, PATH + "/search", this::search);
    }

    private void list(Exchange http, int status, String typed, FormErrors errors) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var state = http.query("state").flatMap(SubscribersController::state);
        var after = http.query("after").filter(IdForm::matches).map(SubscriberId::new);
        var part = lists.list(http.call(), http.pageId(), state, after);
        var tab = state.map(one -> "state=" + one.wire() + "&").orElse("");
        var next = part.last().map(last -> base(http) + "?" + tab + "after=" + last);
        show(http, status, new Shown(state, part.subscribers(), typed, next, errors));
    }

    private static Optional<SubscriberState> state(String wire) {
        return Arrays.stream(SubscriberState.values())
                .filter(state -> state.wire().equals(wire))
                .findFirst();
    }

    private void search(Exchange http) {
        shells.require(http, Permission.MANAGE_SUBSCRIBERS);
        var typed = http.body().text("email").orElse("");
        var after = http.body().text("after").filter(IdForm::matches).map(SubscriberId::new);
        try {
            var part = lists.search(http.call(), http.pageId(), typed, after);
            var more = part.last().map(SubscriberId::value);
            show(http, 200, new Shown(Optional.empty(), part.subscribers(), typed, more, FormErrors.NONE));
        } catch (Problem.Invalid e) {
            list(http, 422, typed, FormErrors.of(e, LABELS));
        }
    }

    /** @param next where the next part of a list is, or after whom the next part of what was found begins */
    private record Shown(
            Optional<SubscriberState> state,
            List<ListedSubscriber> subscribers,
            String typed,
            Optional<String> next,
            FormErrors errors) {}

    private void show(Exchange http, int status, Shown shown) {
        var view = new SubscribersView(
                shells.of(http, ENTRY).saying(said(http)),
                base(http),
                subscribers.counts(http.call(), http.pageId()),
                shown.state(),
                shown.subscribers(),
                shown.typed(),
                shown.next(),
                shown.errors());
        http.html(status, "subscriber/subscribers.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done")
                .filter("removed"::equals)
                .map(done -> "Removed. They are told of nothing more, unless they subscribe again.");
    }

    static String base(Exchange http) {
        return "/console/pages/" + http.pageId() + "/subscribers";
    }
}
