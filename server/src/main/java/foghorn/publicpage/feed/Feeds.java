package foghorn.publicpage.feed;

import foghorn.kit.text.Markdown;
import foghorn.page.PageLinks;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.PageFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.UpdateFacts;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * The newest incidents and maintenances, and what was learnt from them, as Atom (RFC 4287), as RSS 2.0 and as JSON Feed 1.1; which, in what
 * order and with what in them: contract, public-v2, section 10.
 */
public final class Feeds {
    private final List<FeedEntry> entries;
    private final PageFacts page;
    private final String url;
    private final MarkedTimes times;
    private final DateTimeFormatter rfc822;

    public Feeds(PageSnapshot snapshot, PageLinks links) {
        this.page = snapshot.page();
        this.url = links.page(page.subdomain(), page.domain());
        this.times = new MarkedTimes(page.zone());
        this.rfc822 = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH)
                .withZone(page.zone());
        this.entries = Stream.concat(
                        snapshot.lastTold().stream().map(this::told),
                        snapshot.withPostmortem().stream().map(this::learnt))
                .sorted(FeedEntry.NEWEST)
                .limit(PageSnapshot.LAST_TOLD)
                .toList();
    }

    private FeedEntry told(IncidentFacts incident) {
        return new FeedEntry(
                "Incident/" + incident.id(),
                incident.toldAt(),
                incident.changedAt(),
                address(incident),
                incident.name(),
                content(incident),
                incident.scheduledUntil());
    }

    private FeedEntry learnt(IncidentFacts incident) {
        var postmortem = incident.postmortem().orElseThrow();
        return new FeedEntry(
                "Postmortem/" + incident.id(),
                postmortem.publishedAt(),
                postmortem.updatedAt(),
                address(incident) + "#postmortem",
                "Postmortem: " + incident.name(),
                Markdown.html(postmortem.body()),
                Optional.empty());
    }

    public byte[] atom() {
        return Xml.document(xml -> {
            xml.open("feed");
            xml.namespace("http://www.w3.org/2005/Atom");
            xml.language("en-US");
            xml.element("id", tag("Page/" + page.id() + "/history"));
            link(xml, "alternate", "text/html", url);
            link(xml, "self", "application/atom+xml", url + "/history.atom");
            xml.element("title", title());
            xml.element("updated", iso(lastChange()));
            xml.open("author");
            xml.element("name", page.name());
            xml.close();
            for (var entry : entries) {
                entry(xml, entry);
            }
            xml.close();
        });
    }

    private void entry(Xml xml, FeedEntry entry) throws XMLStreamException {
        xml.open("entry");
        xml.element("id", tag(entry.tag()));
        xml.element("published", iso(entry.published()));
        xml.element("updated", iso(entry.updated()));
        link(xml, "alternate", "text/html", entry.address());
        xml.element("title", entry.title());
        xml.open("content");
        xml.attribute("type", "html");
        xml.text(entry.html());
        xml.close();
        xml.close();
    }

    public byte[] rss() {
        return Xml.document(xml -> {
            xml.open("rss");
            xml.attribute("version", "2.0");
            xml.open("channel");
            xml.element("title", title());
            xml.element("link", url);
            xml.element("description", description());
            xml.element("pubDate", rfc822.format(lastChange()));
            for (var entry : entries) {
                item(xml, entry);
            }
            xml.close();
            xml.close();
        });
    }

    private void item(Xml xml, FeedEntry entry) throws XMLStreamException {
        xml.open("item");
        xml.element("title", entry.title());
        xml.element("description", entry.html());
        xml.element("pubDate", rfc822.format(entry.published()));
        if (entry.until().isPresent()) {
            xml.element("maintenanceEndDate", rfc822.format(entry.until().get()));
        }
        xml.element("link", entry.address());
        xml.element("guid", entry.address());
        xml.close();
    }

    public byte[] json() {
        return new JsonFeed(
                        JsonFeed.VERSION,
                        title(),
                        url,
                        url + "/" + Paths.JSON_FEED,
                        description(),
                        "en-US",
                        List.of(new JsonFeed.Author(page.name(), url)),
                        entries.stream().map(this::item).toList())
                .bytes();
    }

    private JsonFeed.Item item(FeedEntry entry) {
        return new JsonFeed.Item(
                tag(entry.tag()),
                entry.address(),
                Xml.clean(entry.title()),
                Xml.clean(entry.html()),
                iso(entry.published()),
                iso(entry.updated()));
    }

    static void link(Xml xml, String relation, String type, String address) throws XMLStreamException {
        xml.open("link");
        xml.attribute("rel", relation);
        xml.attribute("type", type);
        xml.attribute("href", address);
        xml.close();
    }

    private String title() {
        return page.name() + " Status - Incident History";
    }

    private String description() {
        return "Incidents and maintenance of " + page.name();
    }

    private String address(IncidentFacts incident) {
        return url + "/incidents/" + incident.id();
    }

    private String tag(String what) {
        return Tags.of(page, what);
    }

    private Instant lastChange() {
        return entries.stream()
                .map(FeedEntry::updated)
                .filter(page.updatedAt()::isBefore)
                .max(Instant::compareTo)
                .orElse(page.updatedAt());
    }

    private static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The updates as HTML, newest first. */
    private String content(IncidentFacts incident) {
        var html = new StringBuilder();
        if (!incident.hasBegun()) {
            html.append("<p><strong>THIS IS A SCHEDULED EVENT ")
                    .append(window(incident))
                    .append("</strong></p>");
        }
        for (int i = 0; i < incident.updates().size(); i++) {
            UpdateFacts update = incident.updates().get(i);
            html.append("<p><small>")
                    .append(times.at(update.displayAt()))
                    .append("</small><br><strong>")
                    .append(incident.labelOfUpdate(i))
                    .append("</strong> - ")
                    .append(escaped(update.body()))
                    .append("</p>");
        }
        return html.toString();
    }

    private String window(IncidentFacts maintenance) {
        var begin = maintenance.scheduledFor().orElse(maintenance.startedAt());
        return maintenance.scheduledUntil().map(end -> times.span(begin, end)).orElseGet(() -> times.at(begin));
    }

    /** What the team wrote is text, also where it looks like markup. */
    private static String escaped(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\R", "<br />");
    }
}
