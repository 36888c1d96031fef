package foghorn.publicpage.html;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;

/** Times as people read them on a page: in its zone, with the zone's abbreviation. */
final class Clock {
    private final ZoneId zone;
    private final DateTimeFormatter full;
    private final DateTimeFormatter bare;
    private final DateTimeFormatter timeOnly;

    Clock(ZoneId zone) {
        this.zone = zone;
        this.full = format("d MMM uuuu, HH:mm z", zone);
        this.bare = format("d MMM uuuu, HH:mm", zone);
        this.timeOnly = format("HH:mm z", zone);
    }

    private static DateTimeFormatter format(String pattern, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    When at(Instant at) {
        return when(at, full);
    }

    /** The beginning of a span: its zone stands at the end. */
    When from(Instant at) {
        return when(at, bare);
    }

    /** The end of a span: the day is said only if it is another one. */
    When until(Instant begin, Instant end) {
        boolean sameDay =
                begin.atZone(zone).toLocalDate().equals(end.atZone(zone).toLocalDate());
        return when(end, sameDay ? timeOnly : full);
    }

    private static When when(Instant at, DateTimeFormatter format) {
        return new When(at.truncatedTo(ChronoUnit.SECONDS).toString(), format.format(at));
    }

    /** How long something lasted, in its two largest units. */
    static String lasting(Instant begin, Instant end) {
        var time = Duration.between(begin, end);
        var parts = new ArrayList<String>();
        add(parts, time.toDays(), "day");
        add(parts, time.toHoursPart(), "hour");
        add(parts, time.toMinutesPart(), "minute");
        return parts.isEmpty() ? "less than a minute" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(ArrayList<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
