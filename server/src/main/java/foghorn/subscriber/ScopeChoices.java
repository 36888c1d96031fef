package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.incident.IncidentId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.List;
import java.util.Optional;

/** What a page shows that can be followed. The room that decides what a page shows answers this. */
public interface ScopeChoices {
    /** Nothing of a page that is not public. */
    Choices of(Call call, PageId page);

    /**
     * What there is to choose from.
     *
     * @param components single ones and groups, in the order of the page
     * @param incidents those that are not over, the newest first
     */
    record Choices(List<Choice> components, List<OpenIncident> incidents) {
        public static final Choices NONE = new Choices(List.of(), List.of());

        public Choices {
            components = List.copyOf(components);
            incidents = List.copyOf(incidents);
        }

        public boolean isEmpty() {
            return components.isEmpty() && incidents.isEmpty();
        }

        public Optional<OpenIncident> incident(String id) {
            return incidents.stream()
                    .filter(incident -> incident.id().value().equals(id))
                    .findFirst();
        }
    }

    /**
     * A component, or a group.
     *
     * @param members of a group, as far as they are shown
     */
    record Choice(ComponentId id, String name, boolean isGroup, List<Choice> members) {
        public Choice {
            members = List.copyOf(members);
        }
    }

    /** An incident or maintenance that is not over. */
    record OpenIncident(IncidentId id, String name) {}
}
