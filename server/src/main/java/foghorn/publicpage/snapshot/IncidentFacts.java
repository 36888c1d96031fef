package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident or a maintenance with everything that is shown of it.
 *
 * @param updates newest first
 * @param touched the visible components it affects or affected, in page order
 */
public record IncidentFacts(
        String id,
        String name,
        IncidentStatus status,
        IncidentImpact impact,
        boolean backfilled,
        Optional<String> reminderIntervals,
        Instant startedAt,
        Optional<Instant> monitoringAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> nextUpdateAt,
        Optional<Instant> scheduledFor,
        Optional<Instant> scheduledUntil,
        Instant createdAt,
        Instant updatedAt,
        List<UpdateFacts> updates,
        List<Touched> touched) {
    /** A component and the worst status it had because of the incident. */
    public record Touched(ComponentFacts component, ComponentStatus worst) {}

    public IncidentFacts {
        updates = List.copyOf(updates);
        touched = List.copyOf(touched);
    }

    public boolean isMaintenance() {
        return status.isScheduledKind();
    }

    IncidentFacts with(List<UpdateFacts> itsUpdates, List<Touched> itsComponents) {
        return new IncidentFacts(
                id,
                name,
                status,
                impact,
                backfilled,
                reminderIntervals,
                startedAt,
                monitoringAt,
                resolvedAt,
                nextUpdateAt,
                scheduledFor,
                scheduledUntil,
                createdAt,
                updatedAt,
                itsUpdates,
                itsComponents);
    }
}
