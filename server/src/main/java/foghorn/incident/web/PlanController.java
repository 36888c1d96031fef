package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentService;
import foghorn.incident.Maintenance;
import foghorn.incident.web.Composers.Trouble;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Optional;

/** {@code …/incidents/{incident_id}/plan}: moves a maintenance, and changes what it does by itself, before it begins and while it runs. */
public final class PlanController {
    private static final String PATH = "/console/pages/:page_id/incidents/:incident_id/plan";

    private final IncidentService incidents;
    private final PlanScreens screens;
    private final Shells shells;

    public PlanController(IncidentService incidents, ComponentService components, Reach reach, Shells shells) {
        this.incidents = incidents;
        this.screens = new PlanScreens(components, reach, shells);
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_MAINTENANCE);
        routes.get(access, PATH, this::ask);
        routes.post(access, PATH, this::change);
        routes.post(access, PATH + "/reach", this::reach);
    }

    private void ask(Exchange http) {
        var details = find(http);
        var form = PlanForm.of(details, screens.shell(http).clock().zone());
        screens.show(http, 200, details, form, Trouble.NONE);
    }

    private void change(Exchange http) {
        var details = find(http);
        var form = PlanForm.read(http.body());
        if (http.body().flag("only_count").orElse(false)) {
            screens.show(http, 200, details, form, Trouble.NONE);
            return;
        }
        try {
            var id = details.incident().id();
            incidents.update(http.call(), http.pageId(), id, patch(http, form, plan(details)));
            http.seeOther(Composers.base(http.pageId(), id) + "?done=planned");
        } catch (Problem.Invalid e) {
            screens.show(http, 422, details, form, PlanScreens.trouble(e));
        } catch (Problem.Conflict e) {
            var present = find(http);
            var trouble = Trouble.of(conflict(http, present));
            screens.show(http, 409, present, form.having(present.incident().version()), trouble);
        }
    }

    private IncidentPatch patch(Exchange http, PlanForm typed, Maintenance present) {
        var clock = screens.shell(http).clock();
        var window = PlanFormCheck.ofChanged(typed, clock.zone(), present);
        var form = typed.worded(window, clock);
        return new IncidentPatch(
                new ExpectedVersion.OfForm(form.seen().matches("\\d{1,9}") ? Integer.parseInt(form.seen()) : 0),
                Change.to(form.name()),
                Optional.empty(),
                Optional.of(form.body()).filter(body -> !body.isBlank()),
                form.notifies(),
                form.changes(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                form.patch(window, typed));
    }

    private Conflict conflict(Exchange http, IncidentDetails present) {
        var clock = screens.shell(http).clock();
        var plan = plan(present);
        return Conflict.of(
                "Somebody else has changed this maintenance since you opened it. It is planned for "
                        + clock.at(plan.scheduledFor()) + " to " + clock.at(plan.scheduledUntil()) + " now.",
                present);
    }

    private void reach(Exchange http) {
        screens.showReach(http, Optional.of(find(http)), PlanForm.read(http.body()));
    }

    /** Who may not write learns nothing of what would be accepted; an incident has no plan. */
    private IncidentDetails find(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        var details = incidents.find(http.call(), http.pageId(), http.id("incident_id", IncidentId::new));
        if (details.incident().maintenance().isEmpty()) {
            throw new Problem.NotFound("maintenance");
        }
        return details;
    }

    private static Maintenance plan(IncidentDetails details) {
        return details.incident().maintenance().orElseThrow();
    }
}
