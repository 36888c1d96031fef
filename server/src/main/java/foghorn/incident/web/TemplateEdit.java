package foghorn.incident.web;

import foghorn.incident.IncidentStatus;
import foghorn.incident.template.IncidentTemplate;
import foghorn.incident.template.Placeholders;
import foghorn.incident.template.TemplateGroup;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;
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

    public List<IncidentStatus> statuses() {
        return Stream.<IncidentStatus>concat(
                        Stream.of(IncidentStatus.Realtime.values()), Stream.of(IncidentStatus.Scheduled.values()))
                .toList();
    }

    public List<Placeholders> placeholders() {
        return List.of(Placeholders.values());
    }
}
