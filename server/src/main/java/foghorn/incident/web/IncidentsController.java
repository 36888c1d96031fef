package foghorn.incident.web;

import foghorn.incident.IncidentList;
import foghorn.incident.IncidentService;
import foghorn.incident.SearchWords;
import foghorn.incident.web.IncidentsView.Tab;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incidents}: what is open, what is scheduled, what is over, and what holds some words. */
public final class IncidentsController {
    static final String ENTRY = "Incidents";

    private static final int PER_PAGE = 50;
    private static final int MOST_PAGES = 100_000;
    /** Characters that are looked for. */
    private static final int MOST_WORDS = 100;

    private final IncidentService incidents;
    private final Shells shells;

    public IncidentsController(IncidentService incidents, Shells shells) {
        this.incidents = incidents;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        routes.get(Access.session(Permission.VIEW_PAGE), "/console/pages/:page_id/incidents", this::list);
    }

    private void list(Exchange http) {
        var tab = Tab.of(http.query("tab").orElse(""));
        var words = words(http);
        int number = http.number("page", 1, 1, MOST_PAGES);
        // One more than is shown tells whether there are more.
        var paging = new Paging(PER_PAGE + 1, (number - 1L) * PER_PAGE);
        var found = words.isEmpty()
                ? incidents.list(http.call(), http.pageId(), tab.list(), paging)
                : incidents.search(http.call(), http.pageId(), SearchWords.first(words), paging);
        var base = Composers.base(http.pageId());
        var here = base + "?"
                + (words.isEmpty() ? "tab=" + tab.wire() : "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        http.html(
                200,
                "incident/list.jte",
                new IncidentsView(
                        shells.of(http, ENTRY).saying(Done.said(http)),
                        base,
                        tab,
                        words,
                        found.stream().limit(PER_PAGE).toList(),
                        counts(http),
                        Optional.of(PlanScreens.base(http.pageId()) + "/new")
                                .filter(href -> http.call().actor().may(http.pageId(), Permission.MANAGE_MAINTENANCE)),
                        Optional.of(here + "&page=" + (number - 1)).filter(address -> number > 1),
                        Optional.of(here + "&page=" + (number + 1)).filter(address -> found.size() > PER_PAGE)));
    }

    private IncidentsView.Counts counts(Exchange http) {
        return new IncidentsView.Counts(
                incidents.count(http.call(), http.pageId(), IncidentList.UNRESOLVED),
                incidents.count(http.call(), http.pageId(), IncidentList.PLANNED));
    }

    private static String words(Exchange http) {
        var words = http.query("q").map(String::strip).orElse("");
        return words.substring(
                0, words.offsetByCodePoints(0, Math.min(MOST_WORDS, words.codePointCount(0, words.length()))));
    }
}
