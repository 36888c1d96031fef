package foghorn.page;

import java.time.Instant;
import java.util.Optional;

/**
 * What an import takes over of the page itself.
 *
 * @param sourceId the page's id at its source
 * @param timeZone an IANA or a Rails name
 */
public record ImportedPage(String sourceId, String name, Optional<String> timeZone, Instant updatedAt) {}
