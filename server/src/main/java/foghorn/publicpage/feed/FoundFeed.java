package foghorn.publicpage.feed;

import foghorn.publicpage.snapshot.HistoryEntry;
import foghorn.publicpage.snapshot.Search.Found;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/** What was found in the history as Atom (RFC 4287). An incident has the same id as in the feed of the page. */
public final class FoundFeed {
    private FoundFeed() {}

    /**
     * The feed.
     *
     * @param url the page's address, without a slash at its end
     * @param self the address of this feed
     */
    public static byte[] atom(Found found, String url, String self) {
        var page = found.page();
        return Xml.document(xml -> {
            xml.open("feed");
            xml.namespace("http://www.w3.org/2005/Atom");
            xml.language("en-US");
            xml.element("id", self);
            Feeds.link(xml, "alternate", "text/html", url + "/history");
            Feeds.link(xml, "self", "application/atom+xml", self);
            xml.element("title", page.name() + " Status - Found in the history");
            xml.element(
                    "updated",
                    iso(found.entries().stream()
                            .map(HistoryEntry::changedAt)
                            .max(Instant::compareTo)
                            .orElse(page.createdAt())));
            xml.open("author");
            xml.element("name", page.name());
            xml.close();
            for (var entry : found.entries()) {
                entry(xml, entry, Tags.of(page, "Incident/" + entry.id()), entry.address(url));
            }
            xml.close();
        });
    }

    private static void entry(Xml xml, HistoryEntry entry, String id, String address) throws XMLStreamException {
        xml.open("entry");
        xml.element("id", id);
        xml.element("published", iso(entry.beganAt()));
        xml.element("updated", iso(entry.changedAt()));
        Feeds.link(xml, "alternate", "text/html", address);
        xml.element("title", entry.name());
        xml.element("content", entry.message());
        xml.close();
    }

    private static String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
