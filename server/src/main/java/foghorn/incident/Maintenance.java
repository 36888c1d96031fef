package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * When a maintenance is planned and what is to happen by itself then. The begin is before the end.
 *
 * @param remindPrior one notice 60 minutes before the begin
 * @param remindedAt when that notice went out
 * @param autoInProgress begins by itself at {@code scheduledFor}
 * @param autoCompleted completes by itself at {@code scheduledUntil}
 */
public record Maintenance(
        Instant scheduledFor,
        Instant scheduledUntil,
        boolean remindPrior,
        Optional<Instant> remindedAt,
        boolean autoInProgress,
        boolean autoCompleted,
        Optional<Boolean> autoToMaintenanceState,
        Optional<Boolean> autoToOperationalState,
        Optional<Boolean> autoNotifyAtStart,
        Optional<Boolean> autoNotifyAtEnd) {
    public Maintenance {
        if (!scheduledFor.isBefore(scheduledUntil)) {
            throw new Problem.Invalid("incident.scheduled_until", "must be after scheduled_for");
        }
    }

    /** A maintenance in which nothing happens by itself. */
    public static Maintenance between(Instant scheduledFor, Instant scheduledUntil) {
        return new Maintenance(
                scheduledFor,
                scheduledUntil,
                false,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
