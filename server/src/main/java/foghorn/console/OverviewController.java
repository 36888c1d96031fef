package foghorn.console;

import foghorn.component.Component;
import foghorn.component.ComponentService;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentService;
import foghorn.incident.PageRollUp;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.notification.ChannelHealth;
import foghorn.page.PageService;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /console} and {@code /console/pages/{page_id}}: which page, and how it is doing. */
final class OverviewController {
    static final String ENTRY = "Overview";

    private static final String HIDDEN = "steps-hidden";
    private static final String PATH = "/console/pages/:page_id";
    private static final Paging ALL = new Paging(5_000, 0);
    private static final Paging CURRENT = new Paging(100, 0);

    private final PageService pages;
    private final ComponentService components;
    private final IncidentService incidents;
    private final SubscriberService subscribers;
    private final Supplier<List<ChannelHealth>> health;
    private final FirstSteps firstSteps;
    private final Shells shells;

    OverviewController(ConsoleRoom.Needs needs, Shells shells) {
        this.pages = needs.pages();
        this.components = needs.components();
        this.incidents = needs.incidents();
        this.subscribers = needs.subscribers();
        this.health = needs.health();
        this.firstSteps = new FirstSteps(needs);
        this.shells = shells;
    }

    void addTo(Routes routes) {
        routes.get(Access.SESSION, "/console", this::choose);
        routes.get(Access.session(Permission.VIEW_PAGE), PATH, this::overview);
        routes.post(Access.session(Permission.MANAGE_PAGE), PATH + "/first-steps/hide", this::hideSteps);
        routes.post(Access.session(Permission.MANAGE_PAGE), PATH + "/first-steps/show", this::showSteps);
    }

    private void choose(Exchange http) {
        var shell = shells.of(http, ENTRY);
        if (shell.pages().size() == 1) {
            http.seeOther(shell.pages().getFirst().href());
        } else {
            http.html(200, "console/pages.jte", new PagesView(shell));
        }
    }

    private void overview(Exchange http) {
        var shell = shells.of(http, ENTRY)
                .saying(http.query("done")
                        .filter(HIDDEN::equals)
                        .map(hidden -> "The first steps are hidden from everybody who works on this page."));
        var page = http.pageId();
        var leaves = components.list(http.call(), page, ALL).stream()
                .filter(component -> !component.isGroup())
                .toList();
        var open = incidents.list(http.call(), page, IncidentList.UNRESOLVED, CURRENT);
        var planned = Stream.of(IncidentList.ACTIVE_MAINTENANCE, IncidentList.UPCOMING)
                .flatMap(list -> incidents.list(http.call(), page, list, CURRENT).stream())
                .toList();
        var entries = Stream.concat(open.stream(), planned.stream())
                .map(details -> new PageRollUp.Entry(
                        details.incident().status(), details.incident().impact()))
                .toList();
        var counts = subscribers.counts(http.call(), page);
        var facts = new FirstSteps.Facts(
                !leaves.isEmpty(),
                incidents.hasOwn(http.call(), page),
                counts.getOrDefault(SubscriberState.ACTIVE, 0L) > 0);
        var steps = firstSteps.of(http.call(), page, shell, facts);
        boolean hidden = !steps.isEmpty() && pages.areFirstStepsHidden(http.call(), page);
        http.html(
                200,
                "console/overview.jte",
                new OverviewView(
                        shell,
                        alarms(),
                        PageRollUp.of(leaves.stream().map(Component::status).toList(), entries),
                        open,
                        planned,
                        troubled(leaves),
                        counts,
                        hidden ? List.of() : steps,
                        Optional.of(OverviewView.Choice.ofSteps(page, hidden))
                                .filter(choice -> !steps.isEmpty())
                                .filter(choice -> http.call().actor().may(page, Permission.MANAGE_PAGE))));
    }

    private void hideSteps(Exchange http) {
        pages.hideFirstSteps(http.call(), http.pageId(), true);
        http.seeOther("/console/pages/" + http.pageId() + "?done=" + HIDDEN);
    }

    private void showSteps(Exchange http) {
        pages.hideFirstSteps(http.call(), http.pageId(), false);
        http.seeOther("/console/pages/" + http.pageId());
    }

    /** What keeps messages from arriving, in sentences. */
    private List<String> alarms() {
        return health.get().stream()
                .flatMap(channel -> switch (channel.state()) {
                    case OK -> Stream.empty();
                    case STUCK ->
                        Stream.of("Messages by " + words(channel) + " are waiting, and none has left for a minute.");
                    case FAILING ->
                        Stream.of("No message by " + words(channel) + " has got through for a minute or more.");
                    case WRONG_CLOCK ->
                        Stream.of("The clock of this server is wrong. Nothing is sent by " + words(channel)
                                + " until it is right.");
                })
                .toList();
    }

    private static String words(ChannelHealth channel) {
        return channel.channel().equals("email") ? "e-mail" : channel.channel();
    }

    private static List<Component> troubled(List<Component> leaves) {
        return leaves.stream()
                .filter(component -> component.status() != ComponentStatus.OPERATIONAL)
                .toList();
    }
}
