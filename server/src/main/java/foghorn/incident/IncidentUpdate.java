package foghorn.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message about an incident, with the status it set.
 *
 * @param seq counts the updates of the incident in the order they were posted, from 1
 * @param body may be empty
 * @param displayAt when it is said to have been posted; orders the updates
 * @param affected the components it named; absent if it named none
 * @param version counts its texts; each is kept for what is still to be told
 */
public record IncidentUpdate(
        IncidentUpdateId id,
        IncidentId incidentId,
        int seq,
        IncidentStatus status,
        String body,
        boolean deliverNotifications,
        boolean wantsTwitterUpdate,
        Optional<String> customTweet,
        Optional<String> tweetId,
        Optional<Instant> twitterUpdatedAt,
        Optional<Instant> nextUpdateAt,
        Instant displayAt,
        Optional<List<AffectedComponent>> affected,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public IncidentUpdate {
        affected = affected.map(List::copyOf);
    }
}
