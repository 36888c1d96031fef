package foghorn.publicpage;

import foghorn.publicpage.snapshot.Keys;
import foghorn.publicpage.snapshot.PageFacts;
import foghorn.publicpage.snapshot.SnapshotReader.Published;
import foghorn.publicpage.store.Publication;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a page are published as they should be. Beside what it is about, an item shows the page's name, zone and settings.
 *
 * @param present what is published
 * @param pageKey what every item shows, as one number
 */
record ItemKeys(@Nullable Publication present, long pageKey) implements Published {
    static ItemKeys of(@Nullable Publication present, PageFacts page, long presentation) {
        return new ItemKeys(
                present,
                Keys.of(
                        presentation,
                        page.name(),
                        page.zone(),
                        page.rule(),
                        page.subscribe(),
                        page.feeds(),
                        page.support(),
                        page.uptime(),
                        page.hiddenFromSearch()));
    }

    /** The key of an item that shows what this one stands for. */
    long of(long viewKey) {
        return Keys.of(viewKey, pageKey);
    }

    @Override
    public boolean isCurrent(String path, long viewKey) {
        var item = present == null ? null : present.item(path);
        return item != null && item.key() == of(viewKey);
    }
}
