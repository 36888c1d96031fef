package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one incident or maintenance, with all its updates, newest first.
 *
 * @param root the page's base as seen from here
 * @param postmortem what was learnt, or null
 * @param isPreview whether it shows what is not published
 * @param follow the words of the link to be told of the rest of it; empty where nobody can
 * @param calendar whether it is to come or goes on and stands in the calendar
 */
public record IncidentView(
        Frame frame,
        String root,
        String id,
        String follow,
        boolean calendar,
        String name,
        String report,
        Mark impact,
        String status,
        List<Fact> facts,
        List<Affected> affected,
        @Nullable When nextUpdate,
        List<UpdateView> updates,
        @Nullable PostmortemView postmortem,
        boolean isPreview) {
    /** A line of the head: a moment, or a text where there is none. */
    public record Fact(String label, @Nullable When when, String text) {}

    /**
     * A component that was touched.
     *
     * @param now its status while this is under way, else null
     * @param ribbon its status over time, or null where nothing is known of that
     */
    public record Affected(
            String name,
            Mark worst,
            @Nullable Mark now,
            @Nullable RibbonView ribbon) {}

    /** A sentence for search engines and link previews: the newest update, cut. */
    public String summary() {
        var text = updates.isEmpty() ? name : updates.getFirst().body().strip();
        return status + ": " + (text.length() <= 200 ? text : text.substring(0, 199) + "…");
    }
}
