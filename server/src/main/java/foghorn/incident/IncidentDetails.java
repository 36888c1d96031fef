package foghorn.incident;

import foghorn.component.Component;
import java.util.List;

/**
 * An incident with all that is shown of it.
 *
 * @param updates newest first, by display time and then by the order they were posted
 * @param components the affected components that still exist, as they are now, in the order of the page
 */
public record IncidentDetails(Incident incident, List<IncidentUpdate> updates, List<Component> components) {
    public IncidentDetails {
        updates = List.copyOf(updates);
        components = List.copyOf(components);
    }
}
