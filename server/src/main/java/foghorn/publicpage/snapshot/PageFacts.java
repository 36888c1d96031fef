package foghorn.publicpage.snapshot;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a page's public side needs of the page itself.
 *
 * @param isPublic whether everybody may see it
 * @param subscribe whether it takes subscribers by e-mail
 */
public record PageFacts(
        String id,
        String name,
        String subdomain,
        Optional<String> domain,
        boolean isPublic,
        Optional<String> description,
        boolean hiddenFromSearch,
        boolean subscribe,
        ZoneId zone,
        long pageSeq,
        int version,
        Instant updatedAt) {}
