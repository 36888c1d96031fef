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
 * @param postmortem what was learnt, if it is published
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
        List<Touched> touched,
        Optional<PostmortemFacts> postmortem) {
    /** A component and the worst status it had because of the incident. */
    public record Touched(ComponentFacts component, ComponentStatus worst) {}

    public IncidentFacts {
        updates = List.copyOf(updates);
        touched = List.copyOf(touched);
    }

    public boolean isMaintenance() {
        return status.isScheduledKind();
    }

    /** False for a maintenance that is still to come. */
    public boolean hasBegun() {
        return status.isRunning() || status.isOver();
    }

    /** When it began; of a maintenance, when it was to begin, or when it was over if that was earlier. */
    public Instant beganAt() {
        var begin = scheduledFor.orElse(startedAt);
        return resolvedAt.filter(begin::isAfter).orElse(begin);
    }

    /** When its newest update was posted; for a maintenance that is still to come, when it is to begin. */
    public Instant toldAt() {
        if (!hasBegun() && scheduledFor.isPresent()) {
            return scheduledFor.get();
        }
        return updates.isEmpty() ? createdAt : updates.getFirst().displayAt();
    }

    /** When it or one of its texts was last changed. */
    public Instant changedAt() {
        return updates.stream()
                .map(UpdateFacts::updatedAt)
                .filter(updatedAt::isBefore)
                .max(Instant::compareTo)
                .orElse(updatedAt);
    }

    /** What people call the update at this place of the list: its status, or {@code Update} where it leaves that as it was. */
    public String labelOfUpdate(int index) {
        var itsStatus = updates.get(index).status();
        boolean repeats =
                index + 1 < updates.size() && updates.get(index + 1).status().equals(itsStatus);
        return repeats ? "Update" : itsStatus.label();
    }

    IncidentFacts with(List<UpdateFacts> itsUpdates, List<Touched> itsComponents) {
        return with(itsUpdates, itsComponents, postmortem);
    }

    /** The same with this postmortem. */
    IncidentFacts with(PostmortemFacts itsPostmortem) {
        return with(updates, touched, Optional.of(itsPostmortem));
    }

    private IncidentFacts with(
            List<UpdateFacts> itsUpdates, List<Touched> itsComponents, Optional<PostmortemFacts> itsPostmortem) {
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
                itsComponents,
                itsPostmortem);
    }
}
