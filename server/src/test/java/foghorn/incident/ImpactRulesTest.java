package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ImpactRulesTest {
    @Example
    void theCapturedPairsHold() {
        assertThat(ImpactRules.ofComponents(List.of())).isEqualTo(IncidentImpact.NONE);
        assertThat(ImpactRules.ofComponents(List.of(OPERATIONAL))).isEqualTo(IncidentImpact.NONE);
        assertThat(ImpactRules.ofComponents(List.of(DEGRADED_PERFORMANCE))).isEqualTo(IncidentImpact.MINOR);
        assertThat(ImpactRules.ofComponents(List.of(PARTIAL_OUTAGE))).isEqualTo(IncidentImpact.MAJOR);
        assertThat(ImpactRules.ofComponents(List.of(PARTIAL_OUTAGE, PARTIAL_OUTAGE)))
                .isEqualTo(IncidentImpact.MAJOR);
        assertThat(ImpactRules.ofComponents(List.of(MAJOR_OUTAGE))).isEqualTo(IncidentImpact.CRITICAL);
        assertThat(ImpactRules.ofComponents(Collections.nCopies(15, MAJOR_OUTAGE)))
                .isEqualTo(IncidentImpact.CRITICAL);
        assertThat(ImpactRules.ofComponents(List.of(MAJOR_OUTAGE, PARTIAL_OUTAGE)))
                .isEqualTo(IncidentImpact.MAJOR);
    }

    @Example
    void aComponentThatIsOnlyDegradedAgainLeavesTheImpactMajor() {
        var worst =
                ImpactRules.worst(IncidentStatus.Realtime.INVESTIGATING, IncidentImpact.NONE, List.of(PARTIAL_OUTAGE));

        assertThat(ImpactRules.worst(IncidentStatus.Realtime.MONITORING, worst, List.of(DEGRADED_PERFORMANCE)))
                .isEqualTo(IncidentImpact.MAJOR);
    }

    @Property
    void theImpactNeverFalls(
            @ForAll IncidentStatus.Realtime status,
            @ForAll IncidentImpact before,
            @ForAll List<ComponentStatus> affected) {
        assertThat(ImpactRules.worst(status, before, affected)).isGreaterThanOrEqualTo(before);
    }

    @Property
    void theImpactIsNeverBelowWhatTheComponentsSay(
            @ForAll IncidentStatus.Realtime status,
            @ForAll IncidentImpact before,
            @ForAll List<ComponentStatus> affected) {
        assertThat(ImpactRules.worst(status, before, affected))
                .isGreaterThanOrEqualTo(ImpactRules.ofComponents(affected));
    }

    @Property
    void aMaintenanceIsAlwaysMaintenance(
            @ForAll IncidentStatus.Scheduled status,
            @ForAll IncidentImpact before,
            @ForAll List<ComponentStatus> affected) {
        assertThat(ImpactRules.worst(status, before, affected)).isEqualTo(IncidentImpact.MAINTENANCE);
    }

    @Property
    void whatAPersonChoseWins(@ForAll IncidentImpact worst, @ForAll IncidentImpact chosen) {
        assertThat(ImpactRules.shown(worst, Optional.of(chosen))).isEqualTo(chosen);
        assertThat(ImpactRules.shown(worst, Optional.empty())).isEqualTo(worst);
    }
}
