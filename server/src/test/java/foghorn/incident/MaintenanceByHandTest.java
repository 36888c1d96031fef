package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of the components of a maintenance that somebody begins or ends before the clock does. */
class MaintenanceByHandTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final Instant BEGIN = Instant.parse("2026-05-04T13:00:00Z");
    private static final Instant END = Instant.parse("2026-05-04T15:00:00Z");

    MaintenanceByHandTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void whoeverBeginsOrEndsItByHandMovesItsComponentsAsPlanned() {
        var planned = plan(everything(BEGIN, END));
        clock.set(BEGIN.minusSeconds(60));
        post(planned, Scheduled.IN_PROGRESS);
        assertThat(status(api)).isEqualTo(UNDER_MAINTENANCE);

        post(planned, Scheduled.VERIFYING);
        assertThat(status(api)).isEqualTo(UNDER_MAINTENANCE);
        clock.set(BEGIN.plusSeconds(60));
        post(planned, Scheduled.COMPLETED);
        assertThat(newest(now(planned)).affected().orElseThrow())
                .containsExactly(new AffectedComponent(api.id(), "API", UNDER_MAINTENANCE, OPERATIONAL));
        assertThat(status(api)).isEqualTo(OPERATIONAL);
    }

    @Test
    void componentsThatSomebodyNamesOrThatThePlanLeavesAloneStayAsTheyAre() {
        var named = plan(everything(BEGIN, END));
        post(named, Scheduled.IN_PROGRESS, ComponentChanges.to(Map.of(api.id(), DEGRADED_PERFORMANCE)));
        post(named, Scheduled.COMPLETED, ComponentChanges.to(Map.of(web.id(), PARTIAL_OUTAGE)));
        assertThat(status(api)).isEqualTo(DEGRADED_PERFORMANCE);

        var plain = plan(Maintenance.between(BEGIN, END));
        post(plain, Scheduled.IN_PROGRESS);
        post(plain, Scheduled.COMPLETED);
        assertThat(status(api)).isEqualTo(DEGRADED_PERFORMANCE);

        var calledOff = plan(everything(BEGIN, END));
        post(calledOff, Scheduled.COMPLETED);
        assertThat(status(api)).isEqualTo(DEGRADED_PERFORMANCE);
        assertThat(newest(now(calledOff)).affected()).isEmpty();
    }

    private IncidentDetails plan(Maintenance plan) {
        var command = new ScheduleMaintenance(
                "Gate firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                plan,
                new ComponentChanges(Map.of(), Optional.of(List.of(api.id()))),
                true,
                IncidentOptions.none());
        return incidents.schedule(cast.alice(), cast.page(), command);
    }

    private void post(IncidentDetails incident, IncidentStatus status) {
        post(incident, status, ComponentChanges.none());
    }

    private void post(IncidentDetails incident, IncidentStatus status, ComponentChanges changes) {
        incidents.update(cast.alice(), cast.page(), id(incident), IncidentPatch.post(status, "By hand.", changes));
    }

    private IncidentDetails now(IncidentDetails incident) {
        return incidents.find(cast.alice(), cast.page(), id(incident));
    }

    private static IncidentUpdate newest(IncidentDetails incident) {
        return incident.updates().getFirst();
    }

    private ComponentStatus status(Component component) {
        return components
                .components()
                .find(cast.alice(), cast.page(), component.id())
                .status();
    }
}
