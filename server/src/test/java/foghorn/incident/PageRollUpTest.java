package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.component.PageIndicator;
import foghorn.component.PageStatus;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class PageRollUpTest {
    @Example
    void anOpenMinorIncidentOverNineOperationalComponentsIsAMinorServiceOutage() {
        assertThat(PageRollUp.of(
                        Collections.nCopies(9, OPERATIONAL), open(Realtime.INVESTIGATING, IncidentImpact.MINOR)))
                .isEqualTo(PageStatus.MINOR_SERVICE_OUTAGE);
    }

    @Example
    void anOpenIncidentOfImpactNoneChangesNothing() {
        assertThat(PageRollUp.of(List.of(OPERATIONAL), open(Realtime.MONITORING, IncidentImpact.NONE)))
                .isEqualTo(PageStatus.ALL_SYSTEMS_OPERATIONAL);
    }

    @Example
    void aDegradedComponentDecidesAlthoughAnOpenIncidentIsMajor() {
        var status = PageRollUp.of(
                List.of(OPERATIONAL, OPERATIONAL, DEGRADED_PERFORMANCE),
                open(Realtime.IDENTIFIED, IncidentImpact.MAJOR));

        assertThat(status).isEqualTo(PageStatus.PARTIALLY_DEGRADED_SERVICE);
        assertThat(status.indicator()).isEqualTo(PageIndicator.MINOR);
    }

    @Example
    void withoutComponentsTheWorstOpenImpactDecides() {
        assertThat(PageRollUp.of(List.of(), open(Realtime.IDENTIFIED, IncidentImpact.CRITICAL)))
                .isEqualTo(PageStatus.MAJOR_SYSTEM_OUTAGE);
        assertThat(PageRollUp.of(List.of(), open(Realtime.IDENTIFIED, IncidentImpact.MAJOR)))
                .isEqualTo(PageStatus.PARTIAL_SYSTEM_OUTAGE);
    }

    @Example
    void onlyAMaintenanceThatRunsIsShown() {
        assertThat(PageRollUp.of(List.of(OPERATIONAL), open(Scheduled.IN_PROGRESS, IncidentImpact.MAINTENANCE)))
                .isEqualTo(PageStatus.SERVICE_UNDER_MAINTENANCE);
        assertThat(PageRollUp.of(List.of(OPERATIONAL), open(Scheduled.VERIFYING, IncidentImpact.NONE)))
                .isEqualTo(PageStatus.SERVICE_UNDER_MAINTENANCE);
        assertThat(PageRollUp.of(List.of(OPERATIONAL), open(Scheduled.SCHEDULED, IncidentImpact.MAINTENANCE)))
                .isEqualTo(PageStatus.ALL_SYSTEMS_OPERATIONAL);
        assertThat(PageRollUp.of(List.of(OPERATIONAL), open(Realtime.INVESTIGATING, IncidentImpact.MAINTENANCE)))
                .isEqualTo(PageStatus.ALL_SYSTEMS_OPERATIONAL);
    }

    @Example
    void anOpenIncidentOutweighsARunningMaintenance() {
        var both = List.of(
                new PageRollUp.Entry(Scheduled.IN_PROGRESS, IncidentImpact.MAINTENANCE),
                new PageRollUp.Entry(Realtime.INVESTIGATING, IncidentImpact.MINOR));

        assertThat(PageRollUp.of(List.of(OPERATIONAL), both)).isEqualTo(PageStatus.MINOR_SERVICE_OUTAGE);
    }

    @Property
    void whatIsOverChangesNothing(@ForAll List<ComponentStatus> leaves, @ForAll IncidentImpact impact) {
        var over = List.of(
                new PageRollUp.Entry(Realtime.RESOLVED, impact), new PageRollUp.Entry(Scheduled.COMPLETED, impact));

        assertThat(PageRollUp.of(leaves, over)).isEqualTo(PageStatus.ofComponents(leaves));
    }

    @Property
    void componentsAloneDecideOnceOneIsNotOperational(
            @ForAll @NotEmpty List<ComponentStatus> leaves, @ForAll Realtime status, @ForAll IncidentImpact impact) {
        if (leaves.stream().anyMatch(leaf -> leaf != OPERATIONAL)) {
            assertThat(PageRollUp.of(leaves, open(status, impact))).isEqualTo(PageStatus.ofComponents(leaves));
        }
    }

    private static List<PageRollUp.Entry> open(IncidentStatus status, IncidentImpact impact) {
        return List.of(new PageRollUp.Entry(status, impact));
    }
}
