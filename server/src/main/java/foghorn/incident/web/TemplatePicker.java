package foghorn.incident.web;

import foghorn.incident.template.IncidentTemplate;
import java.util.List;
import java.util.Optional;

/**
 * The templates that a form can begin with.
 *
 * @param screen the address of the form, to which the choice is sent
 * @param chosen the id of the one it begins with, or empty
 * @param left what stands in double braces in the form and will be published so
 */
public record TemplatePicker(String screen, List<IncidentTemplate> templates, String chosen, List<String> left) {
    public TemplatePicker {
        templates = List.copyOf(templates);
        left = List.copyOf(left);
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
