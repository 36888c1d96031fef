package foghorn.component.web;

import foghorn.component.ComponentGroup;
import foghorn.component.ComponentId;
import foghorn.component.GroupPatch;
import foghorn.component.NewGroup;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a group as they were typed.
 *
 * @param components the ids of the components that were ticked
 * @param version the version the form was made of; 0 for a new group
 */
public record GroupForm(String name, String description, List<String> components, int version) {
    static final GroupForm EMPTY = new GroupForm("", "", List.of(), 0);

    public GroupForm {
        components = List.copyOf(components);
    }

    static GroupForm read(Body body) {
        return new GroupForm(
                body.text("name").orElse(""),
                body.text("description").orElse(""),
                body.texts("components").orElse(List.of()),
                body.number("version").orElse(0));
    }

    static GroupForm of(ComponentGroup group) {
        return new GroupForm(
                group.group().name(),
                group.group().description().orElse(""),
                group.components().stream().map(ComponentId::value).toList(),
                group.group().version());
    }

    GroupForm having(int newVersion) {
        return new GroupForm(name, description, components, newVersion);
    }

    NewGroup toNew() {
        return new NewGroup(name, Optional.of(description), componentIds());
    }

    GroupPatch toPatch() {
        return new GroupPatch(
                new ExpectedVersion.OfForm(version),
                Change.to(name),
                Change.to(Optional.of(description)),
                Change.to(componentIds()));
    }

    private List<ComponentId> componentIds() {
        if (!components.stream().allMatch(IdForm::matches)) {
            throw new Problem.Invalid("components", "names what is no component of this page");
        }
        return components.stream().map(ComponentId::new).toList();
    }
}
