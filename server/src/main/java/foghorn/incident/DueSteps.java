package foghorn.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a maintenance does what by itself. A step is due until it was taken, or until a person was first; moving the window or switching
 * the step on sets it again.
 */
public record DueSteps(Optional<Instant> remindAt, Optional<Instant> beginAt, Optional<Instant> completeAt) {
    /** How long before the begin subscribers are reminded. Source: contract/behaviours.md, "Scheduled maintenance automation". */
    static final Duration NOTICE = Duration.ofMinutes(60);

    /** One step with its time. */
    record Due(MaintenanceStep step, Instant at) {}

    public static DueSteps none() {
        return new DueSteps(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * All steps of a plan. Where less than {@link #NOTICE} is left there is no reminder if subscribers were told just now, for that was it;
     * else it is due at once.
     */
    static DueSteps of(Maintenance plan, Instant now, boolean isTold) {
        return new DueSteps(
                reminder(plan, now, isTold),
                Optional.of(plan.scheduledFor()).filter(at -> plan.autoInProgress()),
                Optional.of(plan.scheduledUntil()).filter(at -> plan.autoCompleted()));
    }

    /** What is due after a change of the plan: only steps that were moved or switched are set again. */
    DueSteps replanned(Maintenance before, Maintenance after, Instant now) {
        var anew = of(after, now, true);
        boolean movesBegin = !before.scheduledFor().equals(after.scheduledFor());
        boolean movesEnd = !before.scheduledUntil().equals(after.scheduledUntil());
        return new DueSteps(
                movesBegin || before.remindPrior() != after.remindPrior() ? anew.remindAt : remindAt,
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

    DueSteps withoutReminder() {
        return new DueSteps(Optional.empty(), beginAt, completeAt);
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
        var at = plan.scheduledFor().minus(NOTICE);
        if (!plan.remindPrior() || !plan.scheduledFor().isAfter(now)) {
            return Optional.empty();
        }
        if (at.isAfter(now)) {
            return Optional.of(at);
        }
        return isTold ? Optional.empty() : Optional.of(now);
    }
}
