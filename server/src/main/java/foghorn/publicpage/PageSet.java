package foghorn.publicpage;

import foghorn.page.PageLinks;
import foghorn.publicpage.csv.UptimeCsv;
import foghorn.publicpage.feed.Feeds;
import foghorn.publicpage.feed.MaintenanceCalendar;
import foghorn.publicpage.html.Badges;
import foghorn.publicpage.html.Embeds;
import foghorn.publicpage.html.HtmlPages;
import foghorn.publicpage.json.HistoryDocuments;
import foghorn.publicpage.json.JsonDocuments;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.HistoryPage;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.Keys;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.UptimePage;
import foghorn.publicpage.store.Fresh;
import foghorn.publicpage.store.Heading;
import foghorn.publicpage.store.ItemType;
import foghorn.publicpage.store.Publication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The published set of a page as its snapshot wants it: what must be rendered, and what is no longer there. */
final class PageSet {
    private static final Set<String> FEEDS = Set.of(Paths.ATOM, Paths.RSS, Paths.JSON_FEED, Paths.CALENDAR);

    private final PageSnapshot snapshot;
    private final long presentation;
    private final @Nullable Publication present;
    private final ItemKeys keys;
    private final HtmlPages html;
    private final JsonDocuments documents;
    private final HistoryDocuments history;
    private final Feeds feeds;
    private final MaintenanceCalendar calendar;
    private final Embeds embeds;
    private final Set<String> badges;

