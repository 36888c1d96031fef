package foghorn.publicpage;

import static foghorn.publicpage.Waterfront.header;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The feeds as a reader of feeds sees them: parsed as XML. */
class FeedsTest {
    private static final String URL = "https://ferries-h3n8vwq0tk2z.pages.example";

    @TempDir
    Path folder;

    private final String open = Ids.next();
    private final String planned = Ids.next();
    private TestDatabase database;
    private Harbour harbour;
    private Waterfront front;
    private String base;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Europe/Oslo", "h3n8vwq0tk2z");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        base = "/p/" + harbour.page + "/";
        harbour.change("2026-05-04T22:30:00Z", tx -> {
            harbour.incident(tx, open, "Slow <b>checkout</b>", "investigating", "major");
            harbour.update(tx, open, Ids.next(), "investigating", "first \"words\"\u0001\nline two");
        });
        harbour.change("2026-05-05T09:00:00Z", tx -> {
            harbour.update(tx, open, Ids.next(), "investigating", "second <script>words</script> & more");
            harbour.maintenance(tx, planned, "Firmware", "scheduled", "2026-05-09T21:00:00Z", "2026-05-09T23:30:00Z");
            harbour.update(tx, planned, Ids.next(), "scheduled", "Gates restart.");
        });
    }

    @AfterEach
    void close() {
        front.close();
        database.close();
    }

    @Test
    void atomTellsWhatHappenedAndWhatIsToCome() throws Exception {
        assertThat(header(front.get(base + "history.atom"), "content-type"))
                .isEqualTo("application/atom+xml; charset=utf-8");
        var feed = parsed("history.atom").getDocumentElement();

        assertThat(feed.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("en-US");
        assertThat(first(feed, "id")).isEqualTo("tag:status.example,2026:Page/h3n8vwq0tk2z/history");
        assertThat(first(feed, "title")).isEqualTo("Larkfield Ferries Status - Incident History");
        assertThat(first(feed, "updated")).isEqualTo("2026-05-05T09:00:00Z");
        assertThat(first(feed, "name")).isEqualTo("Larkfield Ferries");
        assertThat(links(feed)).startsWith("alternate " + URL, "self " + URL + "/history.atom");
        var entries = elements(feed, "entry");
        assertThat(entries).hasSize(2);
        assertThat(first(entries.getFirst(), "published")).isEqualTo("2026-05-09T21:00:00Z");
        assertThat(first(entries.getFirst(), "updated")).isEqualTo("2026-05-05T09:00:00Z");
        assertThat(first(entries.getLast(), "id")).isEqualTo("tag:status.example,2026:Incident/" + open);
        assertThat(first(entries.getLast(), "published")).isEqualTo("2026-05-05T09:00:00Z");
        assertThat(first(entries.getLast(), "title")).isEqualTo("Slow <b>checkout</b>");
        assertThat(links(entries.getLast())).containsExactly("alternate " + URL + "/incidents/" + open);
    }

    @Test
    void anEntryHoldsItsUpdatesAsHtmlNewestFirst() throws Exception {
        var entries = elements(parsed("history.atom").getDocumentElement(), "entry");

        assertThat(first(entries.getLast(), "content"))
                .isEqualTo(
                        "<p><small>May <var data-var='date'> 5</var>, <var data-var='time'>11:00</var> CEST</small><br>"
                                + "<strong>Update</strong> - second &lt;script&gt;words&lt;/script&gt; &amp; more</p>"
                                + "<p><small>May <var data-var='date'> 5</var>, <var data-var='time'>00:30</var> CEST</small><br>"
                                + "<strong>Investigating</strong> - first &quot;words&quot;<br />line two</p>");
        assertThat(first(entries.getFirst(), "content"))
                .startsWith("<p><strong>THIS IS A SCHEDULED EVENT May <var data-var='date'> 9</var>, "
                        + "<var data-var='time'>23:00</var> CEST &nbsp;-&nbsp; May <var data-var='date'>10</var>, "
                        + "<var data-var='time'>01:30</var> CEST</strong></p>")
                .endsWith("<strong>Scheduled</strong> - Gates restart.</p>");
    }

    @Test
    void rssTellsTheSame() throws Exception {
        assertThat(header(front.get(base + "history.rss"), "content-type"))
                .isEqualTo("application/rss+xml; charset=utf-8");
        var rss = parsed("history.rss").getDocumentElement();
        var atom = elements(parsed("history.atom").getDocumentElement(), "entry");

        assertThat(rss.getAttribute("version")).isEqualTo("2.0");
        assertThat(first(rss, "title")).isEqualTo("Larkfield Ferries Status - Incident History");
        assertThat(first(rss, "link")).isEqualTo(URL);
        assertThat(first(rss, "pubDate")).isEqualTo("Tue, 05 May 2026 11:00:00 +0200");
        var items = elements(rss, "item");
        assertThat(first(items.getFirst(), "pubDate")).isEqualTo("Sat, 09 May 2026 23:00:00 +0200");
        assertThat(first(items.getFirst(), "maintenanceEndDate")).isEqualTo("Sun, 10 May 2026 01:30:00 +0200");
        assertThat(elements(items.getLast(), "maintenanceEndDate")).isEmpty();
        assertThat(first(items.getLast(), "guid")).isEqualTo(URL + "/incidents/" + open);
        for (int i = 0; i < items.size(); i++) {
            assertThat(first(items.get(i), "title")).isEqualTo(first(atom.get(i), "title"));
            assertThat(first(items.get(i), "description")).isEqualTo(first(atom.get(i), "content"));
            assertThat(first(items.get(i), "link")).isEqualTo(first(items.get(i), "guid"));
        }
    }

    @Test
    void jsonFeedTellsTheSame() throws Exception {
        assertThat(header(front.get(base + "history.feed.json"), "content-type"))
                .isEqualTo("application/feed+json; charset=utf-8");
        var feed = Json.MAPPER.readTree(front.text(base + "history.feed.json"));

        assertThat(feed.path("version").textValue()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("title").textValue()).isEqualTo("Larkfield Ferries Status - Incident History");
        assertThat(feed.path("home_page_url").textValue()).isEqualTo(URL);
        assertThat(feed.path("feed_url").textValue()).isEqualTo(URL + "/history.feed.json");
        assertThat(feed.path("language").textValue()).isEqualTo("en-US");
        assertThat(feed.at("/authors/0/name").textValue()).isEqualTo("Larkfield Ferries");
        var atom = elements(parsed("history.atom").getDocumentElement(), "entry");
        assertThat(feed.path("items")).hasSize(2).hasSameSizeAs(atom);
        for (int i = 0; i < atom.size(); i++) {
            var item = feed.path("items").path(i);
            assertThat(item.path("id").textValue()).isEqualTo(first(atom.get(i), "id"));
            assertThat(item.path("title").textValue()).isEqualTo(first(atom.get(i), "title"));
            assertThat(item.path("content_html").textValue()).isEqualTo(first(atom.get(i), "content"));
            assertThat(item.path("date_published").textValue()).isEqualTo(first(atom.get(i), "published"));
            assertThat(item.path("date_modified").textValue()).isEqualTo(first(atom.get(i), "updated"));
            assertThat(links(atom.get(i)))
                    .containsExactly("alternate " + item.path("url").textValue());
        }
        assertThat(feed.at("/items/1/id").textValue()).isEqualTo("tag:status.example,2026:Incident/" + open);
        assertThat(feed.at("/items/1/content_html").textValue())
                .contains("&lt;script&gt;words&lt;/script&gt; &amp; more", "first &quot;words&quot;<br />");
        assertThat(feed.at("/items/1/date_published").textValue()).isEqualTo("2026-05-05T09:00:00Z");
    }

    @Test
    void anItemOfJsonFeedKeepsItsIdWhenThereIsMoreToTell() throws Exception {
        var before = Json.MAPPER.readTree(front.text(base + "history.feed.json"));
        harbour.change("2026-05-07T09:00:00Z", tx -> harbour.update(tx, open, Ids.next(), "resolved", "It is over."));

        var after = Json.MAPPER.readTree(front.text(base + "history.feed.json"));
        assertThat(after.path("items").findValuesAsText("id"))
                .containsExactlyElementsOf(before.path("items").findValuesAsText("id"));
        assertThat(after.at("/items/1/content_html").textValue()).contains("It is over.");
        assertThat(after.at("/items/1/date_modified").textValue()).isEqualTo("2026-05-07T09:00:00Z");
    }

    @Test
    void theTwentyFiveThatWereToldLastAreInIt() throws Exception {
        harbour.change(
                "2026-05-06T09:00:00Z",
                tx -> IntStream.range(0, 60)
                        .forEach(i -> harbour.incident(tx, Ids.next(), "Wave " + i, "resolved", "minor")));
        harbour.change("2026-05-07T09:00:00Z", tx -> harbour.update(tx, open, Ids.next(), "resolved", "It is over."));

        var titles = elements(parsed("history.atom").getDocumentElement(), "entry").stream()
                .map(entry -> first(entry, "title"))
                .toList();
        assertThat(titles)
                .hasSize(25)
                .startsWith("Firmware", "Slow <b>checkout</b>")
                .doesNotHaveDuplicates();
    }

    @Test
    void whoHasThePlainFormNeedNoCompressedOne() {
        var plain = header(front.get(base + "history.atom"), "etag");
        var packed = header(front.get(base + "history.atom", "accept-encoding", "gzip"), "etag");
        assertThat(packed).isNotEqualTo(plain);

        for (var known : List.of(String.valueOf(plain), String.valueOf(packed))) {
            var answer = front.get(base + "history.atom", "accept-encoding", "gzip", "if-none-match", known);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(header(answer, "etag")).isEqualTo(known);
        }
    }

    @Test
    void everyPageLeadsToTheFeedsUnlessThereAreNone() {
        assertThat(front.text(base)).contains("href=\"./history.atom\"", "href=\"./history.rss\"");
        assertThat(front.text(base)).contains("type=\"application/feed+json\"", "href=\"./history.feed.json\"");
        assertThat(front.text(base + "incidents/" + open)).contains("href=\"../history.atom\"");

        harbour.change(
                "2026-05-06T09:00:00Z",
                tx -> harbour.run(tx, "update page set allow_rss_atom_feeds = false where id = :page"));

        assertThat(front.get(base + "history.atom").statusCode()).isEqualTo(404);
        assertThat(front.get(base + "history.rss").statusCode()).isEqualTo(404);
        assertThat(front.get(base + "history.feed.json").statusCode()).isEqualTo(404);
        assertThat(front.text(base)).doesNotContain("history.atom", "history.rss", "history.feed.json");
        assertThat(front.text(base + "incidents/" + open)).doesNotContain("history.atom", "history.rss");
    }

    private Document parsed(String path) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(front.get(base + path).body()));
    }

    private static List<Element> elements(Element in, String name) {
        var found = in.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String first(Element in, String name) {
        return elements(in, name).getFirst().getTextContent();
    }

    private static List<String> links(Element in) {
        return elements(in, "link").stream()
                .map(link -> link.getAttribute("rel") + " " + link.getAttribute("href"))
                .toList();
    }
}
