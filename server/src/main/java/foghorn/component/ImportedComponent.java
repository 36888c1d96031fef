package foghorn.component;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A component or a group as another status page shows it.
 *
 * @param sourceId its id there
 * @param groupSourceId the id there of the group it stands in
 * @param position inside its group or on the page, from 1; kept with its gaps
 */
public record ImportedComponent(
        String sourceId,
        boolean isGroup,
        Optional<String> groupSourceId,
        String name,
        Optional<String> description,
        ComponentStatus status,
        int position,
        boolean showcase,
        boolean onlyShowIfDegraded,
        Optional<LocalDate> startDate,
        Instant createdAt,
        Instant updatedAt) {
    ImportedComponent withStatus(ComponentStatus newStatus) {
        return new ImportedComponent(
                sourceId,
                isGroup,
                groupSourceId,
                name,
                description,
                newStatus,
                position,
                showcase,
                onlyShowIfDegraded,
                startDate,
                createdAt,
                updatedAt);
    }
}
