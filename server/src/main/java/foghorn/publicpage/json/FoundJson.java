package foghorn.publicpage.json;

import foghorn.publicpage.snapshot.HistoryEntry;
import foghorn.publicpage.snapshot.Search.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the history, latest first.
 *
 * @param hasMore whether there is more than is told here
 */
public record FoundJson(Page page, List<Entry> incidents, boolean hasMore) {
    /** Whose history it is. */
    public record Page(String id, String name, String url) {}

    /**
     * An incident or a maintenance; times as everywhere in the status API.
     *
     * @param kind {@code incident} or {@code maintenance}
     */
    public record Entry(
            String id,
            String kind,
            String name,
            String impact,
            String status,
            String beganAt,
            @Nullable String resolvedAt,
            String url,
            String message) {}

    /** @param url the page's address, without a slash at its end */
    public static FoundJson of(Found found, String url) {
        var page = found.page();
        var times = new Times(page.zone());
        return new FoundJson(
                new Page(page.id(), page.name(), url),
                found.entries().stream().map(entry -> entry(entry, times, url)).toList(),
                found.hasMore());
    }

    private static Entry entry(HistoryEntry entry, Times times, String url) {
        return new Entry(
                entry.id(),
                entry.kind(),
                entry.name(),
                entry.impact().wire(),
                entry.status().wire(),
                times.of(entry.beganAt()),
                times.of(entry.resolvedAt()),
                entry.address(url),
                entry.message());
    }
}
