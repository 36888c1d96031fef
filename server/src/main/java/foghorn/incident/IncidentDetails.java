package foghorn.incident;

import foghorn.component.Component;
import java.util.List;
import java.util.Optional;

/**
 * An incident with all that is shown of it.
 *
 * @param updates newest first, by display time and then by the order they were posted
 * @param components the affected components that still exist, as they are now, in the order of the page
 * @param postmortem with its draft, which the team alone may read
 * @param postmortemIgnored whether the team has decided that there is nothing to write
 */
public record IncidentDetails(
        Incident incident,
        List<IncidentUpdate> updates,
        List<Component> components,
        Optional<Postmortem> postmortem,
        boolean postmortemIgnored) {
    public IncidentDetails {
        updates = List.copyOf(updates);
        components = List.copyOf(components);
    }
}
