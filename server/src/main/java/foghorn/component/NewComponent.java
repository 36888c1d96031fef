package foghorn.component;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A component to be made.
 *
 * @param group an existing group of the page, in which it comes last; else it comes last on the page
 */
public record NewComponent(
        String name,
        Optional<String> description,
        ComponentStatus status,
        Optional<ComponentId> group,
        boolean showcase,
        boolean onlyShowIfDegraded,
        Optional<LocalDate> startDate) {
    /** An operational component outside any group, with its uptime shown. */
    public static NewComponent named(String name) {
        return new NewComponent(
                name, Optional.empty(), ComponentStatus.OPERATIONAL, Optional.empty(), true, false, Optional.empty());
    }
}
