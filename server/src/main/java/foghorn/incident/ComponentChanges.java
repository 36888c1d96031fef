package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The components that a call names: {@code components} and {@code component_ids} of the manage API.
 *
 * @param statuses new statuses; empty names a component and leaves its status
 * @param list if given, the incident affects these and those of {@code statuses} from now on, and no others
 */
public record ComponentChanges(Map<ComponentId, Optional<ComponentStatus>> statuses, Optional<List<ComponentId>> list) {
    public ComponentChanges {
        statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
        list = list.map(List::copyOf);
    }

    public static ComponentChanges none() {
        return new ComponentChanges(Map.of(), Optional.empty());
    }

    /** Moves these components, which the incident affects from now on beside those it already does. */
    public static ComponentChanges to(Map<ComponentId, ComponentStatus> statuses) {
        var changes = new LinkedHashMap<ComponentId, Optional<ComponentStatus>>();
        statuses.forEach((id, status) -> changes.put(id, Optional.of(status)));
        return new ComponentChanges(changes, Optional.empty());
    }

    /** All components named, each once. */
    SequencedSet<ComponentId> ids() {
        var ids = new LinkedHashSet<ComponentId>();
        list.ifPresent(ids::addAll);
        ids.addAll(statuses.keySet());
        return ids;
    }

    boolean isNone() {
        return statuses.isEmpty() && list.isEmpty();
    }
}
