package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import foghorn.incident.PageRollUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Everything that the public representations of a page show, as of one moment, and nothing that they must not show.
 *
 * @param at that moment
 * @param components visible components and groups, in page order
 * @param incidents the incidents and maintenances that were read whole: all that are open, what any list shows, and those asked for
 * @param viewKeys of every incident and maintenance of the page, read whole or not, what its own page shows as one number
 * @param uptime of the visible components whose uptime is shown
 * @param uptimePages the pages of days of these components
 * @param history all pages of the history, newest first
 */
public record PageSnapshot(
        PageFacts page,
        Instant at,
        List<ComponentFacts> components,
        List<IncidentFacts> incidents,
        Map<String, Long> viewKeys,
        RecentUptime uptime,
        UptimePages uptimePages,
        List<HistoryPage> history) {
    /** How many of a kind the lists of the status API hold (contract: public-v2, sections 4 and 6). */
    public static final int LISTED = 50;

    /** How old minutes of downtime may be on the page while they grow. */
    static final Duration COUNTING = Duration.ofMinutes(5);

    /** How many entries a feed holds (contract: public-v2, section 10). */
    public static final int LAST_TOLD = 25;

    private static final Comparator<IncidentFacts> NEWEST = Comparator.comparing(IncidentFacts::createdAt)
            .thenComparing(IncidentFacts::id)
            .reversed();
    private static final Comparator<IncidentFacts> LATEST = Comparator.comparing(
                    (IncidentFacts incident) -> incident.scheduledFor().orElse(incident.createdAt()))
            .thenComparing(IncidentFacts::id)
            .reversed();
    private static final Comparator<IncidentFacts> LAST_TOLD_FIRST = Comparator.comparing(IncidentFacts::toldAt)
            .thenComparing(IncidentFacts::id)
            .reversed();
    private static final Comparator<IncidentFacts> LATEST_BEGUN = Comparator.comparing(IncidentFacts::beganAt)
            .thenComparing(IncidentFacts::id)
            .reversed();

    public PageSnapshot {
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
        viewKeys = Map.copyOf(viewKeys);
        history = List.copyOf(history);
    }

    /** The day of a moment in the page's zone. */
    public LocalDate dayOf(Instant moment) {
        return moment.atZone(page.zone()).toLocalDate();
    }

    /** Incidents and maintenances that began in the last days, latest first. */
    public List<IncidentFacts> recentIncidents() {
        var first = dayOf(at).minusDays(page.recentDays() - 1L);
        return incidents.stream()
                .filter(incident ->
                        incident.hasBegun() && !dayOf(incident.beganAt()).isBefore(first))
                .sorted(LATEST_BEGUN)
                .toList();
    }

    /**
     * When other things are shown though nothing has changed: other days and months once the day ends in the page's zone, and more minutes
     * while a component is down whose uptime is shown.
     */
    public Instant goodUntil() {
        var endOfDay = dayOf(at).plusDays(1).atStartOfDay(page.zone()).toInstant();
        boolean isCounting = components.stream()
                .anyMatch(component ->
                        component.status().isOutage() && uptime.strips().containsKey(component.id()));
        var nextCount = at.plus(COUNTING);
        return isCounting && nextCount.isBefore(endOfDay) ? nextCount : endOfDay;
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

    /** Incidents and maintenances whose postmortem is published, the newest first, as many as a feed holds. */
    public List<IncidentFacts> withPostmortem() {
        return incidents.stream()
                .filter(incident -> incident.postmortem().isPresent())
                .sorted(Comparator.comparing((IncidentFacts incident) ->
                                incident.postmortem().orElseThrow().publishedAt())
                        .reversed())
                .limit(LAST_TOLD)
                .toList();
    }

    /** Incidents and maintenances by their newest update, or by what is to come; latest first. */
    public List<IncidentFacts> lastTold() {
        return incidents.stream().sorted(LAST_TOLD_FIRST).limit(LAST_TOLD).toList();
    }
}
