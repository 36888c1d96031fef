package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a maintenance is planned and what is to happen by itself then. The begin is before the end.
 *
 * @param reminders when subscribers are reminded of it
 * @param remindedAt when the last of them went out
 * @param autoInProgress begins by itself at {@code scheduledFor}
 * @param autoCompleted completes by itself at {@code scheduledUntil}
 * @param autoToMaintenanceState at the begin the components come to be under maintenance; not unless asked for
 * @param autoToOperationalState at the end they come to be operational; not unless asked for
 * @param autoNotifyAtStart whether subscribers are told of the automatic begin; they are unless it says no
 * @param autoNotifyAtEnd the same of the automatic end
 * @param series the rule by which it comes again
 * @param due what is still to happen by itself; whoever plans a maintenance leaves it to the verbs
 */
public record Maintenance(
        Instant scheduledFor,
        Instant scheduledUntil,
        RemindersBefore reminders,
        Optional<Instant> remindedAt,
        boolean autoInProgress,
        boolean autoCompleted,
        Optional<Boolean> autoToMaintenanceState,
        Optional<Boolean> autoToOperationalState,
        Optional<Boolean> autoNotifyAtStart,
        Optional<Boolean> autoNotifyAtEnd,
        DueSteps due,
        Optional<Series> series) {
    public Maintenance {
        if (!scheduledFor.isBefore(scheduledUntil)) {
            throw new Problem.Invalid("incident.scheduled_until", "must be after scheduled_for");
        }
    }

    /** Whether there is any reminder, which is all that the contract's clients know of it. */
    public boolean remindPrior() {
        return !reminders.isNone();
    }

    /** A maintenance in which nothing happens by itself. */
    public static Maintenance between(Instant scheduledFor, Instant scheduledUntil) {
        return new Maintenance(
                scheduledFor,
                scheduledUntil,
                RemindersBefore.NONE,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DueSteps.none(),
                Optional.empty());
    }

    /** The same that comes again by this rule, from its begin on. */
    public Maintenance repeating(Recurrence rule) {
        return in(Optional.of(Series.beginning(rule, scheduledFor)));
    }

    /** The same, where each says its own times in these words. */
    public Maintenance repeating(Recurrence rule, SeriesWords words) {
        return in(Optional.of(Series.beginning(rule, scheduledFor).saying(words)));
    }

    /** The same elsewhere in a series, or out of it. */
    Maintenance in(Optional<Series> other) {
        return new Maintenance(
                scheduledFor,
                scheduledUntil,
                reminders,
                remindedAt,
                autoInProgress,
                autoCompleted,
                autoToMaintenanceState,
                autoToOperationalState,
                autoNotifyAtStart,
                autoNotifyAtEnd,
                due,
                other);
    }

    /** The same at the next place of its series, for as long. */
    Maintenance at(Series next, Duration length) {
        return new Maintenance(
                next.slot(),
                next.slot().plus(length),
                reminders,
                Optional.empty(),
                autoInProgress,
                autoCompleted,
                autoToMaintenanceState,
                autoToOperationalState,
                autoNotifyAtStart,
                autoNotifyAtEnd,
                DueSteps.none(),
                Optional.of(next));
    }

    Maintenance with(DueSteps steps) {
        return reminded(remindedAt, steps);
    }

    /** A reminder went out; those that were due by then, too, are done with it. */
    Maintenance remindedAt(Instant at) {
        return reminded(Optional.of(at), due.reminding(reminders.after(at, scheduledFor)));
    }

    private Maintenance reminded(Optional<Instant> reminder, DueSteps steps) {
        return new Maintenance(
                scheduledFor,
                scheduledUntil,
                reminders,
                reminder,
                autoInProgress,
                autoCompleted,
                autoToMaintenanceState,
                autoToOperationalState,
                autoNotifyAtStart,
                autoNotifyAtEnd,
                steps,
                series);
    }
}