    PageSet(PageSnapshot snapshot, PageLinks links, long presentation, @Nullable Publication present) {
        this.snapshot = snapshot;
        this.presentation = presentation;
        this.present = present;
        this.keys = ItemKeys.of(present, snapshot.page(), presentation);
        this.html = new HtmlPages(snapshot);
        this.documents = new JsonDocuments(snapshot, links);
        this.history = new HistoryDocuments(snapshot, links);
        this.feeds = new Feeds(snapshot, links);
        this.calendar = new MaintenanceCalendar(snapshot, links);
        this.embeds = new Embeds(snapshot);
        this.badges = snapshot.components().stream()
                .map(component -> Paths.badge(component.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Something that is not published as it should be. */
    @FunctionalInterface
    interface Stale {
        /** Makes all its forms, by path. */
        Map<String, Fresh> render();
    }

    Heading heading(String organization) {
        var page = snapshot.page();
        return new Heading(
                organization,
                page.id(),
                page.name(),
                page.pageSeq(),
                presentation,
                snapshot.goodUntil(),
                page.isPublic(),
                page.isRoot(),
                page.subdomain(),
                page.domain());
    }

    /** The home page, the documents of the status API, feeds, embed, badge and the newest history, which nearly every change of the page alters. */
    Map<String, Fresh> front() {
        var fresh = new LinkedHashMap<String, Fresh>();
        if (!snapshot.page().isPublic()) {
            return fresh;
        }
        long key = snapshot.page().pageSeq();
        fresh.put("", new Fresh(ItemType.HTML, key, html.home()));
        fresh.put(Paths.ACCESSIBILITY, new Fresh(ItemType.HTML, key, html.accessibility()));
        fresh.put(Paths.EMBED_SCRIPT, new Fresh(ItemType.EMBED, key, embeds.script()));
        fresh.put(Paths.EMBED_FRAME, new Fresh(ItemType.FRAME, key, embeds.frame()));
        fresh.put(Paths.BADGE, new Fresh(ItemType.BADGE, key, Badges.of(snapshot)));
        documents.all().forEach((path, bytes) -> fresh.put(path, new Fresh(ItemType.JSON, key, bytes)));
        if (snapshot.page().feeds()) {
            fresh.put(Paths.ATOM, new Fresh(ItemType.ATOM, key, feeds.atom()));
            fresh.put(Paths.RSS, new Fresh(ItemType.RSS, key, feeds.rss()));
            fresh.put(Paths.JSON_FEED, new Fresh(ItemType.JSON_FEED, key, feeds.json()));
            fresh.put(Paths.CALENDAR, new Fresh(ItemType.CALENDAR, key, calendar.ics()));
        }
        if (snapshot.page().uptime()) {
            fresh.put(Paths.UPTIME, new Fresh(ItemType.HTML, key, html.uptimes()));
        }
        fresh.putAll(history(snapshot.history().getFirst()));
        return fresh;
    }

    /** The incidents that are not current, newest first, and after them badges, older pages of the history and pages of days. */
    List<Stale> stale() {
        var stale = new ArrayList<Stale>();
        if (!snapshot.page().isPublic()) {
            return stale;
        }
        snapshot.incidents().stream()
                .sorted(Comparator.comparing(IncidentFacts::createdAt, Comparator.reverseOrder()))
                .filter(incident -> !keys.isCurrent(Paths.incident(incident.id()), viewKey(incident.id())))
                .forEach(incident -> stale.add(() -> incident(incident)));
        snapshot.components().stream()
                .filter(component -> !keys.isCurrent(Paths.badge(component.id()), viewKey(component)))
                .forEach(component -> stale.add(() -> badge(component)));
        snapshot.history().stream()
                .filter(page -> page.number() > 1 && page.isRead())
                .forEach(page -> stale.add(() -> history(page)));
        snapshot.uptimePages().stale().forEach(page -> stale.add(() -> days(page)));
        return stale;
    }

    private long viewKey(String incidentId) {
        return snapshot.viewKeys().getOrDefault(incidentId, 0L);
    }

    private static long viewKey(ComponentFacts component) {
        return Keys.of(component.name(), component.status());
    }

    private Map<String, Fresh> badge(ComponentFacts component) {
        return Map.of(
                Paths.badge(component.id()),
                new Fresh(ItemType.BADGE, keys.of(viewKey(component)), Badges.of(component)));
    }

    private Map<String, Fresh> incident(IncidentFacts incident) {
        long key = keys.of(viewKey(incident.id()));
        var path = Paths.incident(incident.id());
        return Map.of(
                path,
                new Fresh(ItemType.HTML, key, html.incident(incident)),
                Paths.json(path),
                new Fresh(ItemType.JSON, key, documents.incident(incident)));
    }

    private Map<String, Fresh> history(HistoryPage page) {
        long key = keys.of(page.viewKey());
        return Map.of(
                Paths.page(Paths.HISTORY, page.number()), new Fresh(ItemType.HTML, key, html.history(page)),
                Paths.page(Paths.HISTORY_JSON, page.number()), new Fresh(ItemType.JSON, key, history.page(page)));
    }

    private Map<String, Fresh> days(UptimePage page) {
        long key = keys.of(page.viewKey());
        return Map.of(
                page.path(), new Fresh(ItemType.HTML, key, html.uptime(page)),
                Paths.csv(page.path()),
                        new Fresh(
                                ItemType.CSV,
                                key,
                                UptimeCsv.of(page, snapshot.page().rule())));
    }

    /** What is published and must not be any more. */
    List<String> gone() {
        if (present == null) {
            return List.of();
        }
        return present.items().keySet().stream()
                .filter(path -> !snapshot.page().isPublic() || isGone(path))
                .toList();
    }

    private boolean isGone(String path) {
        if (path.startsWith(Paths.UPTIME + "/")) {
            return !snapshot.uptimePages().paths().contains(Paths.withoutCsv(path));
        }
        if (path.startsWith(Paths.INCIDENTS)) {
            return !snapshot.viewKeys().containsKey(Paths.incidentId(path));
        }
        if (path.startsWith(Paths.BADGES)) {
            return !badges.contains(path);
        }
        if (FEEDS.contains(path)) {
            return !snapshot.page().feeds();
        }
        if (path.equals(Paths.UPTIME)) {
            return !snapshot.page().uptime();
        }
        int page = Math.max(Paths.laterPage(Paths.HISTORY, path), Paths.laterPage(Paths.HISTORY_JSON, path));
        return page > snapshot.history().size();
    }
}
