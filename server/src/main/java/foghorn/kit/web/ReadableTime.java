package foghorn.kit.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as people on the team read them: in the page's zone, and as an age.
 *
 * @param now the time at which the screen is made
 */
public record ReadableTime(ZoneId zone, Instant now) {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);

    /** For example {@code 4 May 2026, 09:12 UTC}. */
    public String at(Instant time) {
        return FULL.format(time.atZone(zone));
    }

    /** The time of day alone, for what lies within a day; else the full time. */
    public String near(Instant time) {
        boolean sameDay =
                time.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return sameDay ? CLOCK.format(time.atZone(zone)) : at(time);
    }

    /** For example {@code 52 min ago} or {@code in 5 min}. */
    public String ago(Instant time) {
        var age = Duration.between(time, now);
        if (age.abs().toSeconds() < 60) {
            return age.isNegative() ? "in " + lasting(age.negated()) : "just now";
        }
        return age.isNegative() ? "in " + lasting(age.negated()) : lasting(age) + " ago";
    }

    /** For example {@code 3 h 5 min} or {@code 2 days}. */
    public static String lasting(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        long days = duration.toDays();
        return days == 1 ? "1 day" : days + " days";
    }
}
