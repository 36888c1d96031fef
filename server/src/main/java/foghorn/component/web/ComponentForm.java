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
import java.time.LocalDate;
import java.util.Optional;

/**
 * The fields of a component as they were typed.
 *
 * @param group the id of the group, or empty
 * @param showcase whether its uptime is shown
 * @param startDate the day since which it is in use, or empty
 * @param version the version the form was made of; 0 for a new component
 */
public record ComponentForm(
        String name,
        String description,
        String group,
        boolean showcase,
        String startDate,
        boolean onlyIfDegraded,
        int version) {
    /** The field of the first day. */
    static final String START = "start_date";

    static final ComponentForm EMPTY = new ComponentForm("", "", "", true, "", false, 0);

    static ComponentForm read(Body body) {
        return new ComponentForm(
                body.text("name").orElse(""),
                body.text("description").orElse(""),
                body.text("group_id").orElse(""),
                body.flag("showcase").orElse(false),
                body.text(START).orElse(""),
                body.flag("only_show_if_degraded").orElse(false),
                body.number("version").orElse(0));
    }

    static ComponentForm of(Component component) {
        return new ComponentForm(
                component.name(),
                component.description().orElse(""),
                component.group().map(ComponentId::value).orElse(""),
                component.showcase(),
                component.startDate().map(LocalDate::toString).orElse(""),
                component.onlyShowIfDegraded(),
                component.version());
    }

    ComponentForm having(int newVersion) {
        return new ComponentForm(name, description, group, showcase, startDate, onlyIfDegraded, newVersion);
    }

    /** @param start what was typed as the first day */
    NewComponent toNew(Optional<LocalDate> start) {
        return new NewComponent(
                name,
                Optional.of(description),
                ComponentStatus.OPERATIONAL,
                groupId(),
                showcase,
                onlyIfDegraded,
                start);
    }

    /** @param start what was typed as the first day */
    ComponentPatch toPatch(Optional<LocalDate> start) {
        return new ComponentPatch(
                new ExpectedVersion.OfForm(version),
                Change.to(name),
                Change.to(Optional.of(description)),
                Change.keep(),
                Change.to(groupId()),
                Change.to(showcase),
                Change.to(onlyIfDegraded),
                Change.to(start));
    }

    private Optional<ComponentId> groupId() {
        if (!group.isEmpty() && !IdForm.matches(group)) {
            throw new Problem.Invalid("group_id", "names no group of this page");
        }
        return group.isEmpty() ? Optional.empty() : Optional.of(new ComponentId(group));
    }
}
