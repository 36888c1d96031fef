package foghorn.incident.api;

import foghorn.component.AutomationAddresses;
import foghorn.incident.Highlights;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentService;
import foghorn.incident.SearchWords;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Handler;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shown;
import foghorn.page.PageLinks;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;

/** {@code /v1/pages/{page_id}/incidents}: incidents and scheduled maintenances, which are one resource with two status lines. */
public final class IncidentController {
    private static final String INCIDENTS = "/v1/pages/:page_id/incidents";
    private static final String INCIDENT = INCIDENTS + "/:incident_id";

    /** Rows in a part of any of these lists. */
    private static final int MOST_PER_PAGE = 100;

    private final IncidentService incidents;
    private final AutomationAddresses addresses;
    private final PageLinks links;

    public IncidentController(IncidentService incidents, AutomationAddresses addresses, PageLinks links) {
        this.incidents = incidents;
        this.addresses = addresses;
        this.links = links;
    }

    public void addTo(Routes routes) {
        routes.get(Access.key(Permission.VIEW_INCIDENTS), INCIDENTS, this::list);
        routes.get(Access.key(Permission.VIEW_INCIDENTS), INCIDENTS + "/unresolved", list(IncidentList.UNRESOLVED));
        routes.get(Access.key(Permission.VIEW_INCIDENTS), INCIDENTS + "/scheduled", list(IncidentList.SCHEDULED));
        routes.get(Access.key(Permission.VIEW_INCIDENTS), INCIDENTS + "/upcoming", list(IncidentList.UPCOMING));
        routes.get(
                Access.key(Permission.VIEW_INCIDENTS),
                INCIDENTS + "/active_maintenance",
                list(IncidentList.ACTIVE_MAINTENANCE));
        routes.post(Access.keyOfIncidents(), INCIDENTS, this::create);
        routes.get(Access.key(Permission.VIEW_INCIDENTS), INCIDENT, this::find);
        routes.patch(Access.keyOfIncidents(), INCIDENT, this::change);
        routes.delete(Access.keyOfIncidents(), INCIDENT, this::delete);
    }

    /** This list sizes its parts by {@code limit}; {@code per_page} is understood as well. */
    private void list(Exchange http) {
        var paging = http.paging(http.query("limit").isPresent() ? "limit" : "per_page", MOST_PER_PAGE);
        var words = http.query("q").map(String::strip).filter(text -> !text.isEmpty());
        if (words.isEmpty()) {
            answer(http, paging, incidents.list(http.call(), http.pageId(), IncidentList.ALL, paging));
            return;
        }
        if (paging.after().isPresent()) {
            throw new Problem.Invalid("cursor", "does not go with q: what is found is ordered by how well it fits");
        }
        var wanted = SearchWords.of(words.get());
        var highlights = new Highlights(wanted);
        http.json(incidents.search(http.call(), http.pageId(), wanted, paging).stream()
                .map(found -> response(found).with(highlights.of(found)))
                .toList());
    }

    private Handler list(IncidentList which) {
        return http -> {
            Paging paging = http.paging("per_page", MOST_PER_PAGE);
            answer(http, paging, incidents.list(http.call(), http.pageId(), which, paging));
        };
    }

    private void create(Exchange http) {
        var wanted = NewIncidentRequest.read(http.body().in("incident"));
        http.made(
                201,
                IncidentDetails.class,
                details -> new Shown(response(details), details.incident().version()),
                () -> switch (wanted) {
                    case NewIncidentRequest.Now(var command) -> incidents.open(http.call(), http.pageId(), command);
                    case NewIncidentRequest.Planned(var command) ->
                        incidents.schedule(http.call(), http.pageId(), command);
                    case NewIncidentRequest.Past(var command) ->
                        incidents.backfill(http.call(), http.pageId(), command);
                });
    }

    private void find(Exchange http) {
        answer(http, incidents.find(http.call(), http.pageId(), id(http)));
    }

    private void change(Exchange http) {
        var patch = IncidentRequest.read(http.body().in("incident"), http.expectedVersion());
        answer(http, incidents.update(http.call(), http.pageId(), id(http), patch));
    }

    private void delete(Exchange http) {
        http.json(response(incidents.delete(http.call(), http.pageId(), id(http), http.expectedVersion())));
    }

    private static IncidentId id(Exchange http) {
        return http.id("incident_id", IncidentId::new);
    }

    private void answer(Exchange http, IncidentDetails details) {
        http.etag(details.incident().version()).json(response(details));
    }

    private void answer(Exchange http, Paging paging, List<IncidentDetails> list) {
        http.list(list, paging, details -> details.incident().id().value(), this::response);
    }

    private IncidentResponse response(IncidentDetails details) {
        return IncidentResponse.of(details, addresses, links);
    }
}
