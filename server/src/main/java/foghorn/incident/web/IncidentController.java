package foghorn.incident.web;

import foghorn.component.ComponentService;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentService;
import foghorn.incident.MaintenancePatch;
import foghorn.incident.web.Composers.Trouble;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /console/pages/{page_id}/incidents/{incident_id}}: the timeline, the next update, deletion. */
public final class IncidentController {
    private static final String PATH = "/console/pages/:page_id/incidents/:incident_id";
    private static final String CHANGED = "Somebody else has changed this incident since you opened it.";

    private final IncidentService incidents;
    private final Composers composers;
    private final List<IncidentPanel> panels;
    private final Shells shells;
    private final InstantSource time;

    /** What the screens need of others. */
    public record Needs(
            IncidentService incidents,
            ComponentService components,
            Reach reach,
            List<IncidentPanel> panels,
            Shells shells,
            InstantSource time) {}

    public IncidentController(Needs needs) {
        this.incidents = needs.incidents();
        this.composers = new Composers(needs.components(), needs.reach());
        this.panels = List.copyOf(needs.panels());
        this.shells = needs.shells();
        this.time = needs.time();
    }

    public void addTo(Routes routes) {
        var change = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(Access.session(Permission.VIEW_PAGE), PATH, this::read);
        routes.post(change, PATH + "/updates", this::post);
        routes.post(change, PATH + "/reach", this::reach);
        routes.get(change, PATH + "/delete", this::askToDelete);
        routes.post(change, PATH + "/delete", this::delete);
    }

    private void read(Exchange http) {
        var details = find(http);
        var next = http.query("next")
                .flatMap(NextStep::of)
                .filter(step -> details.incident().maintenance().isPresent())
                .filter(step -> step.follows(details.incident().status()));
        var form = next.map(step -> step.form(details)).orElseGet(() -> IncidentForm.following(details));
        show(http, 200, details, form, Trouble.NONE);
    }

    private void post(Exchange http) {
        requireWriter(http, find(http));
        var form = IncidentForm.read(http.body());
        var id = http.id("incident_id", IncidentId::new);
        if (http.body().flag("only_count").orElse(false)) {
            show(http, 200, find(http), form, Trouble.NONE);
            return;
        }
        try {
            IncidentFormCheck.require(form, false);
            incidents.update(http.call(), http.pageId(), id, command(form));
            http.seeOther(Composers.base(http.pageId(), id) + (form.ends() ? "?done=over" : "?done=updated"));
        } catch (Problem.Invalid e) {
            show(http, 422, find(http), form, Trouble.of(e));
        } catch (Problem.Conflict e) {
            var present = find(http);
            var newlySeen = Integer.toString(present.incident().version());
            show(http, 409, present, form.having(newlySeen), Trouble.of(Conflict.of(CHANGED, present)));
        }
    }

    private IncidentPatch command(IncidentForm form) {
        return new IncidentPatch(
                new ExpectedVersion.OfForm(version(form)),
                Change.keep(),
                form.chosenStatus(),
                Optional.of(form.body()),
                form.notifies(),
                ComponentChanges.to(form.componentStatuses()),
                Change.to(form.chosenImpact()),
                Change.keep(),
                Change.keep(),
                Change.to(form.nextUpdateIn().map(time.instant()::plus)),
                MaintenancePatch.none());
    }

    /** What is no number was never a version. */
    private static int version(IncidentForm form) {
        return form.seen().matches("\\d{1,9}") ? Integer.parseInt(form.seen()) : 0;
    }

    private void reach(Exchange http) {
        var details = find(http);
        requireWriter(http, details);
        var form = IncidentForm.read(http.body());
        var effect = composers.effect(http, Optional.of(details), form);
        http.html(
                200,
                "incident/effect.jte",
                new EffectView(
                        effect,
                        details.incident().maintenance().isEmpty(),
                        form.chosenImpact().isEmpty()));
    }

    private void askToDelete(Exchange http) {
        var details = find(http);
        requireWriter(http, details);
        var view = new DeletionView(shells.of(http, IncidentsController.ENTRY), details.incident());
        http.html(200, "incident/delete.jte", view);
    }

    private void delete(Exchange http) {
        incidents.delete(http.call(), http.pageId(), http.id("incident_id", IncidentId::new));
        http.seeOther(Composers.base(http.pageId()) + "?done=deleted");
    }

    /** Asked before the form is judged: who may not write learns nothing of what would be accepted. */
    private void requireWriter(Exchange http, IncidentDetails details) {
        shells.require(http, neededFor(details));
    }

    static Permission neededFor(IncidentDetails details) {
        return details.incident().maintenance().isPresent()
                ? Permission.MANAGE_MAINTENANCE
                : Permission.MANAGE_INCIDENTS;
    }

    private IncidentDetails find(Exchange http) {
        return incidents.find(http.call(), http.pageId(), http.id("incident_id", IncidentId::new));
    }

    private void show(Exchange http, int status, IncidentDetails details, IncidentForm form, Trouble trouble) {
        var composer = http.call().actor().may(http.pageId(), neededFor(details))
                ? Optional.of(composers.composer(http, Optional.of(details), form, trouble))
                : Optional.<Composer>empty();
        var shell = shells.of(http, IncidentsController.ENTRY).saying(Done.said(http));
        var shown = panels.stream()
                .map(panel -> panel.of(http, shell, details.incident().id()))
                .toList();
        http.html(status, "incident/incident.jte", new IncidentView(shell, details, composer, shown));
    }
}
