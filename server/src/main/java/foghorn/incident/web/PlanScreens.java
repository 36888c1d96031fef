package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentImpact;
import foghorn.incident.web.Composers.Trouble;
import foghorn.incident.web.PlanEdit.Back;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.kit.web.Shells;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** Shows forms of maintenances, and says what sending one would do. */
final class PlanScreens {
    /** More than a page can have. */
    private static final Paging ALL = new Paging(5_000, 0);

    private static final Map<String, String> LABELS = Map.of(
            "body", "Message",
            "component_ids", "Components",
            "recurrence", "Repeats",
            "scheduled_for", "Start",
            "scheduled_until", "End",
            "lasts", "Lasts");

    private final ComponentService components;
    private final Reach reach;
    private final Shells shells;

    PlanScreens(ComponentService components, Reach reach, Shells shells) {
        this.components = components;
        this.reach = reach;
        this.shells = shells;
    }

    static String base(PageId page) {
        return "/console/pages/" + page + "/maintenances";
    }

    static Trouble trouble(Problem.Invalid problem) {
        return new Trouble(FormErrors.of(problem, LABELS), Optional.empty());
    }

    Shell shell(Exchange http) {
        return shells.of(http, IncidentsController.ENTRY);
    }

    /** Shows the form of the maintenance that is given. */
    void show(Exchange http, int status, IncidentDetails details, PlanForm form, Trouble trouble) {
        show(http, status, Optional.of(details), form, trouble, Optional.empty());
    }

    /** Shows the form of a new maintenance. */
    void showNew(Exchange http, int status, PlanForm form, Trouble trouble, TemplatePicker picker) {
        show(http, status, Optional.empty(), form, trouble, Optional.of(picker));
    }

    private void show(
            Exchange http,
            int status,
            Optional<IncidentDetails> details,
            PlanForm form,
            Trouble trouble,
            Optional<TemplatePicker> picker) {
        var page = http.pageId();
        var one = details.map(present -> Composers.base(page, present.incident().id()));
        var view = new PlanEdit(
                shell(http),
                one.map(href -> href + "/plan").orElse(base(page)),
                one.map(href -> href + "/plan/reach").orElse(base(page) + "/reach"),
                details.map(present ->
                                new Back(one.orElseThrow(), present.incident().name()))
                        .orElse(new Back(Composers.base(page) + "?tab=scheduled", "Incidents")),
                picker,
                form,
                ComponentChoice.of(components.list(http.call(), page, ALL)),
                effect(http, details, form),
                trouble.errors(),
                trouble.conflict());
        http.html(status, "incident/plan.jte", view);
    }

    void showReach(Exchange http, Optional<IncidentDetails> details, PlanForm form) {
        var spelled = PlanEdit.spelled(form, shell(http).clock());
        http.html(200, "incident/plan-effect.jte", new PlanEffectView(effect(http, details, form), spelled));
    }

    private Effect effect(Exchange http, Optional<IncidentDetails> details, PlanForm form) {
        var counts = reach.of(
                http.call(),
                http.pageId(),
                details.map(present -> present.incident().id()),
                new HashSet<>(form.componentIds()));
        boolean notifies = form.notifies() && (details.isEmpty() || !form.body().isBlank());
        return new Effect(details.isEmpty() ? "Schedule" : "Save", notifies, counts, IncidentImpact.MAINTENANCE);
    }
}
