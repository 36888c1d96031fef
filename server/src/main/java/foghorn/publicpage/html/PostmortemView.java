package foghorn.publicpage.html;

import org.jspecify.annotations.Nullable;

/**
 * What was learnt from an incident.
 *
 * @param html the text, rendered and safe as it is
 * @param edited when the text was last another, or null if that was when it was published
 */
public record PostmortemView(When at, String html, @Nullable When edited) {}
