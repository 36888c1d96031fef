package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BackfillAndMaintenanceTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();

    BackfillAndMaintenanceTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aBackfilledIncidentIsResolvedInThePastAndTellsNobody() {
        var filled = incidents.backfill(
                cast.bob(),
                cast.page(),
                new BackfillIncident("Old outage", "It was the disk.", "2025-02-01", IncidentOptions.none()));

        var at = Instant.parse("2025-02-01T00:00:00Z");
        assertThat(filled.incident().status()).isEqualTo(RESOLVED);
        assertThat(filled.incident().startedAt()).isEqualTo(at);
        assertThat(filled.incident().resolvedAt()).contains(at);
        assertThat(filled.incident().createdAt()).isEqualTo(START);
        assertThat(filled.updates().getFirst().displayAt()).isEqualTo(at);
        assertThat(filled.updates().getFirst().deliverNotifications()).isFalse();
        assertThat(events()).last().isEqualTo("incident.backfilled {\"incident_id\":\"" + id(filled) + "\"}");

        post(filled, RESOLVED, Map.of());
        assertThat(events()).last().asString().endsWith("\"notify\":false}");
        assertInvalid("incident.components", () -> post(filled, RESOLVED, Map.of(api.id(), MAJOR_OUTAGE)));
        assertInvalid("incident.backfill_date", () -> backfill("2027-01-01"));
        assertInvalid("incident.backfill_date", () -> backfill("yesterday"));
        assertInvalid("incident.backfill_date", () -> backfill("1969-12-31"));
        assertInvalid("incident.backfill_date", () -> backfill("-999999999-01-01T00:00:00Z"));
        backfill("1970-01-01");
    }

    @Test
    void aMaintenanceIsScheduledAndRuns() {
        var scheduled = schedule(START.plusSeconds(3_600));
        var started = incidents.update(
                cast.alice(),
                cast.page(),
                id(scheduled),
                IncidentPatch.post(Scheduled.IN_PROGRESS, "Go.", ComponentChanges.none()));

        assertThat(scheduled.incident().impact()).isEqualTo(IncidentImpact.MAINTENANCE);
        assertThat(scheduled.components()).extracting(Component::id).containsExactly(api.id());
        assertThat(events()).last().asString().startsWith("maintenance.started ");
        assertThat(list(IncidentList.ACTIVE_MAINTENANCE)).containsExactly(started);
        assertThat(list(IncidentList.UPCOMING)).isEmpty();
        assertThat(list(IncidentList.UNRESOLVED)).isEmpty();

        var completed = incidents.update(
                cast.alice(),
                cast.page(),
                id(scheduled),
                IncidentPatch.post(Scheduled.COMPLETED, "Done.", ComponentChanges.none()));
        assertThat(completed.incident().resolvedAt()).isPresent();
        assertThat(list(IncidentList.SCHEDULED)).containsExactly(completed);
        assertThat(list(IncidentList.ACTIVE_MAINTENANCE)).isEmpty();
    }

    @Test
    void maintenancesAreListedByTheirBeginAndIncidentsByCreation() {
        var soon = schedule(START.plusSeconds(3_600));
        later(1);
        var incident = open(INVESTIGATING, Map.of());
        later(1);
        var far = schedule(START.plusSeconds(7_200));
        later(1);
        var near = schedule(START.plusSeconds(1_800));

        assertThat(list(IncidentList.UPCOMING))
                .extracting(IncidentScene::id)
                .containsExactly(id(far), id(soon), id(near));
        assertThat(list(IncidentList.ALL))
                .extracting(IncidentScene::id)
                .containsExactly(id(near), id(far), id(incident), id(soon));
        assertThat(incidents.list(cast.bob(), cast.page(), IncidentList.ALL, Paging.ofPage(2, 2)))
                .extracting(IncidentScene::id)
                .containsExactly(id(incident), id(soon));
    }
}
