package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.incident.IncidentStatus;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.TemplateGroup;
import foghorn.incident.template.WriteTemplate;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a template as they were typed.
 *
 * @param group the name of its group, or empty
 * @param status the wire name, or empty for none
 * @param components the ids of the components that were ticked
 * @param version the version the form was made of; 0 for a new template
 */
public record TemplateForm(
        String name,
        String title,
        String body,
        String group,
        String status,
        boolean notifies,
        List<String> components,
        int version) {
    static final TemplateForm EMPTY = new TemplateForm("", "", "", "", "", true, List.of(), 0);

    public TemplateForm {
        components = List.copyOf(components);
    }

    static TemplateForm read(Body body) {
        return new TemplateForm(
                body.text("name").orElse(""),
                body.text("title").orElse(""),
                body.text("body").orElse(""),
                body.text("group").orElse("").strip(),
                body.text("update_status").orElse(""),
                body.flag("notify").orElse(false),
                body.texts("component_ids").orElse(List.of()),
                body.number("version").orElse(0));
    }

    static TemplateForm of(IncidentTemplate template) {
        return new TemplateForm(
                template.name(),
                template.title(),
                template.body(),
                template.group().map(TemplateGroup::name).orElse(""),
                template.status().map(IncidentStatus::wire).orElse(""),
                template.notifies(),
                template.components().stream()
                        .map(component -> component.id().value())
                        .toList(),
                template.version());
    }

    TemplateForm having(int newVersion) {
        return new TemplateForm(name, title, body, group, status, notifies, components, newVersion);
    }

    public boolean has(Component component) {
        return components.contains(component.id().value());
    }

    WriteTemplate command(boolean tweets) {
        return new WriteTemplate(
                name,
                title,
                body,
                group.isEmpty() ? new WriteTemplate.NoGroup() : new WriteTemplate.GroupNamed(group),
                chosenStatus(),
                tweets,
                notifies,
                componentIds());
    }

    private Optional<IncidentStatus> chosenStatus() {
        if (status.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(IncidentStatus.parse(status)
                .orElseThrow(() -> new Problem.Invalid("update_status", "must be chosen from the list")));
    }

    private List<ComponentId> componentIds() {
        if (!components.stream().allMatch(IdForm::matches)) {
            throw new Problem.Invalid("component_ids", "names what is no component of this page");
        }
        return components.stream().distinct().map(ComponentId::new).toList();
    }
}
