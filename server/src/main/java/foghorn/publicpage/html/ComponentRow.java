package foghorn.publicpage.html;

import org.jspecify.annotations.Nullable;

/**
 * A component or a group, as one line.
 *
 * @param strip its last days, if its uptime is shown
 */
public record ComponentRow(
        String name,
        @Nullable String description,
        Mark status,
        @Nullable StripView strip) {}
