package foghorn.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The maintenances of which one comes after another by a rule. A single one may be moved: the rule goes on from where it was.
 *
 * @param from when the first of them was planned
 * @param slot when this one is planned by the rule
 * @param words those of its words that name the times of each
 */
public record Series(Recurrence rule, Instant from, Instant slot, SeriesWords words) {
    /** A series that begins with this time. */
    public static Series beginning(Recurrence rule, Instant at) {
        return new Series(rule, at, at, SeriesWords.NONE);
    }

    Series saying(SeriesWords others) {
        return new Series(rule, from, slot, others);
    }

    /** The place of the next one that is still to come; empty if this was the last. What was missed is not made up for. */
    Optional<Series> next(Instant now, ZoneId zone) {
        var after = slot.isAfter(now) ? slot : now;
        return rule.after(after, from, zone, 1).stream().findFirst().map(at -> new Series(rule, from, at, words));
    }

    /** The times of the next ones, as many as wanted and there are. */
    public List<Instant> following(ZoneId zone, int most) {
        return rule.after(slot, from, zone, most);
    }
}
