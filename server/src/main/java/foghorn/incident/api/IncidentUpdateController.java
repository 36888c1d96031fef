package foghorn.incident.api;

import foghorn.incident.IncidentId;
import foghorn.incident.IncidentService;
import foghorn.incident.IncidentUpdateId;
import foghorn.incident.UpdatePatch;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;

/** {@code /v1/pages/{page_id}/incidents/{incident_id}/incident_updates}: corrects what was posted. */
public final class IncidentUpdateController {
    private static final String UPDATE =
            "/v1/pages/:page_id/incidents/:incident_id/incident_updates/:incident_update_id";

    private final IncidentService incidents;

    public IncidentUpdateController(IncidentService incidents) {
        this.incidents = incidents;
    }

    public void addTo(Routes routes) {
        routes.patch(Access.keyOfIncidents(), UPDATE, this::change);
    }

    private void change(Exchange http) {
        var body = http.body().in("incident_update");
        var patch = new UpdatePatch(
                http.expectedVersion(),
                body.change("body", body::text),
                body.change("display_at", body::instant),
                body.change("deliver_notifications", body::flag),
                body.change("wants_twitter_update", body::flag));
        var id = http.id("incident_update_id", IncidentUpdateId::new);
        var details =
                incidents.editUpdate(http.call(), http.pageId(), http.id("incident_id", IncidentId::new), id, patch);
        var edited = details.updates().stream()
                .filter(update -> update.id().equals(id))
                .findFirst()
                .orElseThrow();
        http.etag(edited.version()).json(IncidentUpdateResponse.alone(edited));
    }
}
