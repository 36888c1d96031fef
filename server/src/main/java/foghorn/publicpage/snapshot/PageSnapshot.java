package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import foghorn.incident.PageRollUp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the public representations of a page show, as of one moment, and nothing that they must not show.
 *
 * @param components visible components and groups, in page order
 * @param incidents the incidents and maintenances that were read whole: all that are open, the newest 50 of each kind, and those asked for
 * @param viewKeys of every incident and maintenance of the page, read whole or not, what its own page shows as one number
 */
public record PageSnapshot(
        PageFacts page, List<ComponentFacts> components, List<IncidentFacts> incidents, Map<String, Long> viewKeys) {
    /** How many of a kind the lists of the status API hold (contract: public-v2, sections 4 and 6). */
    public static final int LISTED = 50;

    private static final Comparator<IncidentFacts> NEWEST = Comparator.comparing(IncidentFacts::createdAt)
            .thenComparing(IncidentFacts::id)
            .reversed();
    private static final Comparator<IncidentFacts> LATEST = Comparator.comparing(
                    (IncidentFacts incident) -> incident.scheduledFor().orElse(incident.createdAt()))
            .thenComparing(IncidentFacts::id)
            .reversed();

    public PageSnapshot {
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
        viewKeys = Map.copyOf(viewKeys);
    }

    /** The page's status as a whole, from what is visible. */
    public PageStatus status() {
        List<ComponentStatus> leaves = components.stream()
                .filter(component -> !component.isGroup())
                .map(ComponentFacts::status)
                .toList();
        return PageRollUp.of(
                leaves,
                incidents.stream()
                        .map(incident -> new PageRollUp.Entry(incident.status(), incident.impact()))
                        .toList());
    }

    /** The newest incidents of any status, newest first. */
    public List<IncidentFacts> newestIncidents() {
        return incidents.stream()
                .filter(incident -> !incident.isMaintenance())
                .sorted(NEWEST)
                .limit(LISTED)
                .toList();
    }

    /** Incidents that are not resolved, newest first. */
    public List<IncidentFacts> unresolvedIncidents() {
        return incidents.stream()
                .filter(incident ->
                        !incident.isMaintenance() && !incident.status().isOver())
                .sorted(NEWEST)
                .toList();
    }

    /** The newest maintenances of any status, latest start first. */
    public List<IncidentFacts> newestMaintenances() {
        return incidents.stream()
                .filter(IncidentFacts::isMaintenance)
                .sorted(LATEST)
                .limit(LISTED)
                .toList();
    }

    /** Maintenances that are not completed, latest start first. */
    public List<IncidentFacts> openMaintenances() {
        return incidents.stream()
                .filter(incident ->
                        incident.isMaintenance() && !incident.status().isOver())
                .sorted(LATEST)
                .toList();
    }

    /** Maintenances that have not begun, latest start first. */
    public List<IncidentFacts> upcomingMaintenances() {
        return openMaintenances().stream()
                .filter(maintenance -> !maintenance.status().isRunning())
                .toList();
    }

    /** Maintenances that have begun and are not completed, latest start first. */
    public List<IncidentFacts> activeMaintenances() {
        return openMaintenances().stream()
                .filter(maintenance -> maintenance.status().isRunning())
                .toList();
    }

    public Optional<IncidentFacts> incident(String id) {
        return incidents.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }
}
