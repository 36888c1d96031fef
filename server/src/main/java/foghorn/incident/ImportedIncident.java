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
 * @param postmortem what was learnt from it, if that is published there
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
        Optional<ImportedPostmortem> postmortem,
        List<String> componentSourceIds,
        Instant createdAt,
        Instant updatedAt) {
    /** When a maintenance is planned. */
    public record Window(Instant from, Instant until) {}

    /**
     * A published postmortem, which another page tells as an update of the incident.
     *
     * @param sourceId the id of that update there
     * @param told whether subscribers were told of it
     */
    public record ImportedPostmortem(
            String sourceId,
            String body,
            boolean told,
            Optional<String> customTweet,
            Instant publishedAt,
            Instant updatedAt) {}

    public ImportedIncident {
        updates = List.copyOf(updates);
        componentSourceIds = List.copyOf(componentSourceIds);
    }
}
