package foghorn.publicpage.snapshot;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a page's public side needs of the page itself.
 *
 * @param isPublic whether everybody may see it
 * @param isRoot whether it is the page at {@code /} of the console host
 * @param subscribe whether it takes subscribers by e-mail
 */
public record PageFacts(
        String id,
        String name,
        String subdomain,
        Optional<String> domain,
        boolean isPublic,
        boolean isRoot,
        Optional<String> description,
        boolean hiddenFromSearch,
        boolean subscribe,
        ZoneId zone,
        long pageSeq,
        int version,
        Instant updatedAt) {}
