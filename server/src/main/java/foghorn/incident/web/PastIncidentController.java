package foghorn.incident.web;

import foghorn.incident.IncidentService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;

/** {@code /console/pages/{page_id}/incidents/past}: enters an incident that is over already. Nobody is told. */
public final class PastIncidentController {
    private static final String PATH = "/console/pages/:page_id/incidents/past";
    private static final Map<String, String> LABELS =
            Map.of("body", "What happened", "backfill_date", "Resolved at", "impact_override", "Impact");

    private final IncidentService incidents;
    private final Shells shells;

    public PastIncidentController(IncidentService incidents, Shells shells) {
        this.incidents = incidents;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, PATH, this::ask);
        routes.post(access, PATH, this::enter);
    }

    private void ask(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        show(http, 200, PastIncidentForm.EMPTY, FormErrors.NONE);
    }

    private void enter(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var form = PastIncidentForm.read(http.body());
        var zone = shells.of(http, IncidentsController.ENTRY).clock().zone();
        try {
            var entered = incidents.backfill(http.call(), http.pageId(), form.command(zone));
            http.seeOther(Composers.base(http.pageId(), entered.incident().id()) + "?done=entered");
        } catch (Problem.Invalid e) {
            show(http, 422, form, FormErrors.of(e, LABELS));
        }
    }

    private void show(Exchange http, int status, PastIncidentForm form, FormErrors errors) {
        var base = Composers.base(http.pageId());
        var shell = shells.of(http, IncidentsController.ENTRY);
        var view = new PastIncidentView(shell, base + "?tab=resolved", base + "/past", form, errors);
        http.html(status, "incident/past.jte", view);
    }
}
