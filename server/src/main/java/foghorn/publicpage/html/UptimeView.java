package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of a component in three or four months.
 *
 * @param root the page's base as seen from this document
 * @param range the months, for example {@code March – May 2026}
 * @param numbers how much it was up in all of these months, and in longer spans up to the present
 * @param rows all its days, newest first; quiet ones as spans
 * @param csv the same days as a table to take away
 * @param counting how all of this is counted
 * @param others the components to choose from; empty for a quarter that is over
 */
public record UptimeView(
        Frame frame,
        String root,
        String name,
        String range,
        List<Number> numbers,
        Script script,
        List<Month> months,
        List<Row> rows,
        String csv,
        Counting counting,
        List<Choices> others,
        HistoryView.@Nullable Turn newer,
        HistoryView.@Nullable Turn older) {
    /**
     * A span and how much of it the component was up.
     *
     * @param down for how long it was not
     */
    public record Number(String label, String percent, String down) {}

    /**
     * The same days for the script that opens them.
     *
     * @param last the newest day, as {@code 2026-05-04}
     * @param known how many days at the beginning hold no data
     * @param details as of a {@link StripView}
     * @param events the names of incidents by id, as JSON
     */
    public record Script(String last, int known, String details, String events) {}

    /**
     * A month as a calendar, from Monday to Sunday.
     *
     * @param anchor the month as {@code 2026-05}
     */
    public record Month(String anchor, String name, String percent, List<List<Cell>> weeks) {}

    /**
     * A day in a calendar, or an empty place.
     *
     * @param day of the month; empty for an empty place
     * @param tone the class of its severity
     * @param down for how long it was down in all; empty if it was not
     * @param number of the day among those of the script, from 0; null for one that is still to come
     * @param href where the day stands in the table, if something was
     */
    public record Cell(
            String day,
            String tone,
            String down,
            @Nullable String number,
            @Nullable String href) {
        static final Cell EMPTY = new Cell("", "none", "", null, null);
    }

    /**
     * A day on which something was, or a span of days on which nothing was.
     *
     * @param anchor null for a span
     * @param corrected whether the team said it, in place of what was measured
     * @param quiet what is to be said of a span; null for a day
     */
    public record Row(
            @Nullable String anchor,
            String day,
            boolean corrected,
            String major,
            String partial,
            List<Event> events,
            @Nullable String quiet) {}

    /**
     * Components that stand together.
     *
     * @param group null outside any group
     */
    public record Choices(@Nullable String group, List<Choice> components) {}

    /** A component to choose. */
    public record Choice(String id, String name, boolean isCurrent) {}

    /** An incident or a maintenance. */
    public record Event(String id, String name) {}
}
