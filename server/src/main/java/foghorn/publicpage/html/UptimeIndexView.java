package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All components whose uptime is shown, each with its last days and the way to all of them.
 *
 * @param events for the script, the names of incidents that strips speak of, by id
 * @param signs every sign that stands for a status, from best to worst
 * @param counting what the bars stand for
 */
public record UptimeIndexView(
        Frame frame, List<Section> sections, @Nullable String events, List<Mark> signs, Counting counting) {
    /**
     * Components that stand together.
     *
     * @param group null outside any group
     */
    public record Section(@Nullable String group, List<StripView> strips) {}
}
