package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many minutes before it begins subscribers are reminded of a maintenance, the earliest reminder first; without any they are not.
 * An addition to the contract, which knows one reminder.
 */
public record RemindersBefore(List<Integer> minutes) {
    public static final RemindersBefore NONE = new RemindersBefore(List.of());

    /** What the contract's one reminder is. Source: contract/behaviours.md, "Scheduled maintenance automation". */
    public static final RemindersBefore USUAL = new RemindersBefore(List.of(60));

    public static final int MOST = 5;

    /** In minutes: steps come up to a second late and mails a few after that, so what is shorter helps nobody. */
    public static final int SHORTEST = 5;

    /** In minutes: 30 days. */
    public static final int LONGEST = 43_200;

    public RemindersBefore {
        minutes = minutes.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        if (minutes.size() > MOST || minutes.stream().anyMatch(before -> before < SHORTEST || before > LONGEST)) {
            throw new Problem.Invalid(
                    "incident.scheduled_reminders",
                    "must be at most " + MOST + " numbers of minutes, each from " + SHORTEST + " to " + LONGEST);
        }
    }

    boolean isNone() {
        return minutes.isEmpty();
    }

    /** These if there are to be any, and the usual one if none was chosen. */
    public RemindersBefore where(boolean isReminded) {
        if (!isReminded) {
            return NONE;
        }
        return isNone() ? USUAL : this;
    }

    /** The first of them after this moment. */
    Optional<Instant> after(Instant moment, Instant begin) {
        return times(begin).filter(at -> at.isAfter(moment)).findFirst();
    }

    /** Whether one of them should have gone out by now. */
    boolean isAnyBy(Instant now, Instant begin) {
        return times(begin).anyMatch(at -> !at.isAfter(now));
    }

    private Stream<Instant> times(Instant begin) {
        return minutes.stream().map(before -> begin.minus(Duration.ofMinutes(before)));
    }
}
