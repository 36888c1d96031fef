package foghorn.publicpage.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident update, in the contract's order of keys. */
record UpdateJson(
        String id,
        String status,
        String body,
        String incidentId,
        String createdAt,
        String updatedAt,
        String displayAt,
        @Nullable List<AffectedJson> affectedComponents,
        boolean deliverNotifications,
        @Nullable String customTweet,
        @Nullable String tweetId) {
    record AffectedJson(String code, String name, String oldStatus, String newStatus) {}
}
