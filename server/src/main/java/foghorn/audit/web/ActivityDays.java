package foghorn.audit.web;

import foghorn.audit.AuditQuery.Period;
import foghorn.kit.web.Exchange;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The days to which the activity is narrowed down.
 *
 * @param from the first of them; empty for the beginning
 * @param to the last of them; empty for today
 */
public record ActivityDays(Optional<LocalDate> from, Optional<LocalDate> to) {
    static ActivityDays read(Exchange http) {
        return new ActivityDays(day(http, "from"), day(http, "to"));
    }

    private static Optional<LocalDate> day(Exchange http, String name) {
        return http.query(name).filter(text -> !text.isEmpty()).map(text -> {
            try {
                var day = LocalDate.parse(text);
                if (day.getYear() < 1970 || day.getYear() > 9998) {
                    throw new Problem.Invalid(name, "must lie between the years 1970 and 9998");
                }
                return day;
            } catch (DateTimeParseException e) {
                throw new Problem.Invalid(name, "must be a date such as 2026-05-04");
            }
        });
    }

    Period in(ZoneId zone) {
        return new Period(from.map(day -> begin(day, zone)), to.map(day -> begin(day.plusDays(1), zone)));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    public boolean isNarrowed() {
        return from.isPresent() || to.isPresent();
    }

    /** As it stands in an address and in a field. */
    public static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
