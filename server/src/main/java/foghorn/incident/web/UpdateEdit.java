package foghorn.incident.web;

import foghorn.incident.Incident;
import foghorn.incident.IncidentUpdate;
import foghorn.incident.UpdateVersion;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;

/**
 * Corrects an update that was posted.
 *
 * @param earlier what it said before, newest first
 * @param conflict what somebody else has made of it meanwhile
 */
public record UpdateEdit(
        Shell shell,
        Incident incident,
        IncidentUpdate update,
        List<UpdateVersion> earlier,
        UpdateForm form,
        FormErrors errors,
        Optional<Conflict> conflict) {
    public UpdateEdit {
        earlier = List.copyOf(earlier);
    }

    public String back() {
        return Composers.base(incident.pageId(), incident.id());
    }

    public String action() {
        return back() + "/updates/" + update.id() + "/edit";
    }

    /** The name of the zone in which the time is written. */
    public String zone() {
        return shell.clock().zone().getId().replaceFirst("^Etc/", "");
    }
}
