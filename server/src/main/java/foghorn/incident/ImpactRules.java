package foghorn.incident;

import foghorn.component.ComponentStatus;
import foghorn.component.PageStatus;
import java.util.Collection;
import java.util.Optional;

/**
 * How an incident's impact follows from the components it affects: the page's roll-up over those components alone, never falling,
 * unless a person chose another. A maintenance is always {@code maintenance}. Source: contract/behaviours.md, section 4.
 */
public final class ImpactRules {
    private ImpactRules() {}

    /** The impact of these components as they are now; none without components. */
    public static IncidentImpact ofComponents(Collection<ComponentStatus> affected) {
        return IncidentImpact.of(PageStatus.ofComponents(affected).indicator());
    }

    /** The worst impact reached so far, once the affected components have these statuses. It never falls. */
    public static IncidentImpact worst(
            IncidentStatus status, IncidentImpact worstSoFar, Collection<ComponentStatus> affected) {
        return switch (status) {
            case IncidentStatus.Scheduled ignored -> IncidentImpact.MAINTENANCE;
            case IncidentStatus.Realtime ignored -> worstSoFar.orWorse(ofComponents(affected));
        };
    }

    /** The impact to show: what a person chose, else the worst reached. */
    public static IncidentImpact shown(IncidentImpact worst, Optional<IncidentImpact> override) {
        return override.orElse(worst);
    }
}
