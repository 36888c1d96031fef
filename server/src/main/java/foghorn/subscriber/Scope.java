package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody follows on a page: everything, now and later, or these components, groups and incidents. A group stands for whatever is
 * in it at the time.
 *
 * @param components with groups among them
 */
public record Scope(Set<ComponentId> components, Set<IncidentId> incidents) {
    public static final Scope EVERYTHING = new Scope(Set.of(), Set.of());

    private static final String COMPONENT = "component:";
    private static final String INCIDENT = "incident:";

    public Scope {
        components = Set.copyOf(components);
        incidents = Set.copyOf(incidents);
    }

    public boolean isEverything() {
        return components.isEmpty() && incidents.isEmpty();
    }

    /** Whether nothing but incidents is followed, and so nothing once they are over. */
    public boolean isOfIncidentsAlone() {
        return components.isEmpty() && !incidents.isEmpty();
    }

    /** Whether who follows this is told all of the other already, and nothing that the other leaves out on purpose. */
    boolean covers(Scope other) {
        if (isEverything()) {
            return other.isEverything() || other.isOfIncidentsAlone();
        }
        return !other.isEverything()
                && components.containsAll(other.components)
                && incidents.containsAll(other.incidents);
    }

    /** All of them, none for everything. */
    List<String> ids() {
        return Stream.concat(
                        components.stream().map(ComponentId::value),
                        incidents.stream().map(IncidentId::value))
                .sorted()
                .toList();
    }

    /** As one text, for what is still to be confirmed. */
    String stored() {
        return Stream.concat(
                        components.stream().map(id -> COMPONENT + id),
                        incidents.stream().map(id -> INCIDENT + id))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    static Scope ofStored(String stored) {
        var parts = stored.isEmpty() ? new String[0] : stored.split(" ");
        return new Scope(
                after(COMPONENT, parts).map(ComponentId::new).collect(Collectors.toSet()),
                after(INCIDENT, parts).map(IncidentId::new).collect(Collectors.toSet()));
    }

    private static Stream<String> after(String prefix, String[] parts) {
        return Arrays.stream(parts)
                .filter(part -> part.startsWith(prefix))
                .map(part -> part.substring(prefix.length()));
    }
}
