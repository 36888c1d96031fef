package foghorn.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When an incident came to be monitored and to be over, from its updates. Source: contract/behaviours.md, section 5. */
public record Milestones(Optional<Instant> monitoringAt, Optional<Instant> resolvedAt) {
    /** Each is the display time of the update that set the status last; reopening takes {@code resolvedAt} back. */
    public static Milestones of(List<IncidentUpdate> inOrderOfPosting) {
        Optional<Instant> monitoringAt = Optional.empty();
        Optional<Instant> resolvedAt = Optional.empty();
        Optional<IncidentStatus> before = Optional.empty();
        for (var update : inOrderOfPosting) {
            var status = update.status();
            if (!before.equals(Optional.of(status))) {
                if (status == IncidentStatus.Realtime.MONITORING) {
                    monitoringAt = Optional.of(update.displayAt());
                }
                resolvedAt = status.isOver() ? Optional.of(update.displayAt()) : Optional.empty();
            }
            before = Optional.of(status);
        }
        return new Milestones(monitoringAt, resolvedAt);
    }
}
