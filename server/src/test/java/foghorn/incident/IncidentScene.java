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
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A page with two components, a clock in hand and short words for what people do; the tests of this room begin from it. */
class IncidentScene {
    static final Paging ALL = new Paging(100, 0);
    static final Instant START = Instant.parse("2026-05-04T09:00:00.123Z");

    final AtomicReference<Instant> clock = new AtomicReference<>(START);
    final Database database;
    final ComponentRoom components;
    final IncidentService incidents;
    final Cast cast;
    final Component api;
    final Component web;

    IncidentScene(TestDatabase postgres) {
        this.database = postgres.database(clock::get);
        this.components = new ComponentRoom(database);
        this.incidents = new IncidentRoom(database).incidents();
        this.cast = Cast.on(database);
        this.api = component("API");
        this.web = component("Web");
    }

    Component component(String name) {
        return components.components().create(cast.alice(), cast.page(), NewComponent.named(name));
    }

    IncidentDetails open(IncidentStatus.Realtime status, Map<ComponentId, ComponentStatus> statuses) {
        var command = OpenIncident.of("Slow checkout", status, "We are looking.", ComponentChanges.to(statuses));
        return incidents.open(cast.bob(), cast.page(), command);
    }

    IncidentDetails openNamed(String name, String body) {
        return incidents.open(
                cast.bob(), cast.page(), OpenIncident.of(name, INVESTIGATING, body, ComponentChanges.none()));
    }

    IncidentDetails post(IncidentDetails incident, IncidentStatus status, Map<ComponentId, ComponentStatus> statuses) {
        var patch = IncidentPatch.post(status, "News.", ComponentChanges.to(statuses));
        return incidents.update(cast.bob(), cast.page(), id(incident), patch);
    }

    IncidentDetails schedule(Instant from) {
        return schedule(from, from.plusSeconds(600));
    }

    IncidentDetails schedule(Instant from, Instant until) {
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

    void backfill(String date) {
        incidents.backfill(cast.bob(), cast.page(), new BackfillIncident("Old", "", date, IncidentOptions.none()));
    }

    static IncidentPatch override(Optional<IncidentImpact> impact) {
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

    /** A maintenance in which all happens by itself. */
    static Maintenance everything(Instant from, Instant until) {
        var yes = Optional.of(true);
        return new Maintenance(
                from,
                until,
                RemindersBefore.USUAL,
                Optional.empty(),
                true,
                true,
                yes,
                yes,
                yes,
                yes,
                DueSteps.none(),
                Optional.empty());
    }

    static IncidentPatch patch(Optional<IncidentStatus> status, Optional<String> body) {
        return patch(status, body, ComponentChanges.none());
    }

    static IncidentPatch patch(Optional<IncidentStatus> status, Optional<String> body, ComponentChanges components) {
        return patch(ExpectedVersion.any(), status, body, components);
    }

    static IncidentPatch expecting(ExpectedVersion expected) {
        return patch(expected, Optional.of(RESOLVED), Optional.empty(), ComponentChanges.none());
    }

    static IncidentPatch patch(
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

    List<IncidentDetails> list(IncidentList which) {
        return incidents.list(cast.bob(), cast.page(), which, ALL);
    }

    List<IncidentId> search(String words) {
        return incidents.search(cast.bob(), cast.page(), SearchWords.of(words), ALL).stream()
                .map(IncidentScene::id)
                .toList();
    }

    void later(int minutes) {
        clock.updateAndGet(now -> now.plus(Duration.ofMinutes(minutes)));
    }

    static IncidentId id(IncidentDetails details) {
        return details.incident().id();
    }

    List<String> events() {
        return strings("select kind || ' ' || payload from outbox where page_id = :page order by page_seq");
    }

    List<String> strings(String sql) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery(sql)
                        .bind("page", cast.page().value())
                        .mapTo(String.class)
                        .list());
    }

    static void assertInvalid(String field, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly(field));
    }
}
