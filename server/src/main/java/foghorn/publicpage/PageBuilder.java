package foghorn.publicpage;

import foghorn.page.PageLinks;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.SnapshotReader;
import foghorn.publicpage.store.Fresh;
import foghorn.publicpage.store.Heading;
import foghorn.publicpage.store.Publication;
import foghorn.publicpage.store.PublishedStore;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the published set of a page from the database, and puts it in the store. */
final class PageBuilder {
    /** Incidents and pages of the history rendered at once, which bounds the memory that a first publication takes. */
    private static final int PORTION = 200;

    /** Lets a build show something, unless it was overtaken. */
    @FunctionalInterface
    interface Showing {
        /** Runs the step, or says that it must not be done any more. */
        boolean show(Runnable step);
    }

    private final SnapshotReader reader;
    private final PublishedStore store;
    private final PublishedPages pages;
    private final PageNames names;
    private final PageLinks links;
    private final long presentation;

    PageBuilder(
            SnapshotReader reader,
            PublishedStore store,
            PublishedPages pages,
            PageNames names,
            PageLinks links,
            long presentation) {
        this.reader = reader;
        this.store = store;
        this.pages = pages;
        this.names = names;
        this.links = links;
        this.presentation = presentation;
    }

    long presentation() {
        return presentation;
    }

    /** Builds a page and returns the sequence number it was read at; 0 if the page is no more. */
    long build(OrganizationId organization, PageId page, Showing showing) {
        var present = store.find(page.value());
        Optional<PageSnapshot> read = reader.read(
                organization,
                page,
                facts -> facts.isPublic() ? ItemKeys.of(present, facts, presentation) : (path, view) -> true);
        if (read.isEmpty()) {
            showing.show(() -> forget(page.value()));
            return 0;
        }
        var set = new PageSet(read.get(), links, presentation, present);
        show(set, set.heading(organization.value()), showing);
        return read.get().page().pageSeq();
    }

    /** Home and documents go first, with the newest incidents; a set in several portions counts as incomplete until the last. */
    private void show(PageSet set, Heading heading, Showing showing) {
        var stale = set.stale();
        var first = new HashMap<>(set.front());
        first.putAll(rendered(stale.subList(0, Math.min(PORTION, stale.size()))));
        boolean whole = stale.size() <= PORTION;
        if (!showing.show(() -> publish(whole ? heading : heading.incomplete(), first, set.gone()))) {
            return;
        }
        for (int at = PORTION; at < stale.size(); at += PORTION) {
            int end = Math.min(at + PORTION, stale.size());
            var next = rendered(stale.subList(at, end));
            var with = end == stale.size() ? heading : heading.incomplete();
            if (!showing.show(() -> publish(with, next, List.of()))) {
                return;
            }
        }
    }

    private static Map<String, Fresh> rendered(List<PageSet.Stale> stale) {
        var fresh = new HashMap<String, Fresh>();
        stale.forEach(one -> fresh.putAll(one.render()));
        return fresh;
    }

    private void publish(Heading heading, Map<String, Fresh> fresh, List<String> gone) {
        var before = store.find(heading.page());
        store.publish(heading, fresh, gone);
        names.replace(before == null ? null : before.heading(), heading);
        keepWarm(before, store.find(heading.page()));
    }

    /** What was in memory is asked for; its successor should be there too. */
    private void keepWarm(@Nullable Publication before, @Nullable Publication now) {
        if (before == null || now == null) {
            return;
        }
        before.items().forEach((path, old) -> {
            var item = now.item(path);
            if (item != null && item != old) {
                if (pages.isLoaded(old.identity())) {
                    pages.load(now, item, item.identity());
                }
                if (old.gzip() != null && pages.isLoaded(old.gzip())) {
                    pages.load(now, item, item.encoded(true));
                }
            }
        });
    }

    /** Takes everything of a page back. */
    void forget(String page) {
        var before = store.find(page);
        store.delete(page);
        if (before != null) {
            names.remove(before.heading());
        }
    }

    /** Takes items of a page back in all their forms, durably. */
    void withdraw(String page, List<String> paths) {
        store.withdraw(
                page,
                paths.stream()
                        .flatMap(path -> Stream.of(path, Paths.json(path)))
                        .toList());
    }
}
