package foghorn.publicpage.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * What a team has learnt from an incident, as visitors read it.
 *
 * @param updateId under which the status API tells it as an update
 * @param body in Markdown
 * @param told whether subscribers were told of it
 */
public record PostmortemFacts(
        String updateId,
        String body,
        Instant publishedAt,
        Instant updatedAt,
        boolean told,
        Optional<String> customTweet) {}
