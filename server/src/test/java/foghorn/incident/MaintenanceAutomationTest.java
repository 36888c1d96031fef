package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What maintenances do by themselves, by a clock in hand. */
class MaintenanceAutomationTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final Instant BEGIN = Instant.parse("2026-05-04T13:00:00Z");
    private static final Instant END = Instant.parse("2026-05-04T15:00:00Z");

    private final MaintenanceRound round = new MaintenanceRound(database);

    MaintenanceAutomationTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void itIsRemindedOfBegunAndCompletedAtItsTimes() {
        var planned = plan(everything(BEGIN, END));

        at(BEGIN.minusSeconds(3_601));
        assertThat(now(planned).updates()).hasSize(1);
        at(BEGIN.minusSeconds(3_598));
        var reminded = now(planned);
        assertThat(newest(reminded).status()).isEqualTo(Scheduled.SCHEDULED);
        assertThat(newest(reminded).affected()).isEmpty();
        assertThat(newest(reminded).displayAt()).isEqualTo(BEGIN.minusSeconds(3_600));
        assertThat(newest(reminded).deliverNotifications()).isTrue();
        assertThat(reminded.incident().maintenance().orElseThrow().remindedAt()).contains(BEGIN.minusSeconds(3_598));

        at(BEGIN.plusSeconds(2));
        var begun = now(planned);
        assertThat(begun.updates()).hasSize(3);
        assertThat(newest(begun).status()).isEqualTo(Scheduled.IN_PROGRESS);
        assertThat(newest(begun).displayAt()).isEqualTo(BEGIN);
        assertThat(newest(begun).createdAt()).isEqualTo(BEGIN.plusSeconds(2));
        assertThat(newest(begun).affected().orElseThrow())
                .containsExactly(new AffectedComponent(api.id(), "API", OPERATIONAL, UNDER_MAINTENANCE));
        assertThat(status(api)).isEqualTo(UNDER_MAINTENANCE);
        assertThat(events())
                .last()
                .asString()
                .startsWith("maintenance.started ")
                .endsWith("\"notify\":true}");

        at(END);
        var completed = now(planned);
        assertThat(completed.updates()).hasSize(4);
        assertThat(completed.incident().status()).isEqualTo(Scheduled.COMPLETED);
        assertThat(completed.incident().resolvedAt()).contains(END);
        assertThat(newest(completed).affected().orElseThrow())
                .containsExactly(new AffectedComponent(api.id(), "API", UNDER_MAINTENANCE, OPERATIONAL));
        assertThat(status(api)).isEqualTo(OPERATIONAL);
        assertThat(events())
                .last()
                .asString()
                .startsWith("maintenance.completed ")
                .endsWith("\"notify\":true}");
        at(END.plusSeconds(86_400));
        assertThat(now(planned)).isEqualTo(completed);
        assertThat(audit(planned))
                .containsExactly(
                        "team_member maintenance.scheduled",
                        "job:maintenance incident_update.posted",
                        "job:maintenance incident_update.posted",
                        "job:maintenance incident_update.posted");
    }

    @Test
    void afterDowntimeTheStepsComeInOrderAtTheirTimesAndALateReminderIsSkipped() {
        var planned = plan(everything(BEGIN, END));

        at(END.plus(Duration.ofHours(9)));

        assertThat(now(planned).updates())
                .extracting(update -> update.status().wire() + " " + update.displayAt())
                .containsExactly("completed " + END, "in_progress " + BEGIN, "scheduled " + START);
        assertThat(now(planned).incident().maintenance().orElseThrow().remindedAt())
                .isEmpty();
        assertThat(status(api)).isEqualTo(OPERATIONAL);
        assertThat(audit(planned))
                .containsExactly(
                        "team_member maintenance.scheduled",
                        "job:maintenance maintenance.reminder_skipped",
                        "job:maintenance incident_update.posted",
                        "job:maintenance incident_update.posted");
    }

    @Test
    void withoutItsOptionsNothingHappensByItself() {
        var planned = plan(Maintenance.between(BEGIN, END));

        at(END.plusSeconds(1));

        assertThat(now(planned)).isEqualTo(planned);
    }

    @Test
    void componentsAndSubscribersAreLeftAloneUnlessAskedFor() {
        var silent = Optional.of(false);
        var planned = plan(new Maintenance(
                BEGIN,
                END,
                RemindersBefore.NONE,
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                silent,
                silent,
                DueSteps.none(),
                Optional.empty()));

        at(END);

        assertThat(now(planned).incident().status()).isEqualTo(Scheduled.COMPLETED);
        assertThat(now(planned).updates())
                .allSatisfy(
                        update -> assertThat(update.affected().map(List::size)).isIn(Optional.empty(), Optional.of(1)));
        assertThat(newest(now(planned)).affected()).isEmpty();
        assertThat(events())
                .filteredOn(event -> event.contains("component.status_changed"))
                .isEmpty();
        assertThat(events().subList(events().size() - 2, events().size()))
                .allMatch(event -> event.endsWith("\"notify\":false}"));
    }

    @Test
    void whoeverBeginsOrEndsItByHandIsNotRepeated() {
        var planned = plan(everything(BEGIN, END));
        clock.set(BEGIN.minusSeconds(60));
        post(planned, Scheduled.IN_PROGRESS);
        at(BEGIN.plusSeconds(1));
        assertThat(now(planned).updates()).hasSize(2);

        post(planned, Scheduled.SCHEDULED);
        at(BEGIN.plusSeconds(60));
        assertThat(now(planned).incident().status()).as("put back by a person").isEqualTo(Scheduled.SCHEDULED);

        post(planned, Scheduled.COMPLETED);
        at(END.plusSeconds(1));
        assertThat(now(planned).updates()).hasSize(4);
    }

    @Test
    void aMovedWindowMovesTheStepsAlsoWhileItIsInProgress() {
        var planned = plan(everything(BEGIN, END));
        move(planned, BEGIN.plusSeconds(7_200), END.plusSeconds(7_200));
        at(BEGIN.plusSeconds(3_000));
        assertThat(now(planned).updates()).hasSize(1);
        at(BEGIN.plusSeconds(3_600));
        assertThat(newest(now(planned)).displayAt()).as("reminded").isEqualTo(BEGIN.plusSeconds(3_600));

        move(planned, BEGIN.plusSeconds(14_400), END.plusSeconds(14_400));
        at(BEGIN.plusSeconds(10_800));
        assertThat(now(planned).updates()).as("reminded of the new time").hasSize(3);
        at(BEGIN.plusSeconds(14_401));
        assertThat(now(planned).incident().status()).isEqualTo(Scheduled.IN_PROGRESS);

        move(planned, BEGIN.plusSeconds(14_400), END.plusSeconds(20_000));
        at(END.plusSeconds(19_999));
        assertThat(now(planned).incident().status()).isEqualTo(Scheduled.IN_PROGRESS);
        at(END.plusSeconds(20_000));
        assertThat(now(planned).incident().resolvedAt()).contains(END.plusSeconds(20_000));
    }

    @Test
    void sendingTheSameWindowAgainMovesNothing() {
        var planned = plan(everything(BEGIN, END));
        at(BEGIN.minusSeconds(3_600));
        move(planned, BEGIN, END);
        at(BEGIN.minusSeconds(1_800));

        assertThat(now(planned).updates()).as("reminded once").hasSize(2);
    }

    @Test
    void theBeginCanBeSwitchedOnAndOffLater() {
        var planned = plan(Maintenance.between(BEGIN, END));
        patch(planned, automatic(true));
        patch(planned, automatic(false));
        at(BEGIN.plusSeconds(1));
        assertThat(now(planned).updates()).hasSize(1);

        patch(planned, automatic(true));
        at(BEGIN.plusSeconds(2));
        assertThat(now(planned).incident().status()).isEqualTo(Scheduled.IN_PROGRESS);
    }

    @Test
    void anUpdateOfAPersonIsNeverShownAboveALaterStep() {
        var planned = plan(everything(BEGIN, END));
        clock.set(BEGIN.plusSeconds(30));
        post(planned, Scheduled.SCHEDULED);
        at(BEGIN.plusSeconds(40));

        assertThat(newest(now(planned)).status()).isEqualTo(Scheduled.IN_PROGRESS);
        assertThat(newest(now(planned)).displayAt()).isEqualTo(BEGIN.plusSeconds(30));
    }

    @Test
    void whatAnotherOpenIncidentSaysOfAComponentStands() {
        var planned = plan(everything(BEGIN, END));
        clock.set(BEGIN.minusSeconds(7_200));
        var outage = open(INVESTIGATING, Map.of(api.id(), MAJOR_OUTAGE));

        at(BEGIN);
        assertThat(newest(now(planned)).affected().orElseThrow())
                .containsExactly(new AffectedComponent(api.id(), "API", MAJOR_OUTAGE, MAJOR_OUTAGE));
        at(END);
        assertThat(status(api)).as("it is still out").isEqualTo(MAJOR_OUTAGE);
        post(outage, RESOLVED, Map.of(api.id(), OPERATIONAL));
        assertThat(status(api)).isEqualTo(OPERATIONAL);
    }

    @Test
    void theComponentOfTwoMaintenancesComesBackWithTheLastOfThem() {
        plan(everything(BEGIN, END));
        plan(everything(BEGIN, END.plusSeconds(3_600)));

        at(END);
        assertThat(status(api)).isEqualTo(UNDER_MAINTENANCE);
        at(END.plusSeconds(3_600));
        assertThat(status(api)).isEqualTo(OPERATIONAL);
    }

    @Test
    void aDeletedMaintenanceDoesNothing() {
        var planned = plan(everything(BEGIN, END));
        incidents.delete(cast.alice(), cast.page(), id(planned));
        int before = events().size();

        at(END);

        assertThat(events()).hasSize(before);
        assertThat(status(api)).isEqualTo(OPERATIONAL);
    }

    @Test
    void manyNodesTakeEachStepOnce() throws InterruptedException {
        var planned =
                Stream.generate(() -> plan(everything(BEGIN, END))).limit(5).toList();
        clock.set(END);
        var nodes = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(new MaintenanceRound(database)))
                .toList();
        for (var node : nodes) {
            node.join();
        }

        assertThat(planned)
                .allSatisfy(each -> assertThat(now(each).updates())
                        .extracting(IncidentUpdate::status)
                        .containsExactly(Scheduled.COMPLETED, Scheduled.IN_PROGRESS, Scheduled.SCHEDULED));
    }

    @Test
    void oneThatCannotBeTakenKeepsNoOtherWaiting() throws SQLException {
        var broken = plan(everything(BEGIN, END));
        var sound = plan(everything(BEGIN, END));
        database(("alter table incident_update add constraint broken check (incident_id <> '%s') not valid")
                .formatted(id(broken)));
        try {
            at(BEGIN);
            assertThat(now(sound).incident().status()).isEqualTo(Scheduled.IN_PROGRESS);
            assertThat(now(broken).incident().status()).isEqualTo(Scheduled.SCHEDULED);
        } finally {
            database("alter table incident_update drop constraint broken");
        }
        at(BEGIN.plusSeconds(61));
        assertThat(now(broken).incident().status()).isEqualTo(Scheduled.IN_PROGRESS);
    }

    private static void database(String sql) throws SQLException {
        try (var connection = POSTGRES.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private IncidentDetails plan(Maintenance plan) {
        return plan(plan, true);
    }

    private IncidentDetails plan(Maintenance plan, boolean notifies) {
        var command = new ScheduleMaintenance(
                "Gate firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                plan,
                new ComponentChanges(Map.of(), Optional.of(List.of(api.id()))),
                notifies,
                IncidentOptions.none());
        return incidents.schedule(cast.alice(), cast.page(), command);
    }

    private void at(Instant time) {
        clock.set(time);
        round.run();
    }

    private IncidentDetails now(IncidentDetails incident) {
        return incidents.find(cast.alice(), cast.page(), id(incident));
    }

    private static IncidentUpdate newest(IncidentDetails incident) {
        return incident.updates().getFirst();
    }

    private ComponentStatus status(Component component) {
        return components.components().list(cast.alice(), cast.page(), ALL).stream()
                .filter(each -> each.id().equals(component.id()))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private void post(IncidentDetails incident, IncidentStatus status) {
        incidents.update(
                cast.alice(),
                cast.page(),
                id(incident),
                IncidentPatch.post(status, "By hand.", ComponentChanges.none()));
    }

    private void move(IncidentDetails incident, Instant from, Instant until) {
        var none = MaintenancePatch.none();
        patch(
                incident,
                new MaintenancePatch(
                        Change.to(from),
                        Change.to(until),
                        none.remindPrior(),
                        none.autoInProgress(),
                        none.autoCompleted(),
                        none.autoToMaintenanceState(),
                        none.autoToOperationalState(),
                        none.autoNotifyAtStart(),
                        none.autoNotifyAtEnd(),
                        none.recurrence()));
    }

    private static MaintenancePatch automatic(boolean begin) {
        var none = MaintenancePatch.none();
        return new MaintenancePatch(
                none.scheduledFor(),
                none.scheduledUntil(),
                none.remindPrior(),
                Change.to(begin),
                none.autoCompleted(),
                none.autoToMaintenanceState(),
                none.autoToOperationalState(),
                none.autoNotifyAtStart(),
                none.autoNotifyAtEnd(),
                none.recurrence());
    }

    private void patch(IncidentDetails incident, MaintenancePatch plan) {
        var none = patch(Optional.empty(), Optional.empty());
        incidents.update(
                cast.alice(),
                cast.page(),
                id(incident),
                new IncidentPatch(
                        none.expected(),
                        none.name(),
                        none.status(),
                        none.body(),
                        true,
                        none.components(),
                        none.impactOverride(),
                        none.metadata(),
                        none.reminderIntervals(),
                        none.nextUpdateAt(),
                        plan));
    }

    private List<String> audit(IncidentDetails incident) {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery("""
                        select replace(actor, :alice, 'team_member') || ' ' || action as line from audit_entry
                         where subject = :incident order by seq
                        """)
                        .bind("alice", cast.alice().actor().auditId())
                        .bind("incident", id(incident).value())
                        .mapTo(String.class)
                        .list());
    }
}
