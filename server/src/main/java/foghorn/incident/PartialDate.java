package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** A day, a month or a year as clients write it ({@code 2026-05-04}, {@code 2026-05}, {@code 2026}): its first and its last day. */
public record PartialDate(LocalDate first, LocalDate last) {
    /** Reads it; anything else is {@link Problem.Invalid}, on this field. */
    public static PartialDate parse(String field, String text) {
        try {
            return switch (text.length()) {
                case 4 -> of(Year.parse(text));
                case 7 -> of(YearMonth.parse(text));
                default -> of(LocalDate.parse(text));
            };
        } catch (DateTimeException e) {
            throw new Problem.Invalid(field, "must be a date such as 2026-05-04, 2026-05 or 2026");
        }
    }

    private static PartialDate of(Year year) {
        return new PartialDate(year.atDay(1), year.atMonth(12).atEndOfMonth());
    }

    private static PartialDate of(YearMonth month) {
        return new PartialDate(month.atDay(1), month.atEndOfMonth());
    }

    private static PartialDate of(LocalDate day) {
        return new PartialDate(day, day);
    }
}
