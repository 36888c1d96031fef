package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** When subscribers are reminded of a maintenance, by a clock in hand. */
class RemindersBeforeTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final Instant BEGIN = Instant.parse("2026-05-04T13:00:00Z");

    private final MaintenanceRound round = new MaintenanceRound(database);

    RemindersBeforeTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void severalRemindersGoOutEachAtItsTimeAndOfThoseMissedTogetherOne() {
        var planned = plan(BEGIN, new RemindersBefore(List.of(60, 180, 15)), true);

        at(BEGIN.minus(Duration.ofMinutes(180)));
        assertThat(shownAt(planned)).containsExactly(BEGIN.minus(Duration.ofMinutes(180)), START);
        at(BEGIN.minus(Duration.ofMinutes(61)));
        assertThat(shownAt(planned)).hasSize(2);
        at(BEGIN.minus(Duration.ofMinutes(10)));

        assertThat(shownAt(planned))
                .containsExactly(BEGIN.minus(Duration.ofMinutes(60)), BEGIN.minus(Duration.ofMinutes(180)), START);
        at(BEGIN.minusSeconds(1));
        assertThat(shownAt(planned)).hasSize(3);
    }

    @Test
    void aReminderThatIsLateButStillOfUseIsSent() {
        var planned = plan(BEGIN, RemindersBefore.USUAL, true);

        at(BEGIN.minusSeconds(600));

        assertThat(now(planned).updates()).hasSize(2);
        assertThat(newest(now(planned)).displayAt()).isEqualTo(BEGIN.minusSeconds(3_600));
    }

    @Test
    void whatIsAnnouncedWithinTheHourHasNoReminder() {
        var planned = plan(START.plusSeconds(1_800), RemindersBefore.USUAL, true);

        at(START.plusSeconds(1_799));

        assertThat(now(planned).updates()).hasSize(1);
    }

    @Test
    void whatIsPlannedWithinTheHourAndToldToNobodyIsRemindedOfAtOnce() {
        var soon = START.plusSeconds(1_800);
        var planned = plan(soon, RemindersBefore.USUAL, false);
        var begunAlready = plan(START.minusSeconds(60), RemindersBefore.USUAL, false);

        at(START.plusSeconds(1));

        assertThat(now(planned).updates()).hasSize(2);
        assertThat(newest(now(planned)).status()).isEqualTo(Scheduled.SCHEDULED);
        assertThat(newest(now(planned)).deliverNotifications()).isTrue();
        assertThat(newest(now(begunAlready)).status()).isEqualTo(Scheduled.IN_PROGRESS);
        assertThat(now(begunAlready).updates())
                .as("no reminder of what has begun")
                .hasSize(2);
    }

    @Test
    void whatIsMovedSoNearThatItsReminderHasPassedIsRemindedOfAtOnceUnlessSubscribersWereTold() {
        var silent = plan(BEGIN.plusSeconds(86_400), RemindersBefore.USUAL, true);
        var told = plan(BEGIN.plusSeconds(86_400), RemindersBefore.USUAL, true);
        clock.set(BEGIN.minusSeconds(600));

        move(silent, Optional.empty());
        move(told, Optional.of("It begins earlier."));
        round.run();

        assertThat(newest(now(silent)).body()).startsWith("A reminder");
        assertThat(newest(now(silent)).deliverNotifications()).isTrue();
        assertThat(newest(now(told)).body()).isEqualTo("It begins earlier.");
    }

    private IncidentDetails plan(Instant begin, RemindersBefore reminders, boolean notifies) {
        var none = Maintenance.between(begin, begin.plusSeconds(7_200));
        var plan = new Maintenance(
                none.scheduledFor(),
                none.scheduledUntil(),
                reminders,
                Optional.empty(),
                true,
                true,
                none.autoToMaintenanceState(),
                none.autoToOperationalState(),
                none.autoNotifyAtStart(),
                none.autoNotifyAtEnd(),
                DueSteps.none(),
                Optional.empty());
        var command = new ScheduleMaintenance(
                "Gate firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                plan,
                ComponentChanges.none(),
                notifies,
                IncidentOptions.none());
        return incidents.schedule(cast.alice(), cast.page(), command);
    }

    private void move(IncidentDetails incident, Optional<String> body) {
        var none = patch(Optional.empty(), body);
        var stays = MaintenancePatch.none();
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
                        new MaintenancePatch(
                                Change.to(BEGIN),
                                Change.to(BEGIN.plusSeconds(7_200)),
                                stays.remindPrior(),
                                stays.autoInProgress(),
                                stays.autoCompleted(),
                                stays.autoToMaintenanceState(),
                                stays.autoToOperationalState(),
                                stays.autoNotifyAtStart(),
                                stays.autoNotifyAtEnd(),
                                stays.recurrence())));
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

    private List<Instant> shownAt(IncidentDetails incident) {
        return now(incident).updates().stream().map(IncidentUpdate::displayAt).toList();
    }
}
