package foghorn.incident;

import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import java.util.Collection;

/**
 * The page's status from its components and its incidents. When a component is not operational the components alone decide; else the
 * worst impact of what is running; else a running maintenance. Source: contract/README.md, "roll-up in full".
 */
public final class PageRollUp {
    private PageRollUp() {}

    /** An incident or maintenance as far as the roll-up is concerned. */
    public record Entry(IncidentStatus status, IncidentImpact impact) {}

    /**
     * The page's status.
     *
     * @param leaves the statuses of the components that are visible in this representation, without groups
     * @param incidents incidents and maintenances that are visible in it; those that are over or have not begun change nothing
     */
    public static PageStatus of(Collection<ComponentStatus> leaves, Collection<Entry> incidents) {
        var byComponents = PageStatus.ofComponents(leaves);
        if (byComponents != PageStatus.ALL_SYSTEMS_OPERATIONAL) {
            return byComponents;
        }
        var running =
                incidents.stream().filter(entry -> entry.status().isRunning()).toList();
        var worst = running.stream().map(Entry::impact).reduce(IncidentImpact.NONE, IncidentImpact::orWorse);
        return switch (worst) {
            case CRITICAL -> PageStatus.MAJOR_SYSTEM_OUTAGE;
            case MAJOR -> PageStatus.PARTIAL_SYSTEM_OUTAGE;
            case MINOR -> PageStatus.MINOR_SERVICE_OUTAGE;
            case MAINTENANCE, NONE ->
                running.stream().anyMatch(entry -> entry.status().isScheduledKind())
                        ? PageStatus.SERVICE_UNDER_MAINTENANCE
                        : PageStatus.ALL_SYSTEMS_OPERATIONAL;
        };
    }
}
