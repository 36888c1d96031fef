package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.NewGroup;
import foghorn.kit.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IncidentServiceTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();

    IncidentServiceTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void anIncidentIsOpenedWithItsFirstUpdate() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));

        var incident = opened.incident();
        assertThat(incident.status()).isEqualTo(INVESTIGATING);
        assertThat(incident.impact()).isEqualTo(IncidentImpact.MAJOR);
        assertThat(incident.startedAt()).isEqualTo(START);
        assertThat(incident.version()).isEqualTo(1);
        assertThat(incident.resolvedAt()).isEmpty();
        var update = opened.updates().getFirst();
        assertThat(update.body()).isEqualTo("We are looking.");
        assertThat(update.displayAt()).isEqualTo(START);
        assertThat(update.deliverNotifications()).isTrue();
        assertThat(update.affected())
                .contains(List.of(new AffectedComponent(api.id(), "API", OPERATIONAL, PARTIAL_OUTAGE)));
        assertThat(opened.components()).extracting(Component::status).containsExactly(PARTIAL_OUTAGE);
        assertThat(incidents.find(cast.bob(), cast.page(), incident.id())).isEqualTo(opened);
    }

    @Test
    void openingIsAuditedAndTold() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));
        var update = opened.updates().getFirst();

        assertThat(events())
                .endsWith(
                        "component.status_changed {\"component_id\":\"" + api.id()
                                + "\",\"old_status\":\"operational\",\"new_status\":\"partial_outage\",\"incident_id\":\""
                                + opened.incident().id() + "\"}",
                        "incident.opened {\"incident_id\":\""
                                + opened.incident().id() + "\",\"incident_update_id\":\"" + update.id()
                                + "\",\"update_version\":1,\"notify\":true}");
        assertThat(strings("select action || ' ' || subject from audit_entry order by seq desc limit 1"))
                .containsExactly("incident.opened " + opened.incident().id());
        assertThat(strings("select incident_name || '|' || impact || '|' || status || '|' || body || '|' || version"
                        + " from incident_update_version where page_id = :page"))
                .containsExactly("Slow checkout|major|investigating|We are looking.|1");
        assertThat(strings("select status || ' ' || incident_id from component_status_history"
                        + " where page_id = :page and ended_at is null and incident_id is not null"))
                .containsExactly("partial_outage " + opened.incident().id());
    }

    @Test
    void anUpdateThatNamesNoComponentsSaysSo() {
        var opened = open(INVESTIGATING, Map.of(api.id(), OPERATIONAL));
        var updated = post(opened, IDENTIFIED, Map.of());

        assertThat(updated.updates())
                .extracting(update -> update.affected().isPresent())
                .containsExactly(false, true);
        assertThat(updated.components()).extracting(Component::id).containsExactly(api.id());
        assertThat(updated.incident().impact()).isEqualTo(IncidentImpact.NONE);
    }

    @Test
    void namesAreThoseOfTheMomentWithTheGroup() {
        components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("Shop", Optional.empty(), List.of(web.id())));
        var opened = open(INVESTIGATING, Map.of(web.id(), DEGRADED_PERFORMANCE));

        assertThat(opened.updates().getFirst().affected().orElseThrow())
                .extracting(AffectedComponent::name)
                .containsExactly("Shop - Web");
    }

    @Test
    void theImpactKeepsItsWorstAndTheWorstOfEachComponentIsKept() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));
        var better = post(opened, IDENTIFIED, Map.of(api.id(), DEGRADED_PERFORMANCE));
        var resolved = post(better, RESOLVED, Map.of(api.id(), OPERATIONAL));

        assertThat(better.incident().impact()).isEqualTo(IncidentImpact.MAJOR);
        assertThat(resolved.incident().impact()).isEqualTo(IncidentImpact.MAJOR);
        assertThat(strings("select worst_status from incident_component where page_id = :page"))
                .containsExactly("partial_outage");
    }

    @Test
    void anOverrideWinsUntilItIsTakenBack() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));
        var chosen = incidents.update(cast.bob(), cast.page(), id(opened), override(Optional.of(IncidentImpact.MINOR)));
        var takenBack = incidents.update(cast.bob(), cast.page(), id(opened), override(Optional.empty()));

        assertThat(chosen.incident().impact()).isEqualTo(IncidentImpact.MINOR);
        assertThat(chosen.updates()).hasSize(1);
        assertThat(events()).last().isEqualTo("incident.changed {\"incident_id\":\"" + id(opened) + "\"}");
        assertThat(takenBack.incident().impact()).isEqualTo(IncidentImpact.MAJOR);
        assertThat(takenBack.incident().version()).isEqualTo(3);
    }

    @Test
    void resolvingLeavesTheComponentsUnlessItMovesThem() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));
        later(10);
        var resolved = post(opened, RESOLVED, Map.of());

        assertThat(resolved.incident().resolvedAt()).contains(clock.get());
        assertThat(resolved.components()).extracting(Component::status).containsExactly(PARTIAL_OUTAGE);
        assertThat(events()).last().asString().startsWith("incident.resolved ");
    }

    @Test
    void reopeningTakesTheResolutionBack() {
        var opened = open(MONITORING, Map.of());
        later(5);
        var resolved = post(opened, RESOLVED, Map.of());
        later(5);
        var reopened = post(resolved, INVESTIGATING, Map.of());

        assertThat(reopened.incident().monitoringAt()).contains(START);
        assertThat(reopened.incident().resolvedAt()).isEmpty();
        assertThat(incidents.list(cast.bob(), cast.page(), IncidentList.UNRESOLVED, ALL))
                .containsExactly(reopened);
    }

    @Test
    void whatHappensToAComponentAfterwardsIsNotTheIncidentsDoing() {
        var first = post(
                open(INVESTIGATING, Map.of(api.id(), DEGRADED_PERFORMANCE)), RESOLVED, Map.of(api.id(), OPERATIONAL));
        open(INVESTIGATING, Map.of(api.id(), MAJOR_OUTAGE));
        var noted =
                incidents.update(cast.bob(), cast.page(), id(first), patch(Optional.empty(), Optional.of("A note.")));

        assertThat(noted.incident().impact()).isEqualTo(IncidentImpact.MINOR);
        assertThat(noted.updates()).hasSize(3);
    }

    @Test
    void anUpdateIsNeverShownBeforeTheNewestOne() {
        var opened = open(INVESTIGATING, Map.of());
        clock.set(START.minusSeconds(60));

        var updated = post(opened, IDENTIFIED, Map.of());

        assertThat(updated.updates()).extracting(IncidentUpdate::displayAt).containsExactly(START, START);
        assertThat(updated.updates()).extracting(IncidentUpdate::status).containsExactly(IDENTIFIED, INVESTIGATING);
    }

    @Test
    void theListOfComponentsIsReplacedAndUnchangedOnesAreNamed() {
        var opened = open(INVESTIGATING, Map.of(api.id(), OPERATIONAL));
        var changes = new ComponentChanges(Map.of(), Optional.of(List.of(web.id())));
        var updated =
                incidents.update(cast.bob(), cast.page(), id(opened), IncidentPatch.post(IDENTIFIED, "Web.", changes));

        assertThat(updated.components()).extracting(Component::id).containsExactly(web.id());
        assertThat(updated.updates().getFirst().affected())
                .contains(List.of(new AffectedComponent(web.id(), "Web", OPERATIONAL, OPERATIONAL)));
    }

    @Test
    void componentsMoveWithoutAnUpdateToo() {
        var opened = open(INVESTIGATING, Map.of());
        var patch = patch(
                Optional.of(INVESTIGATING), Optional.empty(), ComponentChanges.to(Map.of(api.id(), MAJOR_OUTAGE)));
        var changed = incidents.update(cast.bob(), cast.page(), id(opened), patch);

        assertThat(changed.updates()).hasSize(1);
        assertThat(changed.incident().impact()).isEqualTo(IncidentImpact.CRITICAL);
        assertThat(changed.components()).extracting(Component::status).containsExactly(MAJOR_OUTAGE);
    }

    @Test
    void aPatchThatChangesNothingLeavesNoTrace() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));
        int before = events().size();
        var patch = patch(
                Optional.of(INVESTIGATING), Optional.empty(), ComponentChanges.to(Map.of(api.id(), PARTIAL_OUTAGE)));

        assertThat(incidents.update(cast.bob(), cast.page(), id(opened), patch)).isEqualTo(opened);
        assertThat(events()).hasSize(before);
    }

    @Test
    void aPromiseLastsUntilTheNextUpdate() {
        var promise = START.plus(Duration.ofHours(1));
        var command = new OpenIncident(
                "Slow checkout",
                INVESTIGATING,
                "",
                ComponentChanges.none(),
                true,
                IncidentOptions.none(),
                Optional.of(new ReminderIntervals("[1, 5]")),
                Optional.of(promise));
        var opened = incidents.open(cast.bob(), cast.page(), command);

        assertThat(opened.incident().nextUpdateAt()).contains(promise);
        assertThat(opened.updates().getFirst().nextUpdateAt()).contains(promise);
        assertThat(opened.incident().reminderIntervals()).contains(new ReminderIntervals("[1, 5]"));
        assertThat(post(opened, IDENTIFIED, Map.of()).incident().nextUpdateAt()).isEmpty();
        later(90);
        assertInvalid("incident.next_update_at", () -> incidents.open(cast.bob(), cast.page(), command));
    }

    @Test
    void updatesOfManyAtOnceComeOneAfterTheOther() throws Exception {
        var opened = open(INVESTIGATING, Map.of());
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                var _ = people.submit(() -> post(opened, IDENTIFIED, Map.of(api.id(), PARTIAL_OUTAGE)));
            }
        }

        var after = incidents.find(cast.bob(), cast.page(), id(opened));
        assertThat(after.incident().version()).isEqualTo(21);
        assertThat(after.updates())
                .extracting(IncidentUpdate::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 21).map(n -> 22 - n).boxed().toList());
        assertThat(strings("select (max(page_seq) - count(*))::text from outbox where page_id = :page"))
                .containsExactly("0");
        assertThat(strings("select page_seq::text from page where id = :page"))
                .isEqualTo(strings("select max(page_seq)::text from outbox where page_id = :page"));
    }
}
