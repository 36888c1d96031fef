package foghorn.incident;

import foghorn.kit.patch.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * What to change of a maintenance's plan.
 *
 * @param remindPrior whether subscribers are reminded at all; what they are reminded by stays, or is the usual
 * @param nameOfEach the name with begin and end still in double braces, for those that come after it in a series
 */
public record MaintenancePatch(
        Change<Instant> scheduledFor,
        Change<Instant> scheduledUntil,
        Change<Boolean> remindPrior,
        Change<Boolean> autoInProgress,
        Change<Boolean> autoCompleted,
        Change<Optional<Boolean>> autoToMaintenanceState,
        Change<Optional<Boolean>> autoToOperationalState,
        Change<Optional<Boolean>> autoNotifyAtStart,
        Change<Optional<Boolean>> autoNotifyAtEnd,
        Change<Optional<Recurrence>> recurrence,
        Change<RemindersBefore> reminders,
        Change<String> nameOfEach) {
    /** Where the reminders stay those that they are, and the name says no times. */
    public MaintenancePatch(
            Change<Instant> scheduledFor,
            Change<Instant> scheduledUntil,
            Change<Boolean> remindPrior,
            Change<Boolean> autoInProgress,
            Change<Boolean> autoCompleted,
            Change<Optional<Boolean>> autoToMaintenanceState,
            Change<Optional<Boolean>> autoToOperationalState,
            Change<Optional<Boolean>> autoNotifyAtStart,
            Change<Optional<Boolean>> autoNotifyAtEnd,
            Change<Optional<Recurrence>> recurrence) {
        this(
                scheduledFor,
                scheduledUntil,
                remindPrior,
                autoInProgress,
                autoCompleted,
                autoToMaintenanceState,
                autoToOperationalState,
                autoNotifyAtStart,
                autoNotifyAtEnd,
                recurrence,
                Change.keep(),
                Change.keep());
    }

    public static MaintenancePatch none() {
        return new MaintenancePatch(
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    /** Whether the planned times are to change. */
    boolean movesWindow() {
        return scheduledFor.isSet() || scheduledUntil.isSet();
    }

    /** The plan after the change; what was moved or switched is due anew. @param isTold whether subscribers are told of the change */
    Maintenance on(Maintenance present, Instant now, boolean isTold) {
        var changed = new Maintenance(
                scheduledFor.on(present.scheduledFor()),
                scheduledUntil.on(present.scheduledUntil()),
                reminders(present),
                present.remindedAt(),
                autoInProgress.on(present.autoInProgress()),
                autoCompleted.on(present.autoCompleted()),
                autoToMaintenanceState.on(present.autoToMaintenanceState()),
                autoToOperationalState.on(present.autoToOperationalState()),
                autoNotifyAtStart.on(present.autoNotifyAtStart()),
                autoNotifyAtEnd.on(present.autoNotifyAtEnd()),
                present.due(),
                present.series());
        return changed.in(series(present, changed.scheduledFor()))
                .with(present.due().replanned(present, changed, now, isTold));
    }

    private RemindersBefore reminders(Maintenance present) {
        var chosen = reminders.on(present.reminders());
        return chosen.where(remindPrior.on(!chosen.isNone()));
    }

    /** The same rule again changes nothing; another one begins a series of its own, in the same words. */
    private Optional<Series> series(Maintenance present, Instant begin) {
        var before = present.series().map(Series::rule);
        var after = recurrence.on(before);
        return after.equals(before)
                ? present.series()
                : after.map(rule -> Series.beginning(rule, begin)
                        .saying(present.series().map(Series::words).orElse(SeriesWords.NONE)));
    }
}
