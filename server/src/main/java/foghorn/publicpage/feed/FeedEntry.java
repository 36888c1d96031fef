package foghorn.publicpage.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One entry of a feed, whatever the format.
 *
 * @param tag what tells it from all others, without the host
 * @param published when it was told; orders the entries
 * @param html what it says
 * @param until when a maintenance is to end
 */
record FeedEntry(
        String tag,
        Instant published,
        Instant updated,
        String address,
        String title,
        String html,
        Optional<Instant> until) {
    static final Comparator<FeedEntry> NEWEST = Comparator.comparing(FeedEntry::published)
            .thenComparing(FeedEntry::tag)
            .reversed();
}
