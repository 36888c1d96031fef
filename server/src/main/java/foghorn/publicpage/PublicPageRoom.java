package foghorn.publicpage;

import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.web.PageSites;
import foghorn.kit.web.Published;
import foghorn.page.PageLinks;
import foghorn.publicpage.html.PageAssets;
import foghorn.publicpage.html.Presentation;
import foghorn.publicpage.snapshot.Keys;
import foghorn.publicpage.snapshot.SnapshotReader;
import foghorn.publicpage.store.Fresh;
import foghorn.publicpage.store.Heading;
import foghorn.publicpage.store.ItemType;
import foghorn.publicpage.store.PublishedMemory;
import foghorn.publicpage.store.PublishedStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What visitors see. Published pages can be served as soon as this is made; {@link #start} begins to keep them in step with the database,
 * which may be away then.
 */
public final class PublicPageRoom implements AutoCloseable {
    private final PageNames names;
    private final PublishedPages pages;
    private final Publisher publisher;
    private final PageNotifications notifications;

    /**
     * @param folder where published bytes lie
     * @param memory how many of their bytes may be kept in memory
     * @param pagesDomain the domain under which each subdomain is a host, if there is one
     */
    public record Settings(Path folder, long memory, Optional<String> pagesDomain) {}

    /** @param direct the database without a transaction pooler in between, as the app role */
    public PublicPageRoom(
            Database database, DatabaseAccess direct, PageLinks links, Settings settings, InstantSource clock) {
        // Headers that never change are written to the wire as the bytes they became the first time.
        System.setProperty("vertx.cacheImmutableHttpResponseHeaders", "true");
        var store = PublishedStore.open(settings.folder());
        publishAssets(store);
        names = new PageNames(links);
        store.all().stream()
                .map(publication -> publication.heading())
                .filter(heading -> !heading.page().equals(PublishedPages.SHARED))
                .forEach(heading -> names.replace(null, heading));
        pages = new PublishedPages(
                store,
                new PublishedMemory<>(settings.memory()),
                links,
                new HttpDate(clock),
                page -> store.withdraw(page, List.of()));
        long presentation = Presentation.of(links.console() + ' ' + settings.pagesDomain());
        var builder = new PageBuilder(new SnapshotReader(database), store, pages, names, links, presentation);
        publisher = new Publisher(database, store, builder);
        notifications = new PageNotifications(direct, publisher);
    }

    /** Files of earlier versions stay: pages that are not yet made anew, and copies elsewhere, ask for them. */
    private static void publishAssets(PublishedStore store) {
        var present = store.find(PublishedPages.SHARED);
        var fresh = new HashMap<String, Fresh>();
        PageAssets.all().forEach((path, bytes) -> {
            if (present == null || present.item(path) == null) {
                var type = path.endsWith(".css") ? ItemType.STYLE : ItemType.SCRIPT;
                fresh.put(path, new Fresh(type, Keys.of(path), bytes));
            }
        });
        if (!fresh.isEmpty()) {
            var shared = PublishedPages.SHARED;
            var heading = new Heading("", shared, "", 0, 0, Heading.FOR_EVER, true, false, "", Optional.empty());
            store.publish(heading, fresh, List.of());
        }
    }

    public PageSites sites() {
        return names;
    }

    public Published published() {
        return pages;
    }

    /** To be told of every change of a page, by {@link Database#onPageChange}. */
    public Publisher publisher() {
        return publisher;
    }

    /** Begins to follow the database. */
    public void start() {
        notifications.start();
    }

    /** Whether every page of the database was published, or found to be, since the start. */
    public boolean isCaughtUp() {
        return publisher.isCaughtUp();
    }

    /** Whether the database answered when it was last asked, at most about a second ago. */
    public boolean reachesDatabase() {
        return notifications.reachesDatabase();
    }

    @Override
    public void close() {
        notifications.close();
        publisher.close();
    }
}
