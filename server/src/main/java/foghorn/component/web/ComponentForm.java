package foghorn.component.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentPatch;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.util.Optional;

/**
 * The fields of a component as they were typed.
 *
 * @param group the id of the group, or empty
 * @param version the version the form was made of; 0 for a new component
 */
public record ComponentForm(String name, String description, String group, boolean onlyIfDegraded, int version) {
    static final ComponentForm EMPTY = new ComponentForm("", "", "", false, 0);

    static ComponentForm read(Body body) {
        return new ComponentForm(
                body.text("name").orElse(""),
                body.text("description").orElse(""),
                body.text("group_id").orElse(""),
                body.flag("only_show_if_degraded").orElse(false),
                body.number("version").orElse(0));
    }

    static ComponentForm of(Component component) {
        return new ComponentForm(
                component.name(),
                component.description().orElse(""),
                component.group().map(ComponentId::value).orElse(""),
                component.onlyShowIfDegraded(),
                component.version());
    }

    ComponentForm having(int newVersion) {
        return new ComponentForm(name, description, group, onlyIfDegraded, newVersion);
    }

    NewComponent toNew() {
        return new NewComponent(
                name,
                Optional.of(description),
                ComponentStatus.OPERATIONAL,
                groupId(),
                true,
                onlyIfDegraded,
                Optional.empty());
    }

    ComponentPatch toPatch() {
        return new ComponentPatch(
                new ExpectedVersion.OfForm(version),
                Change.to(name),
                Change.to(Optional.of(description)),
                Change.keep(),
                Change.to(groupId()),
                Change.keep(),
                Change.to(onlyIfDegraded),
                Change.keep());
    }

    private Optional<ComponentId> groupId() {
        if (!group.isEmpty() && !IdForm.matches(group)) {
            throw new Problem.Invalid("group_id", "names no group of this page");
        }
        return group.isEmpty() ? Optional.empty() : Optional.of(new ComponentId(group));
    }
}
