package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.Component;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Rules by which maintenances come again, and what becomes of them; the page lives in Oslo. */
class RecurrenceTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant BEGIN = Instant.parse("2026-05-05T20:00:00Z");
    private static final SeriesWords TIMED =
            SeriesWords.of("Gates on {{scheduled_for}}", "Closed until {{ scheduled_until }} {{page}}.");

    private final MaintenanceRound round = new MaintenanceRound(database);

    RecurrenceTest() throws SQLException {
        super(POSTGRES);
        try (var connection = POSTGRES.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute("update page set time_zone = 'Europe/Oslo'");
        }
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void theTimeOfDayStaysTheSameWhereClocksChange() {
        var from = Instant.parse("2026-10-17T20:00:00Z");
        assertThat(new Recurrence("FREQ=WEEKLY").after(from, from, OSLO, 2))
                .containsExactly(Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-31T21:00:00Z"));
        assertThat(new Recurrence("FREQ=MONTHLY;BYDAY=-1SU").after(from, from, OSLO, 1))
                .containsExactly(Instant.parse("2026-10-25T21:00:00Z"));
    }

    @Test
    void aRuleEndsWhenItSays() {
        assertThat(new Recurrence("FREQ=DAILY;COUNT=3").after(BEGIN, BEGIN, OSLO, 9))
                .containsExactly(BEGIN.plus(Duration.ofDays(1)), BEGIN.plus(Duration.ofDays(2)));
        assertThat(new Recurrence("FREQ=DAILY;UNTIL=20260507T235959Z").after(BEGIN, BEGIN, OSLO, 9))
                .hasSize(2);
    }

    @Test
    void whatIsNoRuleOrComesTooOftenIsRefused() {
        for (var rule : List.of(
                "weekly",
                "FREQ=HOURLY",
                "FREQ=MINUTELY;INTERVAL=9999",
                "FREQ=DAILY;BYHOUR=1,2",
                "FREQ=DAILY;COUNT=-1",
                "RRULE:FREQ=DAILY",
                "FREQ=DAILY;X=" + "x".repeat(300),
                "FREQ=WEEKLY\nDTSTART:20200101T000000Z")) {
            assertInvalid("incident.recurrence", () -> new Recurrence(rule));
        }
        assertInvalid("incident.recurrence", () -> plan(BEGIN, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"));
    }

    @Test
    void theNextIsPlannedOnceOneIsOverAndNobodyIsTold() {
        var first = plan(BEGIN, "FREQ=WEEKLY");
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();

        assertThat(now(first).incident().status()).isEqualTo(Scheduled.COMPLETED);
        assertThat(series(first)).as("the next one has it").isEmpty();
        var next = list(IncidentList.UPCOMING).getFirst();
        var plan = next.incident().maintenance().orElseThrow();
        assertThat(plan.scheduledFor()).isEqualTo(Instant.parse("2026-05-12T20:00:00Z"));
        assertThat(plan.scheduledUntil()).isEqualTo(Instant.parse("2026-05-12T21:00:00Z"));
        assertThat(plan.due().beginAt()).contains(plan.scheduledFor());
        assertThat(plan.due().remindAt()).contains(plan.scheduledFor().minusSeconds(3_600));
        assertThat(plan.series().orElseThrow().rule().rule()).isEqualTo("FREQ=WEEKLY");
        assertThat(next.components()).extracting(Component::id).containsExactly(api.id());
        assertThat(next.updates()).extracting(IncidentUpdate::body).containsExactly("Gates restart.");
        assertThat(events())
                .last()
                .asString()
                .startsWith("maintenance.scheduled ")
                .endsWith("\"notify\":false}");

        clock.set(plan.scheduledUntil());
        round.run();
        assertThat(list(IncidentList.UPCOMING)).hasSize(1);
        assertThat(list(IncidentList.SCHEDULED)).hasSize(3);
    }

    @Test
    void eachSaysItsOwnTimes() {
        plan(BEGIN, "FREQ=WEEKLY", TIMED);
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();

        var next = list(IncidentList.UPCOMING).getFirst();
        assertThat(next.incident().name()).isEqualTo("Gates on 12 May 2026, 22:00 CEST");
        assertThat(next.updates())
                .extracting(IncidentUpdate::body)
                .containsExactly("Closed until 12 May 2026, 23:00 CEST {{page}}.");

        clock.set(Instant.parse("2026-05-12T21:00:00Z"));
        round.run();
        assertThat(list(IncidentList.UPCOMING).getFirst().incident().name())
                .isEqualTo("Gates on 19 May 2026, 22:00 CEST");
    }

    @Test
    void anotherNameOrTextOfOneIsThatOfTheNextOnesToo() {
        var first = plan(BEGIN, "FREQ=WEEKLY", TIMED);
        rename(first, "Gates at night");
        assertThat(series(first).orElseThrow().words().body())
                .contains(TIMED.body().orElseThrow());
        change(first, Change.keep(), Change.to(Optional.of(new Recurrence("FREQ=DAILY"))));
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();
        var second = list(IncidentList.UPCOMING).getFirst();
        assertThat(second.incident().name()).isEqualTo("Gates at night");
        assertThat(second.updates())
                .extracting(IncidentUpdate::body)
                .containsExactly("Closed until 6 May 2026, 23:00 CEST {{page}}.");

        incidents.editUpdate(
                cast.alice(),
                cast.page(),
                id(second),
                second.updates().getFirst().id(),
                UpdatePatch.toBody("Closed."));
        clock.set(begin(second).plusSeconds(3_600));
        round.run();
        assertThat(list(IncidentList.UPCOMING).getFirst().updates())
                .extracting(IncidentUpdate::body)
                .containsExactly("Closed.");
    }

    @Test
    void anotherNameThatSaysTheTimesIsFilledInForTheNextOnesToo() {
        var first = plan(BEGIN, "FREQ=WEEKLY");
        var none = MaintenancePatch.none();
        change(
                first,
                Change.to("Night work of 5 May 2026, 22:00 CEST"),
                new MaintenancePatch(
                        none.scheduledFor(),
                        none.scheduledUntil(),
                        none.remindPrior(),
                        none.autoInProgress(),
                        none.autoCompleted(),
                        none.autoToMaintenanceState(),
                        none.autoToOperationalState(),
                        none.autoNotifyAtStart(),
                        none.autoNotifyAtEnd(),
                        none.recurrence(),
                        none.reminders(),
                        Change.to("Night work of {{scheduled_for}}")));
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();

        assertThat(list(IncidentList.UPCOMING).getFirst().incident().name())
                .isEqualTo("Night work of 12 May 2026, 22:00 CEST");
    }

    @Test
    void wordsThatAreTooLongOnceFilledInHoldNothingUp() {
        var long255 = "{{scheduled_for}}" + "x".repeat(238);
        plan(BEGIN, "FREQ=WEEKLY", SeriesWords.of(long255, "Gates restart."));
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();

        assertThat(list(IncidentList.UPCOMING).getFirst().incident().name())
                .startsWith("12 May 2026, 22:00 CESTx")
                .hasSize(255);
        assertInvalid("incident.name", () -> SeriesWords.of(long255 + "x", ""));
    }

    @Test
    void whatWasMissedIsNotMadeUpFor() {
        plan(BEGIN, "FREQ=DAILY");
        clock.set(BEGIN.plus(Duration.ofDays(10)).plusSeconds(1));
        round.run();

        assertThat(list(IncidentList.SCHEDULED)).hasSize(2);
        assertThat(begin(list(IncidentList.UPCOMING).getFirst())).isEqualTo(BEGIN.plus(Duration.ofDays(11)));
    }

    @Test
    void oneThatWasMovedOrCancelledMovesNoOther() {
        var first = plan(BEGIN, "FREQ=WEEKLY");
        change(first, Change.to(BEGIN.minusSeconds(86_400)), Change.keep());
        say(first, Scheduled.COMPLETED);

        assertThat(begin(list(IncidentList.UPCOMING).getFirst())).isEqualTo(BEGIN.plus(Duration.ofDays(7)));
        say(first, Scheduled.IN_PROGRESS);
        say(first, Scheduled.COMPLETED);
        assertThat(list(IncidentList.UPCOMING)).as("planned once").hasSize(1);
    }

    @Test
    void aSeriesEndsByItsRuleOrByAPerson() {
        var last = plan(BEGIN, "FREQ=DAILY;COUNT=1");
        var ended = plan(BEGIN, "FREQ=DAILY");
        change(ended, Change.keep(), Change.to(Optional.empty()));
        clock.set(BEGIN.plusSeconds(3_600));
        round.run();

        assertThat(List.of(now(last), now(ended)))
                .extracting(each -> each.incident().status())
                .containsOnly(Scheduled.COMPLETED);
        assertThat(list(IncidentList.UPCOMING)).isEmpty();
    }

    private void say(IncidentDetails maintenance, Scheduled status) {
        incidents.update(
                cast.alice(),
                cast.page(),
                id(maintenance),
                IncidentPatch.post(status, "By hand.", ComponentChanges.none()));
    }

    private IncidentDetails plan(Instant from, String rule) {
        return plan(from, rule, SeriesWords.of("Gate firmware", "Gates restart."));
    }

    private IncidentDetails plan(Instant from, String rule, SeriesWords words) {
        var plan = everything(from, from.plusSeconds(3_600));
        return incidents.schedule(
                cast.alice(),
                cast.page(),
                new ScheduleMaintenance(
                        "Gate firmware",
                        Scheduled.SCHEDULED,
                        "Gates restart.",
                        plan.repeating(new Recurrence(rule), words),
                        new ComponentChanges(Map.of(), Optional.of(List.of(api.id()))),
                        true,
                        IncidentOptions.none()));
    }

    private void rename(IncidentDetails incident, String name) {
        change(incident, Change.to(name), MaintenancePatch.none());
    }

    private void change(IncidentDetails incident, Change<Instant> from, Change<Optional<Recurrence>> rule) {
        var none = MaintenancePatch.none();
        change(
                incident,
                Change.keep(),
                new MaintenancePatch(
                        from,
                        none.scheduledUntil(),
                        none.remindPrior(),
                        none.autoInProgress(),
                        none.autoCompleted(),
                        none.autoToMaintenanceState(),
                        none.autoToOperationalState(),
                        none.autoNotifyAtStart(),
                        none.autoNotifyAtEnd(),
                        rule));
    }

    private void change(IncidentDetails incident, Change<String> name, MaintenancePatch plan) {
        var patch = patch(Optional.empty(), Optional.empty());
        incidents.update(
                cast.alice(),
                cast.page(),
                id(incident),
                new IncidentPatch(
                        patch.expected(),
                        name,
                        patch.status(),
                        patch.body(),
                        true,
                        patch.components(),
                        patch.impactOverride(),
                        patch.metadata(),
                        patch.reminderIntervals(),
                        patch.nextUpdateAt(),
                        plan));
    }

    private IncidentDetails now(IncidentDetails incident) {
        return incidents.find(cast.alice(), cast.page(), id(incident));
    }

    private Optional<Series> series(IncidentDetails incident) {
        return now(incident).incident().maintenance().orElseThrow().series();
    }

    private static Instant begin(IncidentDetails incident) {
        return incident.incident().maintenance().orElseThrow().scheduledFor();
    }
}
