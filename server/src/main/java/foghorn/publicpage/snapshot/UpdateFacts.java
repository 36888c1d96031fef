package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One update of an incident.
 *
 * @param mentions the visible components it named, in the order in which it named them
 * @param version above 1 if the text was corrected later, at {@code updatedAt}
 */
public record UpdateFacts(
        String id,
        IncidentStatus status,
        String body,
        List<Mention> mentions,
        boolean deliverNotifications,
        Optional<String> customTweet,
        Optional<String> tweetId,
        int version,
        Instant displayAt,
        Instant createdAt,
        Instant updatedAt) {
    /** A component with the name it had then ({@code Group - Component}), and what the update changed. */
    public record Mention(String componentId, String name, ComponentStatus before, ComponentStatus after) {}

    public UpdateFacts {
        mentions = List.copyOf(mentions);
    }
}
