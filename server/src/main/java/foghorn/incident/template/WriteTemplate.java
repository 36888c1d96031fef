package foghorn.incident.template;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentStatus;
import java.util.List;
import java.util.Optional;

/** What a template is to be, whole. */
public record WriteTemplate(
        String name,
        String title,
        String body,
        Group group,
        Optional<IncidentStatus> status,
        boolean tweets,
        boolean notifies,
        List<ComponentId> components) {
    public WriteTemplate {
        components = List.copyOf(components);
    }

    /** Where it belongs. */
    public sealed interface Group {}

    /** To none. */
    public record NoGroup() implements Group {}

    /** To this one, which is there. */
    public record GroupOf(String id) implements Group {}

    /** To the one of this name, which is made if it is not there. */
    public record GroupNamed(String name) implements Group {}
}
