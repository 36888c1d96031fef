package foghorn.publicpage.html;

import foghorn.publicpage.html.IncidentView.Affected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident or a maintenance on the home page: the newest update in full, the earlier ones folded.
 *
 * @param components what it touches, with the present status of each once it has begun
 */
public record IncidentCard(
        String id,
        String name,
        Mark impact,
        String status,
        String startedLabel,
        When started,
        @Nullable When until,
        List<Affected> components,
        @Nullable UpdateView newest,
        List<UpdateView> earlier,
        @Nullable When nextUpdate) {
    /** Says how many updates are folded. */
    public String earlierLabel() {
        return earlier.size() == 1 ? "1 earlier update" : earlier.size() + " earlier updates";
    }
}
