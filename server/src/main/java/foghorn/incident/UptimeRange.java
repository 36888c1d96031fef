package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The days that an uptime is told of, both included. Without a wish these are the last 90 days, or those since the component's start; six
 * calendar months at most (contract: behaviours, section 10).
 *
 * @param warnings what of the wish was not met, in sentences
 */
public record UptimeRange(LocalDate first, LocalDate last, List<String> warnings) {
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_MONTHS = 6;
    private static final LocalDate EARLIEST = LocalDate.EPOCH;

    public UptimeRange {
        warnings = List.copyOf(warnings);
    }

    /** What a caller asks for; what is empty is as usual. */
    public record Wish(Optional<PartialDate> start, Optional<PartialDate> end) {}

    /**
     * Decides the range.
     *
     * @param today in the page's zone
     * @param startDate of the component, before which nothing is told
     */
    static UptimeRange of(Wish wish, LocalDate today, Optional<LocalDate> startDate) {
        var warnings = new ArrayList<String>();
        var last = wish.end().map(PartialDate::last).orElse(today);
        if (last.isAfter(today)) {
            last = today;
            warnings.add("The end is in the future; the range ends today, " + today + ".");
        }
        var earliest = startDate
                .map(day -> day.isAfter(today) ? today : day)
                .filter(EARLIEST::isBefore)
                .orElse(EARLIEST);
        if (last.isBefore(earliest)) {
            throw new Problem.Invalid("end", "is before " + earliest + ", where the history begins");
        }
        var first = wish.start().map(PartialDate::first).orElse(last.minusDays(DEFAULT_DAYS - 1L));
        if (first.isAfter(last)) {
            throw new Problem.Invalid("start", "must not be after the end, " + last);
        }
        if (first.isBefore(earliest)) {
            first = earliest;
            if (wish.start().isPresent()) {
                warnings.add("The start is before the history begins; the range starts on " + first + ".");
            }
        }
        var longest = last.minusMonths(MOST_MONTHS).plusDays(1);
        if (first.isBefore(longest)) {
            first = longest;
            warnings.add("The range is longer than six months; it starts on " + first + ".");
        }
        return new UptimeRange(first, last, warnings);
    }
}
