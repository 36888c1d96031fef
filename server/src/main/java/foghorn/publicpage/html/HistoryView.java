package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history.
 *
 * @param range the months it holds, for example {@code March – May 2026}
 */
public record HistoryView(
        Frame frame,
        String range,
        List<MonthView> months,
        @Nullable Turn newer,
        @Nullable Turn older) {
    /** Another page of the history and the months it holds. */
    public record Turn(String href, String range) {}

    /**
     * A month with its incidents, latest first.
     *
     * @param anchor the month as {@code 2026-05}
     */
    public record MonthView(String anchor, String name, List<Row> rows) {
        /** Rows that are seen at once; the others are folded. */
        private static final int OPEN = 3;

        public List<Row> shown() {
            return rows.subList(0, Math.min(OPEN, rows.size()));
        }

        public List<Row> folded() {
            return rows.subList(Math.min(OPEN, rows.size()), rows.size());
        }
    }

    /**
     * An incident or a maintenance.
     *
     * @param message the newest update, shortened; empty if there is none
     * @param until null while it is not over
     */
    public record Row(
            String id,
            String name,
            Mark impact,
            String status,
            String message,
            When began,
            @Nullable When until) {}
}
