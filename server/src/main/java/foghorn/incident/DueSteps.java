package foghorn.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a maintenance does what by itself. A step is due until it was taken, or until a person was first; moving the window or switching
 * the step on sets it again.
 */
public record DueSteps(Optional<Instant> remindAt, Optional<Instant> beginAt, Optional<Instant> completeAt) {
    /** One step with its time. */
    record Due(MaintenanceStep step, Instant at) {}

    public static DueSteps none() {
        return new DueSteps(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * All steps of a plan. Where the time of a reminder has passed it is due at once, unless subscribers were told just now: that was it.
     */
    static DueSteps of(Maintenance plan, Instant now, boolean isTold) {
        return new DueSteps(
                reminder(plan, now, isTold),
                Optional.of(plan.scheduledFor()).filter(at -> plan.autoInProgress()),
                Optional.of(plan.scheduledUntil()).filter(at -> plan.autoCompleted()));
    }

    /** What is due after a change of the plan: only steps that were moved or switched are set again. @param isTold of the change */
    DueSteps replanned(Maintenance before, Maintenance after, Instant now, boolean isTold) {
        boolean movesBegin = !before.scheduledFor().equals(after.scheduledFor());
        boolean movesEnd = !before.scheduledUntil().equals(after.scheduledUntil());
        boolean isReminded = movesBegin || !before.reminders().equals(after.reminders());
        var anew = of(after, now, isTold || !movesBegin);
        return new DueSteps(
                isReminded ? anew.remindAt : remindAt,
                movesBegin || before.autoInProgress() != after.autoInProgress() ? anew.beginAt : beginAt,
                movesEnd || before.autoCompleted() != after.autoCompleted() ? anew.completeAt : completeAt);
    }

    /** What has begun does not begin by itself, and what is over does nothing. */
    DueSteps in(IncidentStatus status) {
        if (status.isOver()) {
            return none();
        }
        return status.isRunning() ? new DueSteps(Optional.empty(), Optional.empty(), completeAt) : this;
    }

    DueSteps reminding(Optional<Instant> at) {
        return new DueSteps(at, beginAt, completeAt);
    }

    /** The step that comes first. */
    Optional<Due> next() {
        return Stream.of(
                        remindAt.map(at -> new Due(MaintenanceStep.REMIND, at)),
                        beginAt.map(at -> new Due(MaintenanceStep.BEGIN, at)),
                        completeAt.map(at -> new Due(MaintenanceStep.COMPLETE, at)))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Due::at).thenComparing(Due::step));
    }

    private static Optional<Instant> reminder(Maintenance plan, Instant now, boolean isTold) {
        var begin = plan.scheduledFor();
        if (!begin.isAfter(now)) {
            return Optional.empty();
        }
        return !isTold && plan.reminders().isAnyBy(now, begin)
                ? Optional.of(now)
                : plan.reminders().after(now, begin);
    }
}
