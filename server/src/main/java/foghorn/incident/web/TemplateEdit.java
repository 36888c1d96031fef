package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.incident.IncidentStatus;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.Placeholders;
import foghorn.incident.template.TemplateGroup;
import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form of one template: a new one, or one that is there.
 *
 * @param base the address of the list
 * @param groups those that there are
 * @param conflict whether somebody else has changed it meanwhile
 */
public record TemplateEdit(
        Shell shell,
        String base,
        Optional<IncidentTemplate> template,
        TemplateForm form,
        List<ComponentChoice> components,
        List<TemplateGroup> groups,
        FormErrors errors,
        boolean conflict) {
    public TemplateEdit {
        components = List.copyOf(components);
        groups = List.copyOf(groups);
    }

    public String title() {
        return template.isPresent() ? "Edit template" : "New template";
    }

    public String action() {
        return base + template.map(present -> "/" + present.id()).orElse("");
    }

    /** The address of this screen. */
    public String screen() {
        return base + template.map(present -> "/" + present.id()).orElse("/new");
    }

    public boolean isRefused() {
        return !errors.isEmpty() || conflict;
    }

    /** In what the form differs from what somebody else has made of the template. */
    public List<Disagreement> disagreements() {
        var found = new Disagreements();
        template.map(TemplateForm::of)
                .ifPresent(now -> found.of("Name", now.name(), form.name())
                        .of("Group", now.group(), form.group())
                        .of("Incident name", now.title(), form.title())
                        .of("Message", now.body(), form.body())
                        .of("Status", status(now), status(form))
                        .of("Components", names(now), names(form))
                        .of("Subscribers", telling(now), telling(form)));
        return found.list();
    }

    private static String status(TemplateForm form) {
        return IncidentStatus.parse(form.status()).map(IncidentStatus::label).orElse("");
    }

    private String names(TemplateForm form) {
        return components.stream()
                .map(ComponentChoice::component)
                .filter(form::has)
                .map(Component::name)
                .collect(Collectors.joining(", "));
    }

    private static String telling(TemplateForm form) {
        return form.notifies() ? "Told" : "Not told";
    }

    public List<IncidentStatus> statuses() {
        return Stream.<IncidentStatus>concat(
                        Stream.of(IncidentStatus.Realtime.values()), Stream.of(IncidentStatus.Scheduled.values()))
                .toList();
    }

    public List<Placeholders> placeholders() {
        return List.of(Placeholders.values());
    }
}
