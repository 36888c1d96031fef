package foghorn.publicpage.html;

import foghorn.publicpage.html.HistoryView.MonthView;
import foghorn.publicpage.html.HistoryView.Row;
import foghorn.publicpage.html.HistoryView.Turn;
import foghorn.publicpage.snapshot.HistoryEntry;
import foghorn.publicpage.snapshot.HistoryPage;
import foghorn.publicpage.snapshot.Paths;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Turns pages of the history into what the template shows. */
final class HistoryViews {
    /** Characters of a message in a list. */
    private static final int MESSAGE = 200;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_AND_YEAR = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private final Frame frame;
    private final Clock clock;

    HistoryViews(Frame frame, Clock clock) {
        this.frame = frame;
        this.clock = clock;
    }

    HistoryView view(HistoryPage page) {
        return new HistoryView(
                frame,
                range(page.newest()),
                page.months().stream().map(this::month).toList(),
                page.number() == 1
                        ? null
                        : turn(page.number() - 1, page.newest().plusMonths(HistoryPage.MONTHS)),
                page.isLast() ? null : turn(page.number() + 1, page.newest().minusMonths(HistoryPage.MONTHS)));
    }

    private static Turn turn(int number, YearMonth newest) {
        return new Turn("./" + Paths.page(Paths.HISTORY, number), range(newest));
    }

    static String range(YearMonth newest) {
        return range(newest.minusMonths(HistoryPage.MONTHS - 1), newest);
    }

    static String range(YearMonth oldest, YearMonth newest) {
        var begin = oldest.getYear() == newest.getYear() ? MONTH : MONTH_AND_YEAR;
        return begin.format(oldest) + " – " + MONTH_AND_YEAR.format(newest);
    }

    private MonthView month(HistoryPage.Month month) {
        return new MonthView(
                month.month().toString(),
                MONTH_AND_YEAR.format(month.month()),
                month.entries().stream().map(this::row).toList());
    }

    /** What ended in the minute in which it began has one time. */
    Row row(HistoryEntry entry) {
        var begin = entry.beganAt();
        var end = entry.resolvedAt().filter(at -> !minute(at).equals(minute(begin)));
        return new Row(
                entry.id(),
                entry.name(),
                Marks.of(entry.impact()),
                entry.status().label(),
                shortened(entry.message()),
                end.isPresent() ? clock.from(begin) : clock.at(begin),
                end.map(at -> clock.until(begin, at)).orElse(null));
    }

    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    /** The beginning of a text, cut between two words where there are any. */
    static String shortened(String text) {
        var whole = text.strip();
        if (whole.codePointCount(0, whole.length()) <= MESSAGE) {
            return whole;
        }
        var cut = whole.substring(0, whole.offsetByCodePoints(0, MESSAGE));
        int space = cut.lastIndexOf(' ');
        return (space > MESSAGE / 2 ? cut.substring(0, space) : cut).stripTrailing() + "…";
    }
}
