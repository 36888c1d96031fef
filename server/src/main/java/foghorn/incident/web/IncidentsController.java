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
import java.util.List;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incidents}: what is open, what is scheduled, what is over. */
public final class IncidentsController {
    static final String ENTRY = "Incidents";

    private static final int PER_PAGE = 50;
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
        int page = http.number("page", 1, 1, 100_000);
        var open = list(http, IncidentList.UNRESOLVED, CURRENT);
        var scheduled = list(http, IncidentList.SCHEDULED, CURRENT).stream()
                .filter(details -> !details.incident().isOver())
                .toList();
        var past = tab == Tab.RESOLVED
                ? list(http, IncidentList.ALL, Paging.ofPage(page, PER_PAGE))
                : List.<IncidentDetails>of();
        var listed = switch (tab) {
            case OPEN -> open;
            case SCHEDULED -> scheduled;
            case RESOLVED ->
                past.stream().filter(details -> details.incident().isOver()).toList();
        };
        var base = Composers.base(http.pageId());
        var older = past.size() == PER_PAGE
                ? Optional.of(base + "?tab=resolved&page=" + (page + 1))
                : Optional.<String>empty();
        var shell = shells.of(http, ENTRY).saying(Done.said(http));
        var view = new IncidentsView(shell, base, tab, listed, open.size(), scheduled.size(), older);
        http.html(200, "incident/list.jte", view);
    }

    private List<IncidentDetails> list(Exchange http, IncidentList list, Paging paging) {
        return incidents.list(http.call(), http.pageId(), list, paging);
    }
}
