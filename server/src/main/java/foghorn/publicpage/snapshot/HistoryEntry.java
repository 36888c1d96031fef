package foghorn.publicpage.snapshot;

import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident or a maintenance as one entry of the history.
 *
 * @param beganAt when it began; of a maintenance, when it was to begin, or when it was over if that was earlier
 * @param changedAt when anything of it changed last
 * @param message the newest update's text, at most {@link #LENGTH} characters of it; empty if there is no update
 * @param componentIds the visible components it affects or affected
 */
public record HistoryEntry(
        String id,
        String name,
        IncidentStatus status,
        IncidentImpact impact,
        Instant beganAt,
        Optional<Instant> resolvedAt,
        Instant changedAt,
        String message,
        List<String> componentIds) {
    /** Characters of a message, which bounds what a page of the history can weigh. */
    static final int LENGTH = 2000;

    /** What an entry says in words. */
    record Text(String name, IncidentImpact impact, Optional<String> message) {}

    public HistoryEntry {
        componentIds = List.copyOf(componentIds);
    }

    /** {@code incident} or {@code maintenance}. */
    public String kind() {
        return status instanceof IncidentStatus.Scheduled ? "maintenance" : "incident";
    }

    /** Where it is told. */
    public String address(String pageUrl) {
        return pageUrl + "/" + Paths.incident(id);
    }
}
