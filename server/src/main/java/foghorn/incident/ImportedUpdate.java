package foghorn.incident;

import foghorn.component.ComponentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An update of an incident as another status page shows it.
 *
 * @param sourceId its id there
 * @param affected the components it named, in its order; empty if it named none
 */
public record ImportedUpdate(
        String sourceId,
        IncidentStatus status,
        String body,
        List<Mention> affected,
        boolean deliverNotifications,
        Optional<String> customTweet,
        Optional<String> tweetId,
        Instant displayAt,
        Instant createdAt,
        Instant updatedAt) {
    /**
     * A component as the update named it.
     *
     * @param sourceId its id there
     * @param name as it was at that moment, {@code Group - Component} if it stood in a group
     */
    public record Mention(String sourceId, String name, ComponentStatus oldStatus, ComponentStatus newStatus) {}

    public ImportedUpdate {
        affected = List.copyOf(affected);
    }
}
