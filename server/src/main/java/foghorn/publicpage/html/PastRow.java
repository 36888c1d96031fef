package foghorn.publicpage.html;

import org.jspecify.annotations.Nullable;

/**
 * An incident or a maintenance of the last days.
 *
 * @param at when it ended, or was last heard of
 * @param newest the newest update, if there is one and it does not stand on the same page already
 * @param earlierLabel how many updates came before, or null if none did
 */
public record PastRow(
        String id,
        String name,
        Mark impact,
        String status,
        When at,
        @Nullable UpdateView newest,
        @Nullable String earlierLabel) {}
