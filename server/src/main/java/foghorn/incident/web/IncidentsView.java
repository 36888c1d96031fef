package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The list of incidents.
 *
 * @param open how many incidents are open
 * @param scheduled how many maintenances are planned or running
 * @param older the address of older entries, if there may be some
 */
public record IncidentsView(
        Shell shell,
        String base,
        Tab tab,
        List<IncidentDetails> incidents,
        int open,
        int scheduled,
        Optional<String> older) {
    /** Which incidents are listed. */
    public enum Tab {
        OPEN("Open"),
        SCHEDULED("Scheduled"),
        RESOLVED("Resolved");

        private final String label;

        Tab(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** The name in the query. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Tab of(String wire) {
            for (var tab : values()) {
                if (tab.wire().equals(wire)) {
                    return tab;
                }
            }
            return OPEN;
        }
    }

    public IncidentsView {
        incidents = List.copyOf(incidents);
    }

    public List<Tab> tabs() {
        return List.of(Tab.values());
    }

    /** The number beside a tab's name; nothing beside the past. */
    public Optional<Integer> count(Tab of) {
        return switch (of) {
            case OPEN -> Optional.of(open);
            case SCHEDULED -> Optional.of(scheduled);
            case RESOLVED -> Optional.empty();
        };
    }

    public String href(Tab of) {
        return base + "?tab=" + of.wire();
    }
}
