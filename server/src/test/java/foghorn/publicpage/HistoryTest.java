package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.Await;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Json;
import foghorn.publicpage.store.Item;
import foghorn.publicpage.store.PublishedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    private final String old = Ids.next();
    private final String recent = Ids.next();
    private final String done = Ids.next();
    private final String planned = Ids.next();
    private final String gate = Ids.next();
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
        harbour.change("2025-09-30T22:30:00Z", tx -> {
            harbour.component(tx, gate, "North gate", null, 1);
            harbour.incident(tx, old, "Fog", "investigating", "minor", gate);
            harbour.update(tx, old, Ids.next(), "investigating", "We see nothing.");
        });
        harbour.change(
                "2025-10-02T08:00:00Z", tx -> harbour.update(tx, old, Ids.next(), "resolved", "The fog is gone."));
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.incident(tx, recent, "Slow checkout", "investigating", "major", gate);
            harbour.maintenance(tx, planned, "Firmware", "scheduled", "2026-05-09T21:00:00Z", "2026-05-09T23:30:00Z");
            harbour.maintenance(tx, done, "Dredging", "in_progress", "2026-03-02T21:00:00Z", "2026-03-02T22:00:00Z");
        });
        harbour.change("2026-05-05T09:00:00Z", tx -> {
            harbour.update(tx, done, Ids.next(), "completed", "Done.");
            harbour.update(tx, recent, Ids.next(), "identified", "Found it.");
        });
    }

    @AfterEach
    void close() {
        front.close();
        database.close();
    }

    @Test
    void aPageHoldsThreeMonthsAsInTheContract() {
        var page = json("history.json");

        assertThat(page.at("/page_status/page/id").textValue()).isEqualTo(harbour.page.value());
        assertThat(page.at("/components/0/name").textValue()).isEqualTo("North gate");
        assertThat(page.path("start_time").textValue()).isEqualTo("2026-03-01T00:00:00+01:00");
        assertThat(page.path("end_time").textValue()).isEqualTo("2026-05-31T23:59:59+02:00");
        assertThat(page.path("component_filter").isNull()).isTrue();
        assertThat(page.path("months").toString()).isEqualTo("""
                        [{"name":"May","year":2026,"starts_on":5,"days":31,"incidents":[{"code":"%s","name":"Slow checkout",\
                        "message":"Found it.","impact":"major","timestamp":"May <var data-var='date'> 4</var>, \
                        <var data-var='time'>11:00</var> CEST","status":"identified","started_at":"2026-05-04T11:00:00.000+02:00",\
                        "resolved_at":null,"component_ids":["%s"]}]},\
                        {"name":"April","year":2026,"starts_on":3,"days":30,"incidents":[]},\
                        {"name":"March","year":2026,"starts_on":0,"days":31,"incidents":[{"code":"%s","name":"Dredging",\
                        "message":"Done.","impact":"maintenance","timestamp":"Mar <var data-var='date'> 2</var>, \
                        <var data-var='time'>22:00</var> CET &nbsp;-&nbsp; May <var data-var='date'> 5</var>, \
                        <var data-var='time'>11:00</var> CEST","status":"completed","started_at":"2026-03-02T22:00:00.000+01:00",\
                        "resolved_at":"2026-05-05T11:00:00.000+02:00","component_ids":[]}]}]""".formatted(recent, gate, done));
    }

    @Test
    void theHomePageLooksBackAsFarAsItsTeamWants() {
        harbour.change(
                "2026-05-06T09:00:00Z", tx -> harbour.run(tx, "update page set recent_days = 7 where id = :page"));
        assertThat(front.text(base)).contains(">30 April – 3 May 2026</span> No incidents");

        harbour.change(
                "2026-05-20T09:00:00Z", tx -> harbour.run(tx, "update page set recent_days = 30 where id = :page"));
        assertThat(front.text(base))
                .contains("<h3>4 May 2026</h3>", ">21 April – 3 May 2026</span> No incidents", "Slow checkout");
    }

    @Test
    void olderPagesGoBackToTheFirstIncidentInThePagesZone() {
        assertThat(names(json("history.json?page=2"))).containsExactly("February", "January", "December");
        assertThat(names(json("history.json?page=3"))).containsExactly("November", "October", "September");
        assertThat(json("history.json?page=3").at("/months/1/incidents/0/code").textValue())
                .isEqualTo(old);
        assertThat(json("history.json?page=3").path("components")).isEmpty();
        assertThat(json("history.json?page=1")).isEqualTo(json("history.json"));
        for (var none : new String[] {"4", "0", "-1", "01", "x", "", "99999"}) {
            assertThat(front.get(base + "history.json?page=" + none).statusCode())
                    .as(none)
                    .isEqualTo(404);
        }
    }

    @Test
    void aChangeLeavesOlderPagesAsTheyWere() {
        var before = items();
        harbour.change("2026-05-06T09:00:00Z", tx -> {
            harbour.status(tx, gate, "major_outage");
            harbour.update(tx, recent, Ids.next(), "monitoring", "We watch it.");
        });
        var after = items();

        assertThat(after.get("history.json")).isNotEqualTo(before.get("history.json"));
        for (var path : new String[] {"history.json?page=2", "history.json?page=3", "incidents/" + old + ".json"}) {
            assertThat(after.get(path)).as(path).isEqualTo(before.get(path));
        }
    }

    @Test
    void aChangeOfAnOldIncidentIsSeenInItsQuarter() {
        harbour.change(
                "2026-05-06T09:00:00Z", tx -> harbour.update(tx, old, Ids.next(), "resolved", "It was the kettle."));

        assertThat(json("history.json?page=3")
                        .at("/months/1/incidents/0/message")
                        .textValue())
                .isEqualTo("It was the kettle.");
        assertThat(front.text(base + "incidents/" + old + ".json")).contains("It was the kettle.");
    }

    @Test
    void aMonthShowsThreeAndFoldsTheRest() {
        harbour.change(
                "2026-05-06T09:00:00Z",
                tx -> IntStream.range(0, 4)
                        .forEach(i -> harbour.incident(tx, Ids.next(), "Wave " + i, "resolved", "minor")));

        assertThat(front.text(base + "history"))
                .containsSubsequence("Wave", "<summary>Show all 5 of May 2026</summary>", "Slow checkout")
                .containsPattern("6 May 2026, 11:00 CEST</time>\\s*</span>");
    }

    @Test
    void theHomePageTellsTheLastDaysAndFoldsTheQuietOnes() {
        assertThat(front.text(base))
                .containsSubsequence(">5 May 2026</span> No incidents", "<h3>4 May 2026</h3>", "Slow checkout")
                .contains(">21 April – 3 May 2026</span> No incidents")
                .doesNotContain("Dredging");

        harbour.change(
                "2026-05-06T09:00:00Z", tx -> harbour.update(tx, recent, Ids.next(), "resolved", "All is well."));
        assertThat(front.text(base))
                .containsSubsequence(
                        ">5–6 May 2026</span> No incidents", "<h3>4 May 2026</h3>", "All is well.", "1 earlier update")
                .contains(">22 April – 3 May 2026</span> No incidents");

        harbour.clock.set("2026-05-06T22:00:01Z");
        front.room.publisher().sweep();
        Await.until("the next day", () -> front.text(base).contains(">5–7 May 2026</span> No incidents"));
    }

    @Test
    void withTheMonthThePagesMoveOn() {
        harbour.clock.set("2026-05-31T22:00:01Z");
        front.room.publisher().sweep();

        Await.until("June", () -> names(json("history.json")).getFirst().equals("June"));
        assertThat(names(json("history.json?page=3"))).containsExactly("December", "November", "October");
        assertThat(json("history.json?page=3").at("/months/2/incidents/0/code").textValue())
                .isEqualTo(old);
    }

    @Test
    void whatIsDeletedIsInNoPageOfTheHistory() {
        harbour.change("2026-05-06T09:00:00Z", tx -> {
            harbour.run(tx, "update incident set deleted_at = :now where id = :v0", old);
            tx.withdraw("incidents/" + old);
        });

        assertThat(front.get(base + "incidents/" + old + ".json").statusCode()).isEqualTo(404);
        assertThat(front.get(base + "history.json?page=3").statusCode()).isEqualTo(404);
        assertThat(front.text(base + "history.json")).doesNotContain(old);
        assertThat(front.text(base + "history.atom")).doesNotContain(old);
    }

    @Test
    void aHugeNumberOfYearsMakesNoHugeNumberOfPages() {
        harbour.change(
                "2026-05-06T09:00:00Z",
                tx -> harbour.run(tx, "update incident set started_at = '0100-01-01 00:00:00+00' where id = :v0", old));

        assertThat(front.get(base + "history.json?page=2").statusCode()).isEqualTo(404);
        assertThat(front.get(base + "incidents/" + old).statusCode()).isEqualTo(200);
    }

    @Test
    void anIncidentHasADocumentOfItsOwn() {
        var incident = json("incidents/" + old + ".json");

        assertThat(incident.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "name",
                        "status",
                        "created_at",
                        "updated_at",
                        "monitoring_at",
                        "resolved_at",
                        "impact",
                        "shortlink",
                        "started_at",
                        "page_id",
                        "incident_updates",
                        "components",
                        "postmortem_body",
                        "postmortem_published_at");
        assertThat(incident.path("shortlink").textValue()).isEqualTo("https://console.example/s/" + old);
        assertThat(incident.path("components").toString())
                .isEqualTo("[{\"id\":\"" + gate + "\",\"name\":\"North gate\"}]");
        assertThat(incident.path("incident_updates").findValuesAsText("body"))
                .containsExactly("The fog is gone.", "We see nothing.");
        assertThat(json("incidents/" + planned + ".json")
                        .path("scheduled_until")
                        .textValue())
                .isEqualTo("2026-05-10T01:30:00.000+02:00");
    }

    private Map<String, Item> items() {
        return Objects.requireNonNull(PublishedStore.open(folder).find(harbour.page.value()))
                .items();
    }

    private JsonNode json(String path) {
        try {
            return Json.MAPPER.readTree(front.text(base + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.path("months").spliterator(), false)
                .map(month -> month.path("name").asText())
                .toList();
    }
}
