package foghorn.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident or a maintenance as another status page shows it.
 *
 * @param sourceId its id there
 * @param window the planned time, of a maintenance only
 * @param updates newest first
 * @param componentSourceIds the ids there of the components it affects
 */
public record ImportedIncident(
        String sourceId,
        String name,
        IncidentStatus status,
        IncidentImpact impact,
        Optional<String> reminderIntervals,
        Instant startedAt,
        Optional<Instant> monitoringAt,
        Optional<Instant> resolvedAt,
        Optional<Window> window,
        List<ImportedUpdate> updates,
        List<String> componentSourceIds,
        Instant createdAt,
        Instant updatedAt) {
    /** When a maintenance is planned. */
    public record Window(Instant from, Instant until) {}

    public ImportedIncident {
        updates = List.copyOf(updates);
        componentSourceIds = List.copyOf(componentSourceIds);
    }
}
