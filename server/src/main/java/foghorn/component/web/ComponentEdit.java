package foghorn.component.web;

import foghorn.component.Component;
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

    public String action() {
        return component.map(present -> base + "/" + present.id()).orElse(base);
    }
}
