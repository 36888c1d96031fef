package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A component or group as it is now; a group's own status is the worst of its visible children. */
public record ComponentFacts(
        String id,
        Optional<String> parentId,
        boolean isGroup,
        String name,
        Optional<String> description,
        ComponentStatus status,
        int position,
        boolean showcase,
        boolean onlyShowIfDegraded,
        Optional<LocalDate> startDate,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    ComponentFacts withStatus(ComponentStatus newStatus) {
        return new ComponentFacts(
                id,
                parentId,
                isGroup,
                name,
                description,
                newStatus,
                position,
                showcase,
                onlyShowIfDegraded,
                startDate,
                version,
                createdAt,
                updatedAt);
    }
}
