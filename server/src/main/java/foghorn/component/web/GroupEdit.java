package foghorn.component.web;

import foghorn.component.Component;
import foghorn.kit.web.Disagreement;
import foghorn.kit.web.Disagreements;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The form of one group, new or present.
 *
 * @param base the address of the list
 * @param action where the form is sent
 * @param group the group as it is now; empty for a new one
 * @param components the components it can hold
 * @param conflict whether it was changed since the form was made
 */
public record GroupEdit(
        Shell shell,
        String base,
        String action,
        Optional<Component> group,
        GroupForm form,
        List<Component> components,
        FormErrors errors,
        boolean conflict) {
    public GroupEdit {
        components = List.copyOf(components);
    }

    /** The address of the screen on which it stands. */
    public String screen() {
        return group.isPresent() ? action : action + "/new";
    }

    /** In what the form differs from what somebody else has made of the group. */
    public List<Disagreement> disagreements() {
        var found = new Disagreements();
        group.ifPresent(now -> found.of("Name", now.name(), form.name())
                .of("Description", now.description().orElse(""), form.description())
                .of(
                        "Components",
                        names(component -> component.group().equals(Optional.of(now.id()))),
                        names(component ->
                                form.components().contains(component.id().value()))));
        return found.list();
    }

    private String names(Predicate<Component> which) {
        return components.stream().filter(which).map(Component::name).collect(Collectors.joining(", "));
    }

    public String title() {
        return group.map(Component::name).orElse("Add a group");
    }
}
