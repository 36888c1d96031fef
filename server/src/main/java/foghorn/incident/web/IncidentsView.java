package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentList;
import foghorn.kit.web.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The list of incidents.
 *
 * @param words what was looked for, in incidents of whatever tab; empty where a tab is shown
 * @param newMaintenance where one is scheduled; empty for who may not
 * @param previous the address of the part of the list before this one
 * @param next the address of the part after it
 */
public record IncidentsView(
        Shell shell,
        String base,
        Tab tab,
        String words,
        List<IncidentDetails> incidents,
        Counts counts,
        Optional<String> newMaintenance,
        Optional<String> previous,
        Optional<String> next) {
    /** Which incidents are listed. */
    public enum Tab {
        OPEN(
                IncidentList.UNRESOLVED,
                "Open",
                "Nothing is open",
                "When something breaks, create an incident: the page shows it at once and subscribers are told."),
        SCHEDULED(
                IncidentList.PLANNED,
                "Scheduled",
                "Nothing is scheduled",
                "Planned work is listed here until it is complete."),
        RESOLVED(
                IncidentList.OVER,
                "Resolved",
                "Nothing is resolved yet",
                "What is over is kept here, and on the page.");

        private final IncidentList list;
        private final String label;
        private final String emptiness;
        private final String purpose;

        Tab(IncidentList list, String label, String emptiness, String purpose) {
            this.list = list;
            this.label = label;
            this.emptiness = emptiness;
            this.purpose = purpose;
        }

        IncidentList list() {
            return list;
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

    /**
     * How many there are now.
     *
     * @param open incidents
     * @param scheduled maintenances that are planned or running
     */
    public record Counts(long open, long scheduled) {}

    public IncidentsView {
        incidents = List.copyOf(incidents);
    }

    public List<Tab> tabs() {
        return List.of(Tab.values());
    }

    /** The number beside a tab's name; nothing beside the past. */
    public Optional<Long> count(Tab of) {
        return switch (of) {
            case OPEN -> Optional.of(counts.open());
            case SCHEDULED -> Optional.of(counts.scheduled());
            case RESOLVED -> Optional.empty();
        };
    }

    /** Whether what was looked for is shown, rather than a tab. */
    public boolean isSearch() {
        return !words.isEmpty();
    }

    /** Whether what is over is shown, where more of it can be entered. */
    public boolean isOfThePast() {
        return tab == Tab.RESOLVED && !isSearch();
    }

    public String title() {
        return isSearch() ? "Search incidents" : tab.label() + " incidents";
    }

    /** Where templates are kept. */
    public String templates() {
        return ofPage("/incident-templates");
    }

    /** Where one is tried of which nobody hears but who tries it. */
    public String rehearsal() {
        return ofPage("/rehearsal");
    }

    private String ofPage(String path) {
        return base.substring(0, base.lastIndexOf('/')) + path;
    }

    public String href(Tab of) {
        return base + "?tab=" + of.wire();
    }
}
