package foghorn.publicpage.html;

import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The last days of the home page: a day with what began on it, newest first, and quiet days folded. */
final class PastDays {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private PastDays() {}

    static List<DayView> of(PageSnapshot snapshot, Function<IncidentFacts, PastRow> toRow) {
        var byDay = snapshot.recentIncidents().stream()
                .collect(Collectors.groupingBy(incident -> snapshot.dayOf(incident.beganAt())));
        var days = new ArrayList<DayView>();
        var today = snapshot.dayOf(snapshot.at());
        LocalDate quiet = null;
        for (int ago = 0; ago < snapshot.page().recentDays(); ago++) {
            var day = today.minusDays(ago);
            var incidents = byDay.getOrDefault(day, List.of());
            if (incidents.isEmpty()) {
                quiet = quiet == null ? day : quiet;
            } else {
                if (quiet != null) {
                    days.add(quiet(day.plusDays(1), quiet));
                    quiet = null;
                }
                days.add(new DayView(
                        FULL.format(day), incidents.stream().map(toRow).toList()));
            }
        }
        if (quiet != null) {
            days.add(quiet(today.minusDays(snapshot.page().recentDays() - 1L), quiet));
        }
        return days;
    }

    private static DayView quiet(LocalDate first, LocalDate last) {
        return new DayView(span(first, last), List.of());
    }

    /** Days from the first to the last, for example {@code 8–21 November 2026}. */
    private static String span(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return FULL.format(last);
        }
        var begin =
                first.getYear() != last.getYear() ? FULL : first.getMonth() == last.getMonth() ? DAY : DAY_AND_MONTH;
        var dash = begin == DAY ? "–" : " – ";
        return begin.format(first) + dash + FULL.format(last);
    }
}
