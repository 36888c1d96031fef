package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UptimeStripTest {
    @TempDir
    Path folder;

    private final String gate = Ids.next();
    private final String fog = Ids.next();
    private TestDatabase database;
    private Harbour harbour;
    private Waterfront front;
    private String base;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Europe/Oslo");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        base = "/p/" + harbour.page + "/";
    }

    @AfterEach
    void close() {
        front.close();
        database.close();
    }

    /** Up since 1 January, down as a whole for the hour around midnight after 2 May, in part for ten minutes on the 4th. */
    private void twoOutages(Tx tx) {
        harbour.component(tx, gate, "North gate", null, 1);
        harbour.was(tx, gate, 1, "2026-01-01T00:00:00Z", "2026-05-02T21:30:00Z", "operational");
        harbour.was(tx, gate, 2, "2026-05-02T21:30:00Z", "2026-05-02T22:30:00Z", "major_outage");
        harbour.was(tx, gate, 3, "2026-05-02T22:30:00Z", "2026-05-04T08:00:00Z", "operational");
        harbour.was(tx, gate, 4, "2026-05-04T08:00:00Z", "2026-05-04T08:10:00Z", "partial_outage");
        harbour.was(tx, gate, 5, "2026-05-04T08:10:00Z", "", "operational");
    }

    @Test
    void aStripTellsNinetyDaysOfThePagesZone() {
        harbour.change("2026-05-04T08:05:00Z", tx -> {
            twoOutages(tx);
            harbour.incident(tx, fog, "Fog & ice", "investigating", "major", gate);
        });
        harbour.change("2026-05-04T20:00:00Z", tx -> harbour.update(tx, fog, Ids.next(), "resolved", "Gone."));

        var strip = strip();
        assertThat(strip.attr("data-last")).isEqualTo("2026-05-04");
        assertThat(strip.attr("data-known")).isEqualTo("0");
        assertThat(strip.attr("data-days")).isEqualTo("87:0:1800: 88:0:1800: 89:600:0:" + fog);
        assertThat(page().select("[data-events]").attr("data-events")).isEqualTo("{\"" + fog + "\":\"Fog & ice\"}");
        assertThat(path(strip, "clean")).isEqualTo("M0 17h870");
        assertThat(path(strip, "longer")).isEqualTo("M873.5 0v34M883.5 0v34");
        assertThat(path(strip, "short")).isEqualTo("M893.5 0v34");
        assertThat(page().select(".uptime").text())
                .contains("99.95% uptime in 90 days")
                .contains("North gate: 99.95% uptime in 90 days. 3 days with an outage, the last on 4 May 2026.");
    }

    @Test
    void daysBeforeTheBeginningHoldNoData() {
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.component(tx, gate, "North gate", null, 1);
            harbour.was(tx, gate, 1, "2026-05-02T21:30:00Z", "", "operational");
        });

        assertThat(strip().attr("data-known")).isEqualTo("87");
        assertThat(path(strip(), "unknown")).isEqualTo("M0 17h870");
        assertThat(path(strip(), "clean")).isEqualTo("M870 17h30");
        assertThat(page().select(".uptime").text()).contains("100% uptime since 2 May 2026", "No day with an outage.");

        harbour.change(
                "2026-05-04T09:01:00Z",
                tx -> harbour.run(tx, "update component set start_date = '2026-05-03' where id = :v0", gate));
        assertThat(strip().attr("data-known")).isEqualTo("88");
    }

    @Test
    void whoseUptimeIsNotShownHasNoStrip() {
        harbour.change("2026-05-04T08:15:00Z", this::twoOutages);
        assertThat(page().select(".strip")).hasSize(1);

        harbour.change(
                "2026-05-04T08:16:00Z",
                tx -> harbour.run(tx, "update component set showcase = false where id = :v0", gate));
        assertThat(page().select(".strip, [data-events]")).isEmpty();
    }

    @Test
    void whileAComponentIsDownItsMinutesGrow() {
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.component(tx, gate, "North gate", null, 1);
            harbour.status(tx, gate, "major_outage");
            harbour.was(tx, gate, 1, "2026-05-04T07:00:00Z", "2026-05-04T08:59:00Z", "operational");
            harbour.was(tx, gate, 2, "2026-05-04T08:59:00Z", "", "major_outage");
        });
        assertThat(strip().attr("data-days")).isEqualTo("89:0:60:");

        harbour.clock.set("2026-05-04T09:05:00Z");
        front.room.publisher().sweep();
        Await.until("five minutes more", () -> strip().attr("data-days").equals("89:0:360:"));

        harbour.clock.set("2026-05-04T22:00:00Z");
        front.room.publisher().sweep();
        Await.until("the next day", () -> strip().attr("data-days").equals("88:0:46860:"));
    }

    @Test
    void aPageWithTwoHundredComponentsStaysLight() {
        harbour.change(
                "2026-05-04T09:00:00Z",
                tx -> IntStream.range(0, 200).forEach(i -> {
                    var id = Ids.next();
                    harbour.component(tx, id, "Component " + i, null, i + 1);
                    harbour.was(tx, id, 1, "2026-01-01T00:00:00Z", "2026-03-01T08:00:00Z", "operational");
                    for (int day = 1; day < 20; day++) {
                        var begin = begin(day);
                        var end = "2026-03-%02dT09:00:00Z".formatted(day);
                        harbour.was(tx, id, 2 * day, begin, end, day % 2 == 0 ? "major_outage" : "partial_outage");
                        harbour.was(tx, id, 2 * day + 1, end, day == 19 ? "" : begin(day + 1), "operational");
                    }
                }));

        Await.until("all components", () -> front.text(base).contains("Component 199"));
        var home = front.text(base).getBytes(StandardCharsets.UTF_8);
        assertThat(home.length).isBetween(100_000, 300_000);
        assertThat(page().select(".strip")).hasSize(200);
        assertThat(page().select(".strip").getFirst().select("svg, svg *")).hasSizeLessThanOrEqualTo(12);
    }

    private static String begin(int day) {
        return "2026-03-%02dT08:00:00Z".formatted(day);
    }

    private Element page() {
        return Jsoup.parse(front.text(base));
    }

    private Element strip() {
        var strips = page().select(".strip");
        assertThat(strips).hasSize(1);
        return strips.getFirst();
    }

    private static String path(Element strip, String tone) {
        return strip.select("path." + tone).attr("d");
    }
}
