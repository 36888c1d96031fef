package foghorn.component.web;

import foghorn.component.Component;
import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The form of one component, new or present.
 *
 * @param base the address of the list
 * @param component the component as it is now; empty for a new one
 * @param groups the groups it can stand in
 * @param conflict whether it was changed since the form was made
 */
public record ComponentEdit(
        Shell shell,
        String base,
        Optional<Component> component,
        ComponentForm form,
        List<Component> groups,
        FormErrors errors,
        boolean conflict) {
    public ComponentEdit {
        groups = List.copyOf(groups);
    }

    /** The address of the screen on which it stands. */
    public String screen() {
        return component.isPresent() ? action() : action() + "/new";
    }

    public String title() {
        return component.map(Component::name).orElse("Add a component");
    }

    /** In what the form differs from what somebody else has made of the component. */
    public List<Disagreement> disagreements() {
        var found = new Disagreements();
        component
                .map(ComponentForm::of)
                .ifPresent(now -> found.of("Name", now.name(), form.name())
                        .of("Description", now.description(), form.description())
                        .of("Group", nameOfGroup(now.group()), nameOfGroup(form.group()))
                        .of("Uptime", uptime(now), uptime(form))
                        .of("In use since", now.startDate(), form.startDate())
                        .of("While operational", visibility(now), visibility(form)));
        return found.list();
    }

    private String nameOfGroup(String id) {
        return groups.stream()
                .filter(group -> group.id().value().equals(id))
                .map(Component::name)
                .findFirst()
                .orElse("No group");
    }

    private static String uptime(ComponentForm form) {
        return form.showcase() ? "Shown to visitors" : "Not shown";
    }

    private static String visibility(ComponentForm form) {
        return form.onlyIfDegraded() ? "Hidden from visitors" : "Shown";
    }

    public String action() {
        return component.map(present -> base + "/" + present.id()).orElse(base);
    }
}
