package foghorn.component.uptime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a component's outages, cut into days. Pure arithmetic: a day lasts from midnight to midnight in its zone, 23 or 25 hours
 * where the clocks change, and no time at all where a zone leaves a day out. What lies before the first or after the last moment of
 * knowledge is neither up nor down. A corrected day is as its correction says, whatever the outages.
 *
 * @param from since when the component is watched
 * @param until up to when; not before {@code from}
 * @param outages in the order of time, none over another
 * @param corrections by day
 */
public record UptimeHistory(Instant from, Instant until, List<Outage> outages, Map<LocalDate, Correction> corrections) {
    public UptimeHistory {
        outages = List.copyOf(outages);
        corrections = Map.copyOf(corrections);
        var end = Instant.MIN;
        for (var outage : outages) {
            if (outage.from().isBefore(end)) {
                throw new IllegalArgumentException("outages are not in order: " + outage);
            }
            end = outage.until();
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("knowledge ends before it begins: " + from + ", " + until);
        }
    }

    /** What nobody has corrected. */
    public UptimeHistory(Instant from, Instant until, List<Outage> outages) {
        this(from, until, outages, Map.of());
    }

    /** The days from the first to the last, both included. */
    public List<DayUptime> days(LocalDate first, LocalDate last, ZoneId zone) {
        var days = new ArrayList<DayUptime>();
        int next = 0;
        var midnight = start(first, zone);
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            var begin = later(from, midnight);
            midnight = start(day.plusDays(1), zone);
            var end = earlier(until, midnight);
            while (next < outages.size() && !outages.get(next).until().isAfter(begin)) {
                next++;
            }
            days.add(counted(day, downtime(begin, end, next)));
        }
        return days;
    }

    private DayUptime counted(LocalDate day, Downtime measured) {
        var correction = corrections.get(day);
        return correction == null || !measured.isKnown()
                ? new DayUptime(day, measured, false)
                : new DayUptime(day, correction.of(measured.known()), true);
    }

    /** The days from the first to the last, both included, as one. */
    public Downtime over(LocalDate first, LocalDate last, ZoneId zone) {
        return Downtime.sum(
                days(first, last, zone).stream().map(DayUptime::downtime).toList());
    }

    /** @param next the first outage that may reach into the span */
    private Downtime downtime(Instant begin, Instant end, int next) {
        if (!begin.isBefore(end)) {
            return Downtime.NONE;
        }
        var partial = Duration.ZERO;
        var major = Duration.ZERO;
        for (int i = next; i < outages.size() && outages.get(i).from().isBefore(end); i++) {
            var outage = outages.get(i);
            var part = Duration.between(later(begin, outage.from()), earlier(end, outage.until()));
            if (outage.isMajor()) {
                major = major.plus(part);
            } else {
                partial = partial.plus(part);
            }
        }
        return new Downtime(Duration.between(begin, end), partial, major);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
