package foghorn.audit.web;

import foghorn.tenant.Call;
import java.util.Map;
import java.util.Set;

/**
 * Knows what stands behind the ids in entries. People and things belong to rooms that stand on this one, so the application hands it
 * in. What is missing in an answer has no other name than the one in the entry.
 */
public interface Names {
    /** What the reader may know these actors by. */
    Map<String, String> ofActors(Call call, Set<String> actors);

    /** What those of these things are called now that are still there and wrote no name into the log. */
    Map<String, String> ofSubjects(Call call, Set<String> subjects);
}
