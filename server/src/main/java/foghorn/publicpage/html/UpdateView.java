package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update of an incident.
 *
 * @param changes what became of components, for example {@code API: Partial Outage → Operational}
 * @param edited when the text was last corrected, or null if it never was
 */
public record UpdateView(
        String status,
        When at,
        String body,
        List<String> changes,
        @Nullable When edited) {}
