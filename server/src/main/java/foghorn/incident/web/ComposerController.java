package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentStatus;
import foghorn.incident.OpenIncident;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.Placeholders;
import foghorn.incident.template.TemplateId;
import foghorn.incident.template.TemplateService;
import foghorn.incident.web.Composers.Trouble;
import foghorn.kit.db.Paging;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.IdForm;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /console/pages/{page_id}/incidents/new}: opens an incident. What is refused is shown again with every field kept. */
public final class ComposerController {
    private static final String PATH = "/console/pages/:page_id/incidents";
    private static final Paging OPEN = new Paging(100, 0);

    private final IncidentService incidents;
    private final TemplateService templates;
    private final Composers composers;
    private final Shells shells;
    private final InstantSource time;

    /** What the screen needs of others. */
    public record Needs(
            IncidentService incidents,
            TemplateService templates,
            ComponentService components,
            Reach reach,
            Shells shells,
            InstantSource time) {}

    public ComposerController(Needs needs) {
        this.incidents = needs.incidents();
        this.templates = needs.templates();
        this.composers = new Composers(needs.components(), needs.reach());
        this.shells = needs.shells();
        this.time = needs.time();
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, PATH + "/new", this::begin);
        routes.post(access, PATH, this::publish);
        routes.post(access, PATH + "/reach", this::reach);
    }

    /** With a template, if one is named that is there. */
    private void begin(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var seen = seen(open(http));
        var filled = http.query("template")
                .filter(IdForm::matches)
                .map(TemplateId::new)
                .filter(id ->
                        list(http).stream().anyMatch(template -> template.id().equals(id)))
                .map(id -> templates.fill(http.call(), http.pageId(), id));
        var form =
                filled.map(template -> IncidentForm.filled(template, seen)).orElseGet(() -> IncidentForm.fresh(seen));
        show(
                http,
                200,
                form,
                Trouble.NONE,
                filled.map(one -> one.template().id().value()).orElse(""));
    }

    /** Those that an incident can begin with which happens now. */
    private List<IncidentTemplate> list(Exchange http) {
        return templates.list(http.call(), http.pageId(), TemplateController.ALL).stream()
                .filter(IncidentTemplate::isForNow)
                .toList();
    }

    private void publish(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var form = IncidentForm.read(http.body());
        if (http.body().flag("only_count").orElse(false)) {
            show(http, 200, form, Trouble.NONE);
            return;
        }
        var unseen = unseen(open(http), form);
        if (unseen.isPresent()) {
            show(http, 409, form.having(seen(open(http))), Trouble.of(conflict(http, unseen.get())));
            return;
        }
        try {
            IncidentFormCheck.require(form, true);
            var opened = incidents.open(http.call(), http.pageId(), command(form));
            http.seeOther(Composers.base(http.pageId(), opened.incident().id()) + "?done=published");
        } catch (Problem.Invalid e) {
            show(http, 422, form, Trouble.of(e));
        }
    }

    private OpenIncident command(IncidentForm form) {
        var status = form.chosenStatus()
                .filter(IncidentStatus.Realtime.class::isInstance)
                .map(IncidentStatus.Realtime.class::cast)
                .orElseThrow();
        return new OpenIncident(
                form.name(),
                status,
                form.body(),
                ComponentChanges.to(form.componentStatuses()),
                form.notifies(),
                new IncidentOptions(form.chosenImpact(), Optional.empty()),
                Optional.empty(),
                form.nextUpdateIn().map(time.instant()::plus));
    }

    private void reach(Exchange http) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var form = IncidentForm.read(http.body());
        var effect = composers.effect(http, Optional.empty(), form);
        http.html(
                200,
                "incident/effect.jte",
                new EffectView(effect, true, form.chosenImpact().isEmpty()));
    }

    private void show(Exchange http, int status, IncidentForm form, Trouble trouble) {
        show(http, status, form, trouble, "");
    }

    private void show(Exchange http, int status, IncidentForm form, Trouble trouble, String template) {
        shells.require(http, Permission.MANAGE_INCIDENTS);
        var composer = composers.composer(http, Optional.empty(), form, trouble);
        http.html(
                status,
                "incident/new.jte",
                new ComposerView(shells.of(http, IncidentsController.ENTRY), composer, picker(http, form, template)));
    }

    private TemplatePicker picker(Exchange http, IncidentForm form, String chosen) {
        var left = Placeholders.left(form.name() + "\n" + form.body(), Set.of());
        return new TemplatePicker(Composers.base(http.pageId()) + "/new", list(http), chosen, left);
    }

    private List<IncidentDetails> open(Exchange http) {
        return incidents.list(http.call(), http.pageId(), IncidentList.UNRESOLVED, OPEN);
    }

    /** The open incidents that the writer knows of: two people who meet the same problem at night must not both open an incident. */
    private static String seen(List<IncidentDetails> open) {
        return open.stream().map(details -> details.incident().id().value()).collect(Collectors.joining(" "));
    }

    private static Optional<IncidentDetails> unseen(List<IncidentDetails> open, IncidentForm form) {
        var seen = new HashSet<>(List.of(form.seen().split(" ")));
        return open.stream()
                .filter(details -> !seen.contains(details.incident().id().value()))
                .findFirst();
    }

    private static Conflict conflict(Exchange http, IncidentDetails other) {
        return new Conflict(
                "Another incident was opened while you were writing. If it is the same problem, post your text there; if not,"
                        + " publish yours again.",
                other.incident().name(),
                Conflict.newestText(other),
                other.incident().startedAt(),
                Composers.base(http.pageId(), other.incident().id()));
    }
}
