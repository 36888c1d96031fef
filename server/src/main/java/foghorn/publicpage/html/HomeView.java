package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The home page of a status page.
 *
 * @param about what the page says of itself, as HTML that may stand in any page
 * @param events for the script, the names of incidents that strips speak of, by id; null without strips
 * @param signs every sign that stands for a status, from best to worst
 * @param counting what the bars stand for
 */
public record HomeView(
        Frame frame,
        Mark status,
        @Nullable String activeLabel,
        When updated,
        @Nullable String about,
        List<IncidentCard> active,
        List<IncidentCard> upcoming,
        List<ComponentEntry> components,
        @Nullable String events,
        List<Mark> signs,
        Counting counting,
        List<DayView> past) {
    public String title() {
        return status.word();
    }

    /** A sentence for search engines and link previews. */
    public String summary() {
        return status.word() + (activeLabel == null ? "." : ": " + activeLabel + ".");
    }
}
