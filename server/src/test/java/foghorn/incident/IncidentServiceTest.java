package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.component.NewGroup;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IncidentServiceTest {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final Paging ALL = new Paging(100, 0);
    private static final Instant START = Instant.parse("2026-05-04T09:00:00.123Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final Database database = POSTGRES.database(clock::get);
    private final ComponentRoom components = new ComponentRoom(database);
    private final IncidentService incidents = new IncidentRoom(database).incidents();
    private final Cast cast = Cast.on(database);
    private final Component api = component("API");
    private final Component web = component("Web");

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
        assertThat(strings("select due_at::text from incident where page_id = :page and due_at = scheduled_until"))
                .hasSize(1);
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
                .extracting(IncidentServiceTest::id)
                .containsExactly(id(far), id(soon), id(near));
        assertThat(list(IncidentList.ALL))
                .extracting(IncidentServiceTest::id)
                .containsExactly(id(near), id(far), id(incident), id(soon));
        assertThat(incidents.list(cast.bob(), cast.page(), IncidentList.ALL, Paging.ofPage(2, 2)))
                .extracting(IncidentServiceTest::id)
                .containsExactly(id(incident), id(soon));
    }

    @Test
    void aStatusOfTheOtherKindIsRefused() {
        var incident = open(INVESTIGATING, Map.of());
        var maintenance = schedule(START.plusSeconds(3_600));

        assertInvalid(
                "incident.status",
                () -> incidents.update(
                        cast.bob(),
                        cast.page(),
                        id(incident),
                        IncidentPatch.post(Scheduled.COMPLETED, "", ComponentChanges.none())));
        assertInvalid(
                "incident.status",
                () -> incidents.update(
                        cast.alice(),
                        cast.page(),
                        id(maintenance),
                        IncidentPatch.post(RESOLVED, "", ComponentChanges.none())));
        assertInvalid("incident.scheduled_until", () -> schedule(START, START));
    }

    @Test
    void componentsThatAreNotThePagesOrAreGroupsAreRefused() {
        var foreign = components.components().create(cast.mallory(), cast.otherPage(), NewComponent.named("Theirs"));
        var group = components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("Shop", Optional.empty(), List.of(web.id())));

        assertInvalid("incident.components", () -> open(INVESTIGATING, Map.of(foreign.id(), MAJOR_OUTAGE)));
        assertInvalid(
                "incident.components",
                () -> open(INVESTIGATING, Map.of(group.group().id(), MAJOR_OUTAGE)));
        assertInvalid(
                "incident.component_ids",
                () -> incidents.open(
                        cast.bob(),
                        cast.page(),
                        OpenIncident.of(
                                "A",
                                INVESTIGATING,
                                "",
                                new ComponentChanges(Map.of(), Optional.of(List.of(foreign.id()))))));
    }

    @Test
    void textsHaveTheirLimits() {
        assertInvalid("incident.name", () -> openNamed(" ", ""));
        assertInvalid("incident.name", () -> openNamed("x".repeat(256), ""));
        assertInvalid("incident.name", () -> openNamed("two\nlines", ""));
        assertInvalid("incident.body", () -> openNamed("A", "x".repeat(25_001)));
        assertThat(openNamed("ö".repeat(255), "𝔘".repeat(25_000)).updates()).hasSize(1);
    }

    @Test
    void anEditedUpdateKeepsItsEarlierTextForWhatIsStillToBeTold() {
        var opened = open(INVESTIGATING, Map.of());
        var update = opened.updates().getFirst();
        var edited = incidents.editUpdate(
                cast.bob(), cast.page(), id(opened), update.id(), UpdatePatch.toBody("Corrected."));

        assertThat(edited.updates()).extracting(IncidentUpdate::body).containsExactly("Corrected.");
        assertThat(edited.incident().version()).isEqualTo(2);
        assertThat(
                        strings(
                                "select version || ' ' || body from incident_update_version where page_id = :page order by version"))
                .containsExactly("1 We are looking.", "2 Corrected.");
        assertThat(events())
                .last()
                .isEqualTo("incident.edited {\"incident_id\":\"" + id(opened) + "\",\"incident_update_id\":\""
                        + update.id() + "\",\"update_version\":2}");
        assertThatThrownBy(() -> incidents.editUpdate(
                        cast.bob(),
                        cast.page(),
                        id(open(INVESTIGATING, Map.of())),
                        update.id(),
                        UpdatePatch.toBody("x")))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theResolutionMovesWithTheUpdateThatSetIt() {
        var opened = open(INVESTIGATING, Map.of());
        later(30);
        var resolved = post(opened, RESOLVED, Map.of());
        var earlier = START.plusSeconds(60);
        var patch =
                new UpdatePatch(ExpectedVersion.any(), Change.keep(), Change.to(earlier), Change.keep(), Change.keep());
        var edited = incidents.editUpdate(
                cast.bob(),
                cast.page(),
                id(opened),
                resolved.updates().getFirst().id(),
                patch);

        assertThat(edited.incident().resolvedAt()).contains(earlier);
    }

    @Test
    void aDeletedIncidentIsGone() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));

        assertThat(incidents.delete(cast.bob(), cast.page(), id(opened))).isEqualTo(opened);
        assertThat(list(IncidentList.ALL)).isEmpty();
        assertThat(events()).last().isEqualTo("incident.deleted {\"incident_id\":\"" + id(opened) + "\"}");
        assertThatThrownBy(() -> post(opened, RESOLVED, Map.of())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void wordsAreFoundAsTheyStand() {
        var slow = open(INVESTIGATING, Map.of());
        var odd = openNamed("100% of A_B fail", "Odd.");

        assertThat(search("CHECKOUT")).containsExactly(id(slow));
        assertThat(search("looking")).containsExactly(id(slow));
        assertThat(search("100%")).containsExactly(id(odd));
        assertThat(search("A_B")).containsExactly(id(odd));
        assertThat(search("1%f")).isEmpty();
        assertThat(search("\\")).isEmpty();
    }

    @Test
    void anOutdatedVersionIsRefused() {
        var opened = open(INVESTIGATING, Map.of());
        post(opened, IDENTIFIED, Map.of());

        assertThatThrownBy(() ->
                        incidents.update(cast.bob(), cast.page(), id(opened), expecting(new ExpectedVersion.OfForm(1))))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> incidents.update(
                        cast.bob(), cast.page(), id(opened), expecting(new ExpectedVersion.IfMatch(1))))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void everyoneDoesWhatHeMay() {
        var opened = open(INVESTIGATING, Map.of());
        var scheduled = schedule(START.plusSeconds(60));
        var key = cast.apiKey(Permission.VIEW_PAGE);

        assertThatThrownBy(() -> incidents.delete(cast.carol(), cast.page(), id(opened)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(key, cast.page(), id(opened))).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.carol(), cast.page(), new IncidentId("bcdfghjklmnp")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.bob(), cast.page(), id(scheduled)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.mallory(), cast.page(), id(opened)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> incidents.find(cast.mallory(), cast.otherPage(), id(opened)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(incidents.find(key, cast.page(), id(opened))).isEqualTo(opened);
    }

    private Component component(String name) {
        return components.components().create(cast.alice(), cast.page(), NewComponent.named(name));
    }

    private IncidentDetails open(IncidentStatus.Realtime status, Map<ComponentId, ComponentStatus> statuses) {
        var command = OpenIncident.of("Slow checkout", status, "We are looking.", ComponentChanges.to(statuses));
        return incidents.open(cast.bob(), cast.page(), command);
    }

    private IncidentDetails openNamed(String name, String body) {
        return incidents.open(
                cast.bob(), cast.page(), OpenIncident.of(name, INVESTIGATING, body, ComponentChanges.none()));
    }

    private IncidentDetails post(
            IncidentDetails incident, IncidentStatus status, Map<ComponentId, ComponentStatus> statuses) {
        var patch = IncidentPatch.post(status, "News.", ComponentChanges.to(statuses));
        return incidents.update(cast.bob(), cast.page(), id(incident), patch);
    }

    private IncidentDetails schedule(Instant from) {
        return schedule(from, from.plusSeconds(600));
    }

    private IncidentDetails schedule(Instant from, Instant until) {
        var command = new ScheduleMaintenance(
                "Gate firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                Maintenance.between(from, until),
                new ComponentChanges(Map.of(), Optional.of(List.of(api.id()))),
                true,
                IncidentOptions.none());
        return incidents.schedule(cast.alice(), cast.page(), command);
    }

    private void backfill(String date) {
        incidents.backfill(cast.bob(), cast.page(), new BackfillIncident("Old", "", date, IncidentOptions.none()));
    }

    private static IncidentPatch override(Optional<IncidentImpact> impact) {
        var none = patch(Optional.empty(), Optional.empty());
        return new IncidentPatch(
                none.expected(),
                none.name(),
                none.status(),
                none.body(),
                true,
                none.components(),
                Change.to(impact),
                none.metadata(),
                none.reminderIntervals(),
                none.nextUpdateAt(),
                none.maintenance());
    }

    private static IncidentPatch patch(Optional<IncidentStatus> status, Optional<String> body) {
        return patch(status, body, ComponentChanges.none());
    }

    private static IncidentPatch patch(
            Optional<IncidentStatus> status, Optional<String> body, ComponentChanges components) {
        return patch(ExpectedVersion.any(), status, body, components);
    }

    private static IncidentPatch expecting(ExpectedVersion expected) {
        return patch(expected, Optional.of(RESOLVED), Optional.empty(), ComponentChanges.none());
    }

    private static IncidentPatch patch(
            ExpectedVersion expected,
            Optional<IncidentStatus> status,
            Optional<String> body,
            ComponentChanges components) {
        return new IncidentPatch(
                expected,
                Change.keep(),
                status,
                body,
                true,
                components,
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MaintenancePatch.none());
    }

    private List<IncidentDetails> list(IncidentList which) {
        return incidents.list(cast.bob(), cast.page(), which, ALL);
    }

    private List<IncidentId> search(String words) {
        return incidents.search(cast.bob(), cast.page(), words, ALL).stream()
                .map(IncidentServiceTest::id)
                .toList();
    }

    private void later(int minutes) {
        clock.updateAndGet(now -> now.plus(Duration.ofMinutes(minutes)));
    }

    private static IncidentId id(IncidentDetails details) {
        return details.incident().id();
    }

    private List<String> events() {
        return strings("select kind || ' ' || payload from outbox where page_id = :page order by page_seq");
    }

    private List<String> strings(String sql) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery(sql)
                        .bind("page", cast.page().value())
                        .mapTo(String.class)
                        .list());
    }

    private static void assertInvalid(String field, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly(field));
    }
}
