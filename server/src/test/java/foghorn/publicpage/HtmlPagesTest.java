package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPagesTest {
    private static final String OPEN = Ids.next();
    private static final String OVER = Ids.next();
    private static final String PLANNED = Ids.next();

    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static Waterfront front;
    private static String base;
    private static String home;
    private static String open;
    private static String history;
    private static String older;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        var harbour = new Harbour(database, "Europe/Oslo");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        base = "/p/" + harbour.page + "/";
        var group = Ids.next();
        var gate = Ids.next();
        harbour.change("2026-01-04T09:00:00Z", tx -> {
            harbour.group(tx, group, "Harbours", 1);
            harbour.component(tx, gate, "North gate", group, 1);
            IntStream.range(2, 50)
                    .forEach(i -> harbour.component(tx, Ids.next(), "Berth number " + i, i % 2 == 0 ? group : null, i));
            harbour.status(tx, gate, "major_outage");
            harbour.incident(tx, OVER, "Ice", "investigating", "critical", gate);
            harbour.update(tx, OVER, Ids.next(), "investigating", "Ice on the quay.");
        });
        harbour.change(
                "2026-01-04T11:30:00Z", tx -> harbour.update(tx, OVER, Ids.next(), "resolved", "The ice is gone."));
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.incident(tx, OPEN, "Slow <b>checkout</b> & \"gates\"", "investigating", "major", gate);
            harbour.update(tx, OPEN, Ids.next(), "investigating", "First <script>alert(1)</script>\nline two");
            harbour.maintenance(
                    tx, PLANNED, "Firmware", "scheduled", "2026-05-09T21:00:00Z", "2026-05-09T23:30:00Z", gate);
        });
        harbour.change("2026-05-04T09:20:00Z", tx -> {
            harbour.update(
                    tx,
                    OPEN,
                    Ids.next(),
                    "identified",
                    "Found it.",
                    gate + "|Harbours - North gate|operational|major_outage");
            harbour.run(
                    tx,
                    "update incident set next_update_at = :v1 where id = :v0",
                    OPEN,
                    Instant.parse("2026-05-04T09:50:00Z"));
            harbour.run(
                    tx,
                    "update page set page_description = :v1 where id = :v0",
                    harbour.page.value(),
                    "Boats and **buses**.\nNo <b>trains</b>: ask [the office](mailto:office@larkfield.example).");
        });
        home = front.text(base);
        open = front.text(base + "incidents/" + OPEN);
        history = front.text(base + "history");
        older = front.text(base + "history?page=2");
    }

    @AfterAll
    static void close() {
        front.close();
        database.close();
    }

    @Test
    void everyPageHasItsFrame() {
        var over = front.text(base + "incidents/" + OVER);
        for (var page : List.of(home, open, over, history, older, front.text(base + "nothing"))) {
            assertThat(count(page, "<h1")).isEqualTo(1);
            assertThat(count(page, "<main ")).isEqualTo(1);
            assertThat(count(page, "<header ")).isEqualTo(1);
            assertThat(count(page, "<footer ")).isEqualTo(1);
            assertThat(page)
                    .contains("<html lang=\"en\">", "<a class=\"skip\" href=\"#main\">", "width=device-width")
                    .containsPattern("<title>[^<]+ - Larkfield Ferries</title>")
                    .doesNotContain("maximum-scale", "<style", " style=", "onclick")
                    .doesNotContainPattern(
                            "<script(?!( defer)? src=\"(\\.{1,2}|/p/[a-z0-9]+)/assets/[0-9a-f]{16}\\.js\"></script>)")
                    .doesNotContainPattern("(src|href)=\"(https?:)?//");
            assertHeadingsInOrder(page);
        }
    }

    @Test
    void whatThePageSaysOfItselfIsMarkdownAndNoHtml() {
        assertThat(home)
                .contains("<p>Boats and <strong>buses</strong>.\nNo &lt;b&gt;trains&lt;/b&gt;: ask <a href=\"mailto:")
                .contains(">the office</a>.</p>")
                .doesNotContain("<b>trains");
    }

    @Test
    void theHomePageSaysHowThingsAre() {
        assertThat(home)
                .contains("<title>Partial System Outage - Larkfield Ferries</title>")
                .contains("1 active incident")
                .contains("Slow &lt;b&gt;checkout&lt;/b&gt; &amp; \"gates\"")
                .contains("Found it.", "1 earlier update", "First &lt;script&gt;alert(1)&lt;/script&gt;\nline two")
                .contains("Next update by <time datetime=\"2026-05-04T09:50:00Z\">4 May 2026, 11:50 CEST</time>")
                .contains("1 of 25")
                .containsPattern(
                        "9 May 2026, 23:00</time>\\s+to <time datetime=\"2026-05-09T23:30:00Z\">10 May 2026, 01:30 CEST")
                .contains("Harbours - North gate: Operational → Major Outage")
                .contains("<h3>4 May 2026</h3>", "<span class=\"day\">20 April – 3 May 2026</span> No incidents")
                .contains("href=\"./history\"")
                .doesNotContain(OVER);
    }

    @Test
    void theHistoryTellsThreeMonthsAPage() {
        assertThat(history)
                .contains("<h1>Incident history</h1>", "March – May 2026", "<h2 id=\"m2026-05\">May 2026</h2>")
                .contains("href=\"./incidents/" + OPEN + "\"", "Found it.", "No incidents.")
                .contains("<a rel=\"next\" href=\"./history?page=2\">December 2025 – February 2026 →</a>")
                .doesNotContain("rel=\"prev\"", OVER, PLANNED);
        assertThat(older)
                .contains("href=\"./incidents/" + OVER + "\"", "Critical impact", "The ice is gone.")
                .contains("4 Jan 2026, 10:00</time>", "12:30 CET</time>")
                .contains("<a rel=\"prev\" href=\"./history\">← March – May 2026</a>")
                .doesNotContain("rel=\"next\"", OPEN);
        assertThat(front.get(base + "history?page=3").statusCode()).isEqualTo(404);
    }

    @Test
    void theIncidentPageTellsItsStoryNewestFirst() {
        assertThat(open)
                .contains(
                        "<h1>Slow &lt;b&gt;checkout&lt;/b&gt; &amp; \"gates\"</h1>",
                        "Incident report for Larkfield Ferries")
                .containsSubsequence("Updates</h2>", "Found it.", "line two")
                .contains("Major impact", "<dt>Started</dt>");
        assertThat(front.text(base + "incidents/" + OVER))
                .contains("<dt>Resolved</dt>", "2 hours 30 minutes")
                .doesNotContain("Next update");
    }

    @Test
    void everyStatusHasAShapeAndAWord() {
        for (var page : List.of(home, open, history, older)) {
            var marks = Pattern.compile(
                            "<span class=\"mark \\w+\"><svg [^>]+><use href=\"#i-(\\w+)\"/></svg>[^<]+</span>")
                    .matcher(page);
            assertThat(marks.results()
                            .map(mark -> mark.group(1))
                            .allMatch(shape -> page.contains("<symbol id=\"i-" + shape + "\"")))
                    .isTrue();
            assertThat(count(page, "class=\"mark "))
                    .isEqualTo((int) marks.reset().results().count());
        }
    }

    @Test
    void theFirstLoadIsSmall() throws IOException {
        var style = home.replaceAll("(?s).*rel=\"stylesheet\" href=\"\\./([^\"]+)\".*", "$1");
        try (var both = new ByteArrayOutputStream()) {
            both.write(front.get(base, "accept-encoding", "gzip").body());
            both.write(front.get(base + style, "accept-encoding", "gzip").body());
            assertThat(both.size()).isLessThan(50_000);
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** No level is left out on the way down. */
    private static void assertHeadingsInOrder(String page) {
        int level = 1;
        for (var heading : Pattern.compile("<h([1-6])").matcher(page).results().toList()) {
            int next = Integer.parseInt(heading.group(1));
            assertThat(next).as(page).isLessThanOrEqualTo(level + 1);
            level = next;
        }
    }
}
