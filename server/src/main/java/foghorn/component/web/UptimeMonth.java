package foghorn.component.web;

import foghorn.component.uptime.ComponentDays;
import foghorn.component.uptime.Downtime;
import foghorn.kit.web.Shell;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The screen of a component's days in a month.
 *
 * @param base the address of this screen
 */
public record UptimeMonth(Shell shell, String base, ComponentDays days) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    public String name() {
        return name(days.month());
    }

    public static String name(YearMonth month) {
        return MONTH.format(month);
    }

    static String name(LocalDate day) {
        return DAY.format(day);
    }

    public String nameOf(ComponentDays.Day day) {
        return name(day.day());
    }

    /** The address of the component's own screen. */
    public String component() {
        return base.substring(0, base.lastIndexOf('/'));
    }

    public String href(ComponentDays.Day day) {
        return base + "/" + day.day();
    }

    public @Nullable YearMonth older() {
        return days.month().isAfter(days.first()) ? days.month().minusMonths(1) : null;
    }

    public @Nullable YearMonth newer() {
        return days.month().isBefore(days.last()) ? days.month().plusMonths(1) : null;
    }

    /** Whole minutes; what is shorter is told as such, and none is an empty text. */
    public static String minutes(Duration duration) {
        if (duration.isZero()) {
            return "";
        }
        return duration.toMinutes() == 0 ? "less than 1" : Long.toString(duration.toMinutes());
    }

    public String percent(Downtime downtime) {
        return days.rule().percent(downtime, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
