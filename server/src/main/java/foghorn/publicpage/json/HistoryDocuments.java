package foghorn.publicpage.json;

import foghorn.page.PageLinks;
import foghorn.page.TimeZones;
import foghorn.publicpage.feed.MarkedTimes;
import foghorn.publicpage.json.HistoryJson.ComponentEntry;
import foghorn.publicpage.json.HistoryJson.Entry;
import foghorn.publicpage.json.HistoryJson.Month;
import foghorn.publicpage.json.HistoryJson.PageEntry;
import foghorn.publicpage.json.HistoryJson.PageStatus;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.HistoryEntry;
import foghorn.publicpage.snapshot.HistoryPage;
import foghorn.publicpage.snapshot.PageSnapshot;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * {@code /history.json} (contract: public-v2, section 11). How components are now stands on the first page alone, which every change
 * makes anew.
 */
public final class HistoryDocuments {
    private static final DateTimeFormatter WHOLE_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final PageSnapshot snapshot;
    private final PageLinks links;
    private final Times times;
    private final MarkedTimes marked;

    public HistoryDocuments(PageSnapshot snapshot, PageLinks links) {
        this.snapshot = snapshot;
        this.links = links;
        this.times = new Times(snapshot.page().zone());
        this.marked = new MarkedTimes(snapshot.page().zone());
    }

    public byte[] page(HistoryPage page) {
        return JsonDocuments.write(new HistoryJson(
                new PageStatus(page()),
                page.number() == 1
                        ? snapshot.components().stream().map(this::component).toList()
                        : List.of(),
                page.months().stream().map(this::month).toList(),
                false,
                false,
                null,
                WHOLE_SECONDS.format(start(page.oldest())),
                WHOLE_SECONDS.format(start(page.newest().plusMonths(1)).minusSeconds(1))));
    }

    private ZonedDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(snapshot.page().zone());
    }

    private PageEntry page() {
        var page = snapshot.page();
        return new PageEntry(
                page.name(),
                page.subdomain(),
                page.domain().orElse(null),
                links.page(page.subdomain(), page.domain()),
                page.hiddenFromSearch(),
                page.description().orElse(null),
                TimeZones.railsName(page.zone()),
                page.feeds(),
                page.id());
    }

    private ComponentEntry component(ComponentFacts component) {
        return new ComponentEntry(
                component.status().wire(),
                component.name(),
                times.of(component.createdAt()),
                times.of(component.updatedAt()),
                component.position(),
                component.description().orElse(null),
                component.showcase(),
                component
                        .startDate()
                        .map(day -> times.of(
                                day.atStartOfDay(snapshot.page().zone()).toInstant()))
                        .orElse(null),
                component.id(),
                component.parentId().orElse(null),
                snapshot.page().id(),
                component.isGroup(),
                component.onlyShowIfDegraded());
    }

    private Month month(HistoryPage.Month month) {
        var its = month.month();
        return new Month(
                its.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                its.getYear(),
                its.atDay(1).getDayOfWeek().getValue() % 7,
                its.lengthOfMonth(),
                month.entries().stream().map(this::entry).toList());
    }

    private Entry entry(HistoryEntry entry) {
        return new Entry(
                entry.id(),
                entry.name(),
                entry.message(),
                entry.impact().wire(),
                entry.resolvedAt()
                        .map(end -> marked.span(entry.beganAt(), end))
                        .orElseGet(() -> marked.at(entry.beganAt())),
                entry.status().wire(),
                times.of(entry.beganAt()),
                times.of(entry.resolvedAt()),
                entry.componentIds());
    }
}
