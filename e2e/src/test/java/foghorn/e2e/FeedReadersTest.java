package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Readers of feeds and calendars that others wrote, unmodified: Python's feedparser and icalendar, as Debian packages them. Where they are
 * missing these tests are reported as skipped.
 */
@Timeout(300)
class FeedReadersTest {
    private static final Path SOURCES = Foghorn.HOME.resolve("e2e/src/test/clients");

    /** Debian's own, which sees Debian's packages. */
    private static final String PYTHON = "/usr/bin/python3";

    private static Foghorn foghorn;
    private static Harbour harbour;
    private static String page;
    private static JsonNode read;
    private static JsonNode maintenance;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                Program.works(Foghorn.HOME, PYTHON, "-c", "import feedparser, icalendar"),
                "there is no python3 with feedparser and icalendar here");
        foghorn = new Foghorn();
        var printed = foghorn.setUp();
        foghorn.serve();
        page = printed.get("page_url").asText().replaceFirst("/$", "");
        var made = new Team.Made(
                page, printed.get("api_key").asText(), printed.get("page_id").asText());
        harbour = new Harbour(foghorn, made);
        harbour.post("Divers & welders <on> their way.");
        maintenance = Http.json(Http.get(
                foghorn.url("/v1/pages/" + made.pageId() + "/incidents/" + harbour.maintenance),
                "authorization",
                "OAuth " + made.apiKey()));
        Await.until(
                "the last update is in the feed",
                Duration.ofSeconds(20),
                () -> Http.get(page + "/history.atom").body().contains("Divers"));
        read = Http.json(Program.succeed(SOURCES, PYTHON, "feeds.py", page));
    }

    @AfterAll
    static void close() {
        try (var server = foghorn) {
            if (server != null) {
                assertThat(server.printed()).doesNotContain("ERROR");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rss, rss20", "atom, atom10"})
    void aReaderUnderstandsTheFeed(String name, String version) {
        var feed = read.get(name);

        assertThat(feed.get("fault").asText()).isEmpty();
        assertThat(feed.get("version").asText()).isEqualTo(version);
        assertThat(feed.get("title").asText()).startsWith("Larkfield Ferries");
        assertThat(feed.get("link").asText()).startsWith(page);
        assertThat(feed.get("again").asInt()).isEqualTo(304);
        assertThat(texts(feed, entry -> entry.get("title").asText()))
                .contains("Boats cannot land at the north quay", "Cards were refused for an hour");
        assertThat(texts(feed, entry -> entry.get("id").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"rss", "atom"})
    void anEntryHasAllUpdatesTheNewestFirstAndEachCharacterOnce(String name) {
        var entry = named(read.get(name).get("entries"), "title", "Boats cannot land at the north quay");

        assertThat(entry.get("link").asText()).isEqualTo(page + "/incidents/" + harbour.incident);
        assertThat(entry.get("published").get(0).asInt()).isGreaterThanOrEqualTo(2026);
        assertThat(entry.get("text").asText())
                .containsSubsequence(
                        "Divers &amp; welders &lt;on&gt; their way.",
                        "Identified",
                        "The motor of the gate is broken.",
                        "Investigating",
                        "The gate at the north quay does not open.");
    }

    @Test
    void aCalendarShowsWhenMaintenanceIs() {
        var calendar = read.get("calendar");

        assertThat(calendar.get("type").asText()).startsWith("text/calendar");
        assertThat(calendar.get("version").asText()).isEqualTo("2.0");
        var event = named(calendar.get("events"), "summary", "Dredging of the basin");
        assertThat(event.get("id").asText()).contains(harbour.maintenance);
        assertThat(event.get("start").asLong()).isEqualTo(second("scheduled_for"));
        assertThat(event.get("end").asLong()).isEqualTo(second("scheduled_until"));
    }

    private static long second(String field) {
        return Instant.parse(maintenance.get(field).asText()).getEpochSecond();
    }

    private static JsonNode named(JsonNode list, String field, String value) {
        for (var one : list) {
            if (one.get(field).asText().contains(value)) {
                return one;
            }
        }
        throw new AssertionError("not among " + list);
    }

    private static List<String> texts(JsonNode feed, Function<JsonNode, String> text) {
        var texts = new ArrayList<String>();
        feed.get("entries").forEach(entry -> texts.add(text.apply(entry)));
        return texts;
    }
}
