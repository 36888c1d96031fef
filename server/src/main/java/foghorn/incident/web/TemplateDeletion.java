package foghorn.incident.web;

import foghorn.incident.template.IncidentTemplate;
import foghorn.kit.web.Shell;

/** The question before a template is deleted. */
public record TemplateDeletion(Shell shell, String base, IncidentTemplate template) {
    public String back() {
        return base + "/" + template.id();
    }
}
