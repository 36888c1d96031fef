package foghorn.publicpage.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last days of a component as bars, drawn 10 wide and 34 high each.
 *
 * @param href where all its days are, under the page's base
 * @param last the newest day, as {@code 2026-05-04}
 * @param known how many days at the beginning hold no data
 * @param details for the script, of each day on which something was: its number from 0, the seconds of partial and of major outage, and
 *     the ids of incidents, as {@code 12:720:0:3r8yzk1d6wfb,6bq1xw9k0ztd}, and {@code :c} if it was corrected
 * @param label how much of the time it was up
 * @param summary the same as a sentence, for those who do not see bars
 */
public record StripView(
        String href,
        String name,
        String last,
        int known,
        String details,
        List<Bars> bars,
        String label,
        String summary) {
    /**
     * All bars of one kind.
     *
     * @param tone the class that gives colour and notches
     * @param paint the pattern where a colour does not do
     */
    public record Bars(String tone, @Nullable String paint, String path) {}
}
