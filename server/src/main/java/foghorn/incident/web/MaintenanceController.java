package foghorn.incident.web;

import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentStatus;
import foghorn.incident.ScheduleMaintenance;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateService;
import foghorn.incident.web.Composers.Trouble;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/** {@code /console/pages/{page_id}/maintenances}: schedules one. What is refused is shown again with every field kept. */
public final class MaintenanceController {
    private static final String PATH = "/console/pages/:page_id/maintenances";

    private final IncidentService incidents;
    private final TemplateService templates;
    private final PlanScreens screens;
    private final Shells shells;

    public MaintenanceController(ComposerController.Needs needs) {
        this.incidents = needs.incidents();
        this.templates = needs.templates();
        this.screens = new PlanScreens(needs.components(), needs.reach(), needs.shells());
        this.shells = needs.shells();
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_MAINTENANCE);
        routes.get(access, PATH + "/new", this::ask);
        routes.post(access, PATH, this::schedule);
        routes.post(access, PATH + "/reach", this::reach);
    }

    /** With a template, if one is named that is there. */
    private void ask(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        var clock = screens.shell(http).clock();
        var all = list(http);
        var filled = http.query("template")
                .flatMap(id -> all.stream()
                        .map(IncidentTemplate::id)
                        .filter(known -> known.value().equals(id))
                        .findFirst())
                .map(id -> templates.fill(http.call(), http.pageId(), id));
        var form = filled.map(template -> PlanForm.filled(template, clock.now(), clock.zone()))
                .orElseGet(() -> PlanForm.fresh(clock.now(), clock.zone()));
        var chosen = filled.map(one -> one.template().id().value()).orElse("");
        screens.showNew(http, 200, form, Trouble.NONE, picker(http, all, form, chosen));
    }

    private List<IncidentTemplate> list(Exchange http) {
        return templates.list(http.call(), http.pageId(), TemplateController.ALL).stream()
                .filter(IncidentTemplate::isForAnnouncing)
                .toList();
    }

    private static TemplatePicker picker(Exchange http, List<IncidentTemplate> all, PlanForm form, String chosen) {
        return new TemplatePicker(PlanScreens.base(http.pageId()) + "/new", all, chosen, form.left());
    }

    private void again(Exchange http, int status, PlanForm form, Trouble trouble) {
        screens.showNew(http, status, form, trouble, picker(http, list(http), form, ""));
    }

    private void schedule(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        var form = PlanForm.read(http.body());
        if (http.body().flag("only_count").orElse(false)) {
            again(http, 200, form, Trouble.NONE);
            return;
        }
        var clock = screens.shell(http).clock();
        try {
            var window = PlanFormCheck.ofNew(form, clock.zone(), clock.now());
            var worded = form.worded(window, clock);
            var command = new ScheduleMaintenance(
                    worded.name(),
                    IncidentStatus.Scheduled.SCHEDULED,
                    worded.body(),
                    form.plan(window),
                    form.changes(),
                    form.notifies(),
                    IncidentOptions.none());
            var planned = incidents.schedule(http.call(), http.pageId(), command);
            http.seeOther(Composers.base(http.pageId(), planned.incident().id()) + "?done=scheduled");
        } catch (Problem.Invalid e) {
            again(http, 422, form, PlanScreens.trouble(e));
        }
    }

    private void reach(Exchange http) {
        shells.require(http, Permission.MANAGE_MAINTENANCE);
        screens.showReach(http, Optional.empty(), PlanForm.read(http.body()));
    }
}
