package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;

/**
 * By what rule a maintenance comes again: the value of an RRULE (RFC 5545, 3.3.10), at most once a day, in at most {@link #MOST}
 * characters.
 */
public record Recurrence(String rule) {
    static final int MOST = 255;

    /** Times that are gone through before a rule is given up as one that never comes again. */
    private static final int PATIENCE = 10_000;

    private static final Set<Freq> OFTEN = Set.of(Freq.SECONDLY, Freq.MINUTELY, Freq.HOURLY);

    public Recurrence {
        var parsed = parse(rule);
        if (OFTEN.contains(parsed.getFreq())
                || parsed.hasPart(RecurrenceRule.Part.BYHOUR)
                || parsed.hasPart(RecurrenceRule.Part.BYMINUTE)
                || parsed.hasPart(RecurrenceRule.Part.BYSECOND)) {
            throw invalid("must come again once a day at most");
        }
    }

    private static RecurrenceRule parse(String rule) {
        if (rule.length() > MOST) {
            throw invalid("must have at most " + MOST + " characters");
        }
        try {
            return new RecurrenceRule(rule, RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw invalid("must be a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=TU");
        }
    }

    private static Problem.Invalid invalid(String message) {
        return new Problem.Invalid("incident.recurrence", message);
    }

    /**
     * The next times after a given one, as many as wanted and there are. The time of day stays the same in the zone, also where clocks
     * change.
     *
     * @param from the first time of all, from which intervals and counts are reckoned
     */
    List<Instant> after(Instant after, Instant from, ZoneId zone, int most) {
        var found = new ArrayList<Instant>();
        try {
            var times = parse(rule).iterator(new DateTime(TimeZone.getTimeZone(zone), from.toEpochMilli()));
            for (int i = 0; i < PATIENCE && found.size() < most && times.hasNext(); i++) {
                var time = Instant.ofEpochMilli(times.nextMillis());
                if (time.isAfter(after)) {
                    found.add(time);
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid("never comes again, or ends in another way than its start");
        }
        return found;
    }
}
