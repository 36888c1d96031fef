package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentService;
import foghorn.incident.web.IncidentsView.Tab;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incidents}: what is open, what is scheduled, what is over, and what holds some words. */
public final class IncidentsController {
    static final String ENTRY = "Incidents";

    private static final int PER_PAGE = 50;
    /** Characters that are looked for. */
    private static final int MOST_WORDS = 100;

    private static final Paging CURRENT = new Paging(100, 0);

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
        var paging = Paging.ofPage(http.number("page", 1, 1, 100_000), PER_PAGE);
        var open = list(http, IncidentList.UNRESOLVED, CURRENT);
        var scheduled = list(http, IncidentList.SCHEDULED, CURRENT).stream()
                .filter(details -> !details.incident().isOver())
                .toList();
        var paged = words.isEmpty()
                ? tab == Tab.RESOLVED ? list(http, IncidentList.ALL, paging) : List.<IncidentDetails>of()
                : incidents.search(http.call(), http.pageId(), words, paging);
        var listed = words.isEmpty()
                ? switch (tab) {
                    case OPEN -> open;
                    case SCHEDULED -> scheduled;
                    case RESOLVED ->
                        paged.stream()
                                .filter(details -> details.incident().isOver())
                                .toList();
                }
                : paged;
        var base = Composers.base(http.pageId());
        var shell = shells.of(http, ENTRY).saying(Done.said(http));
        var older = paged.size() == PER_PAGE ? Optional.of(older(http, base, words)) : Optional.<String>empty();
        var counts = new IncidentsView.Counts(open.size(), scheduled.size());
        http.html(200, "incident/list.jte", new IncidentsView(shell, base, tab, words, listed, counts, older));
    }

    private static String words(Exchange http) {
        var words = http.query("q").map(String::strip).orElse("");
        return words.substring(
                0, words.offsetByCodePoints(0, Math.min(MOST_WORDS, words.codePointCount(0, words.length()))));
    }

    private static String older(Exchange http, String base, String words) {
        var what = words.isEmpty() ? "tab=resolved" : "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        return base + "?" + what + "&page=" + (http.number("page", 1, 1, 100_000) + 1);
    }

    private List<IncidentDetails> list(Exchange http, IncidentList list, Paging paging) {
        return incidents.list(http.call(), http.pageId(), list, paging);
    }
}
