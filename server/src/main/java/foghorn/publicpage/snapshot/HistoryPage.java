package foghorn.publicpage.snapshot;

import java.time.YearMonth;
import java.util.List;

/**
 * A page of the history: three calendar months in the page's zone, newest first. Page 1 ends with the present month.
 *
 * @param isLast whether nothing is older
 * @param viewKey what it shows as one number
 * @param isRead whether the entries were read; they are not if it is published as it should be
 */
public record HistoryPage(int number, boolean isLast, long viewKey, boolean isRead, List<Month> months) {
    /** Months of a page. */
    public static final int MONTHS = 3;

    /** A month with what began in it, latest first. */
    public record Month(YearMonth month, List<HistoryEntry> entries) {
        public Month {
            entries = List.copyOf(entries);
        }
    }

    public HistoryPage {
        months = List.copyOf(months);
    }

    public YearMonth newest() {
        return months.getFirst().month();
    }

    public YearMonth oldest() {
        return months.getLast().month();
    }
}
