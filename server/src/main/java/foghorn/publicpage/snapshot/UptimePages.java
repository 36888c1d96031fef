package foghorn.publicpage.snapshot;

import java.util.List;
import java.util.Set;

/**
 * The pages of days of all components.
 *
 * @param paths of all that there are
 * @param stale those that are not published as they should be
 */
public record UptimePages(Set<String> paths, List<UptimePage> stale) {
    public UptimePages {
        paths = Set.copyOf(paths);
        stale = List.copyOf(stale);
    }
}
