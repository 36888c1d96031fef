package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.tenant.PageId;
import java.util.Optional;
import java.util.Set;

/**
 * What an event is about, and so whom it concerns: who follows the whole page, one of these components or a group that holds one, or
 * this very incident.
 *
 * @param incident empty while the incident is still being written
 * @param components every component that the incident has touched so far
 */
public record Concern(PageId page, Optional<IncidentId> incident, Set<ComponentId> components) {
    public Concern {
        components = Set.copyOf(components);
    }
}
