package foghorn.component;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What to change of a component.
 *
 * @param group empty takes it out of its group
 */
public record ComponentPatch(
        ExpectedVersion expected,
        Change<String> name,
        Change<Optional<String>> description,
        Change<ComponentStatus> status,
        Change<Optional<ComponentId>> group,
        Change<Boolean> showcase,
        Change<Boolean> onlyShowIfDegraded,
        Change<Optional<LocalDate>> startDate) {
    /** Sets the status and nothing else. */
    public static ComponentPatch toStatus(ComponentStatus status) {
        return new ComponentPatch(
                ExpectedVersion.any(),
                Change.keep(),
                Change.keep(),
                Change.to(status),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }
}
