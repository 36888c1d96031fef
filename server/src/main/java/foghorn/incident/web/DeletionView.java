package foghorn.incident.web;

import foghorn.incident.Incident;
import foghorn.kit.web.Shell;

/** The question before an incident is deleted. */
public record DeletionView(Shell shell, Incident incident) {
    public String back() {
        return Composers.base(incident.pageId(), incident.id());
    }
}
