package foghorn.incident.web;

import foghorn.incident.template.IncidentTemplate;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The screen of a new incident.
 *
 * @param templates those that it can begin with
 * @param chosen the id of the one it begins with, or empty
 */
public record ComposerView(Shell shell, Composer composer, List<IncidentTemplate> templates, String chosen) {
    public ComposerView {
        templates = List.copyOf(templates);
    }

    /** The templates by their groups. */
    public List<TemplateList.Section> sections() {
        return TemplateList.sections(templates);
    }

    /** The name of the template it begins with. */
    public Optional<String> template() {
        return templates.stream()
                .filter(template -> template.id().value().equals(chosen))
                .map(IncidentTemplate::name)
                .findFirst();
    }
}
