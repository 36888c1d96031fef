package foghorn.incident;

import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident, or a scheduled maintenance if it has a {@link Maintenance}. It is over exactly if it has a {@code resolvedAt}.
 *
 * @param impact what is shown: the override, else the worst reached
 * @param worstImpact the worst that followed from the affected components
 * @param backfilled entered afterwards; nobody is ever told of it
 * @param startedAt when it was opened, or the date given for one of the past
 * @param monitoringAt display time of the update that set monitoring
 * @param resolvedAt display time of the update that set resolved or completed
 * @param nextUpdateAt when the team promised to write again
 */
public record Incident(
        IncidentId id,
        PageId pageId,
        String name,
        IncidentStatus status,
        IncidentImpact impact,
        IncidentImpact worstImpact,
        Optional<IncidentImpact> impactOverride,
        boolean backfilled,
        Optional<Metadata> metadata,
        Optional<ReminderIntervals> reminderIntervals,
        Instant startedAt,
        Optional<Instant> monitoringAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> nextUpdateAt,
        Optional<Maintenance> maintenance,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public Incident {
        if (status.isScheduledKind() != maintenance.isPresent()) {
            throw new IllegalArgumentException("a status line of the other kind: " + id);
        }
        if (status.isOver() != resolvedAt.isPresent()) {
            throw new IllegalArgumentException("resolvedAt belongs to a finished incident only: " + id);
        }
    }

    public boolean isOver() {
        return status.isOver();
    }
}
