package foghorn.publicpage.feed;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as feeds and {@code /history.json} write them: HTML in the page's zone, where day and clock are marked so that a reader's script
 * can put them into another zone (contract: public-v2, sections 10 and 11).
 */
public final class MarkedTimes {
    private static final String DAY = "MMM '<var data-var=''date''>'ppd'</var>'";
    private static final String CLOCK = "'<var data-var=''time''>'HH:mm'</var>'";

    private final ZoneId zone;
    private final DateTimeFormatter full;
    private final DateTimeFormatter bare;
    private final DateTimeFormatter clock;

    public MarkedTimes(ZoneId zone) {
        this.zone = zone;
        this.full = format(DAY + ", " + CLOCK + " z");
        this.bare = format(DAY + ", " + CLOCK);
        this.clock = format(CLOCK + " z");
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    public String at(Instant at) {
        return full.format(at);
    }

    /** From one moment to another; the day is said once if it is the same. */
    public String span(Instant begin, Instant end) {
        boolean sameDay =
                begin.atZone(zone).toLocalDate().equals(end.atZone(zone).toLocalDate());
        return sameDay
                ? bare.format(begin) + " - " + clock.format(end)
                : full.format(begin) + " &nbsp;-&nbsp; " + full.format(end);
    }
}
