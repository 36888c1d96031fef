package foghorn.publicpage;

import foghorn.page.PageLinks;
import foghorn.publicpage.html.HtmlPages;
import foghorn.publicpage.json.JsonDocuments;
import foghorn.publicpage.snapshot.Keys;
import foghorn.publicpage.snapshot.PageFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.store.Fresh;
import foghorn.publicpage.store.Heading;
import foghorn.publicpage.store.ItemType;
import foghorn.publicpage.store.Publication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The published set of a page as its snapshot wants it: what must be rendered, and what is no longer there. */
final class PageSet {
    private static final String INCIDENTS = "incidents/";

    private final PageSnapshot snapshot;
    private final PageLinks links;
    private final long presentation;
    private final @Nullable Publication present;

    PageSet(PageSnapshot snapshot, PageLinks links, long presentation, @Nullable Publication present) {
        this.snapshot = snapshot;
        this.links = links;
        this.presentation = presentation;
        this.present = present;
    }

    /** Whether the page of an incident is published as it should be. */
    static boolean isCurrent(
            @Nullable Publication present, PageFacts page, String incidentId, long viewKey, long presentation) {
        var item = present == null ? null : present.item(INCIDENTS + incidentId);
        return item != null && item.key() == itemKey(page, viewKey, presentation);
    }

    /** An incident's page shows the incident, and of the page its name, zone and settings. */
    private static long itemKey(PageFacts page, long viewKey, long presentation) {
        return Keys.of(viewKey, presentation, page.name(), page.zone(), page.subscribe(), page.hiddenFromSearch());
    }

    Heading heading(String organization) {
        var page = snapshot.page();
        return new Heading(
                organization,
                page.id(),
                page.name(),
                page.pageSeq(),
                presentation,
                page.isPublic(),
                page.isRoot(),
                page.subdomain(),
                page.domain());
    }

    /** The home page and the documents of the status API, which every change of the page alters. */
    Map<String, Fresh> front() {
        var fresh = new LinkedHashMap<String, Fresh>();
        if (snapshot.page().isPublic()) {
            long key = snapshot.page().pageSeq();
            fresh.put("", new Fresh(ItemType.HTML, key, new HtmlPages(snapshot).home()));
            JsonDocuments.of(snapshot, links)
                    .forEach((path, bytes) -> fresh.put(path, new Fresh(ItemType.JSON, key, bytes)));
        }
        return fresh;
    }

    /** The incidents whose page is not current, newest first. */
    List<String> staleIncidents() {
        var stale = new ArrayList<String>();
        if (snapshot.page().isPublic()) {
            snapshot.incidents().stream()
                    .sorted(Comparator.comparing(incident -> incident.createdAt(), Comparator.reverseOrder()))
                    .map(incident -> incident.id())
                    .filter(id -> !isCurrent(present, snapshot.page(), id, viewKey(id), presentation))
                    .forEach(stale::add);
        }
        return stale;
    }

    private long viewKey(String incidentId) {
        return snapshot.viewKeys().getOrDefault(incidentId, 0L);
    }

    /** The pages of these incidents. */
    Map<String, Fresh> incidents(List<String> ids) {
        var html = new HtmlPages(snapshot);
        var fresh = new LinkedHashMap<String, Fresh>();
        for (var id : ids) {
            snapshot.incident(id)
                    .ifPresent(incident -> fresh.put(
                            INCIDENTS + id,
                            new Fresh(
                                    ItemType.HTML,
                                    itemKey(snapshot.page(), viewKey(id), presentation),
                                    html.incident(incident))));
        }
        return fresh;
    }

    /** What is published and must not be any more. */
    List<String> gone() {
        if (present == null) {
            return List.of();
        }
        return present.items().keySet().stream()
                .filter(path -> !snapshot.page().isPublic()
                        || path.startsWith(INCIDENTS)
                                && !snapshot.viewKeys().containsKey(path.substring(INCIDENTS.length())))
                .toList();
    }
}
