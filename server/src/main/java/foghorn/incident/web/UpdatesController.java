package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentUpdate;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;

/** {@code …/incidents/{incident_id}/updates/{incident_update_id}/edit}: corrects text and time of what was posted. Nobody is told. */
public final class UpdatesController {
    private static final String PATH =
            "/console/pages/:page_id/incidents/:incident_id/updates/:incident_update_id/edit";
    private static final Map<String, String> LABELS = Map.of("body", "Message", "display_at", "Posted at");

    private final IncidentService incidents;
    private final Shells shells;

    public UpdatesController(IncidentService incidents, Shells shells) {
        this.incidents = incidents;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_INCIDENTS);
        routes.get(access, PATH, this::ask);
        routes.post(access, PATH, this::correct);
    }

    /** What the request is about, asked before the form is judged. */
    private record Subject(IncidentDetails details, IncidentUpdate update) {}

    private Subject subject(Exchange http) {
        var details = incidents.find(http.call(), http.pageId(), http.id("incident_id", IncidentId::new));
        shells.require(http, IncidentController.neededFor(details));
        var id = http.parameter("incident_update_id");
        var update = details.updates().stream()
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("incident update"));
        return new Subject(details, update);
    }

    private void ask(Exchange http) {
        var subject = subject(http);
        var shell = shells.of(http, IncidentsController.ENTRY);
        var form = UpdateForm.of(subject.update(), shell.clock().zone());
        show(http, 200, subject, form, FormErrors.NONE, Optional.empty());
    }

    private void correct(Exchange http) {
        var subject = subject(http);
        var form = UpdateForm.read(http.body());
        var zone = shells.of(http, IncidentsController.ENTRY).clock().zone();
        var incident = subject.details().incident().id();
        try {
            var patch = form.patch(subject.update(), zone);
            incidents.editUpdate(
                    http.call(), http.pageId(), incident, subject.update().id(), patch);
            http.seeOther(Composers.base(http.pageId(), incident) + "?done=corrected");
        } catch (Problem.Invalid e) {
            show(http, 422, subject, form, FormErrors.of(e, LABELS), Optional.empty());
        } catch (Problem.Conflict e) {
            var present = subject(http);
            var newest = form.having(present.update().version());
            show(http, 409, present, newest, FormErrors.NONE, Optional.of(conflict(http, present)));
        }
    }

    private static Conflict conflict(Exchange http, Subject present) {
        return new Conflict(
                "Somebody else has corrected this update since you opened it. It says now:",
                present.update().status().label(),
                present.update().body(),
                present.update().displayAt(),
                Composers.base(http.pageId(), present.details().incident().id()));
    }

    private void show(
            Exchange http,
            int status,
            Subject subject,
            UpdateForm form,
            FormErrors errors,
            Optional<Conflict> conflict) {
        var shell = shells.of(http, IncidentsController.ENTRY);
        var earlier = incidents.versionsBefore(http.call(), http.pageId(), subject.update());
        var view =
                new UpdateEdit(shell, subject.details().incident(), subject.update(), earlier, form, errors, conflict);
        http.html(status, "incident/update-edit.jte", view);
    }
}
