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
        OPEN(
                "Open",
                "Nothing is open",
                "When something breaks, create an incident: the page shows it at once and subscribers are told."),
        SCHEDULED("Scheduled", "Nothing is scheduled", "Planned work is listed here until it is complete."),
        RESOLVED("Resolved", "Nothing is resolved yet", "What is over is kept here, and on the page.");

        private final String label;
        private final String emptiness;
        private final String purpose;

        Tab(String label, String emptiness, String purpose) {
            this.label = label;
            this.emptiness = emptiness;
            this.purpose = purpose;
        }

        public String label() {
            return label;
        }

        /** What is said where nothing is listed. */
        public String emptiness() {
            return emptiness;
        }

        /** What would be listed, for who sees nothing yet. */
        public String purpose() {
            return purpose;
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
