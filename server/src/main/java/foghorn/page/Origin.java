package foghorn.page;

import java.time.Instant;
import java.util.Locale;

/**
 * Where a thing of a page was imported from.
 *
 * @param sourceId its id there, 1 to 255 characters
 * @param ourId its id here
 * @param sourceUpdatedAt when it was last changed there, as far as it was taken over
 * @param version the version that the import left here; another one means that somebody changed it here since
 */
public record Origin(String sourceId, String ourId, Instant sourceUpdatedAt, int version) {
    /** What is imported; the ids of one kind are unique at their source. */
    public enum Kind {
        PAGE,
        COMPONENT,
        INCIDENT,
        INCIDENT_UPDATE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same thing after it was taken over once more. */
    public Origin taken(Instant newSourceUpdatedAt, int newVersion) {
        return new Origin(sourceId, ourId, newSourceUpdatedAt, newVersion);
    }
}
