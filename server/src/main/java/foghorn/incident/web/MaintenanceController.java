package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentStatus;
import foghorn.incident.ScheduleMaintenance;
import foghorn.incident.web.Composers.Trouble;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Optional;

/** {@code /console/pages/{page_id}/maintenances}: schedules one. What is refused is shown again with every field kept. */
public final class MaintenanceController {
    private static final String PATH = "/console/pages/:page_id/maintenances";

    private final IncidentService incidents;
    private final PlanScreens screens;
    private final Shells shells;

    public MaintenanceController(IncidentService incidents, ComponentService components, Reach reach, Shells shells) {
        this.incidents = incidents;
        this.screens = new PlanScreens(components, reach, shells);
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_MAINTENANCE);
        routes.get(access, PATH + "/new", this::ask);
        routes.post(access, PATH, this::schedule);
        routes.post(access, PATH + "/reach", this::reach);
    }

    private void ask(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        var clock = screens.shell(http).clock();
        screens.show(http, 200, Optional.empty(), PlanForm.fresh(clock.now(), clock.zone()), Trouble.NONE);
    }

    private void schedule(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        var form = PlanForm.read(http.body());
        if (http.body().flag("only_count").orElse(false)) {
            screens.show(http, 200, Optional.empty(), form, Trouble.NONE);
            return;
        }
        var clock = screens.shell(http).clock();
        try {
            var window = PlanFormCheck.ofNew(form, clock.zone(), clock.now());
            var command = new ScheduleMaintenance(
                    form.name(),
                    IncidentStatus.Scheduled.SCHEDULED,
                    form.body(),
                    form.plan(window),
                    form.changes(),
                    form.notifies(),
                    IncidentOptions.none());
            var planned = incidents.schedule(http.call(), http.pageId(), command);
            http.seeOther(Composers.base(http.pageId(), planned.incident().id()) + "?done=scheduled");
        } catch (Problem.Invalid e) {
            screens.show(http, 422, Optional.empty(), form, PlanScreens.trouble(e));
        }
    }

    private void reach(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        screens.showReach(http, Optional.empty(), PlanForm.read(http.body()));
    }
}
