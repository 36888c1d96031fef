package foghorn.publicpage.html;

import foghorn.publicpage.snapshot.PageFacts;
import java.util.Optional;

/**
 * What the frame around every page needs.
 *
 * @param subscribe whether the page takes subscribers
 * @param follow whether single incidents can be followed
 * @param indexed whether search engines may list it
 * @param feeds whether it has feeds
 * @param uptime whether it shows the uptime of a component
 * @param support where visitors turn for help
 */
public record Frame(
        String pageName,
        boolean subscribe,
        boolean follow,
        boolean indexed,
        boolean feeds,
        boolean uptime,
        Optional<String> support) {
    static Frame of(PageFacts page, boolean indexed) {
        return new Frame(
                page.name(), page.subscribe(), page.follow(), indexed, page.feeds(), page.uptime(), page.support());
    }
}
