package foghorn.incident.web;

import foghorn.incident.IncidentImpact;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;

/**
 * The form of an incident of the past.
 *
 * @param back the list of what is over
 * @param action where it is sent, and its own address
 */
public record PastIncidentView(Shell shell, String back, String action, PastIncidentForm form, FormErrors errors) {
    public List<IncidentImpact> impacts() {
        return List.of(IncidentImpact.NONE, IncidentImpact.MINOR, IncidentImpact.MAJOR, IncidentImpact.CRITICAL);
    }

    /** The name of the zone in which the time is written. */
    public String zone() {
        return shell.clock().zone().getId().replaceFirst("^Etc/", "");
    }
}
