package foghorn.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.publicpage.store.Item;
import foghorn.publicpage.store.PublishedStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UptimePagesTest {
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
        harbour.change("2026-05-02T21:35:00Z", tx -> {
            harbour.component(tx, gate, "North gate", null, 1);
            harbour.was(tx, gate, 1, "2026-01-10T00:00:00Z", "2026-02-03T10:00:00Z", "operational");
            harbour.was(tx, gate, 2, "2026-02-03T10:00:00Z", "2026-02-03T10:45:00Z", "partial_outage");
            harbour.was(tx, gate, 3, "2026-02-03T10:45:00Z", "2026-05-02T21:30:00Z", "operational");
            harbour.was(tx, gate, 4, "2026-05-02T21:30:00Z", "2026-05-02T22:30:00Z", "major_outage");
            harbour.was(tx, gate, 5, "2026-05-02T22:30:00Z", "", "operational");
            harbour.incident(tx, fog, "Fog", "investigating", "major", gate);
        });
        harbour.change("2026-05-03T09:00:00Z", tx -> harbour.update(tx, fog, Ids.next(), "resolved", "It is gone."));
    }

    @AfterEach
    void close() {
        front.close();
        database.close();
    }

    @Test
    void thePresentHasTheStripsDaysAndAllThatIsKnown() {
        var page = page("uptime/" + gate);

        assertThat(page.select("h1").text()).isEqualTo("Uptime of North gate");
        assertThat(page.select(".calendar h2").eachText())
                .containsExactly("May 2026", "April 2026", "March 2026", "February 2026");
        assertThat(page.select("dl dt").eachText())
                .containsExactly("These four months", "Twelve months", "Since 10 January 2026");
        assertThat(page.select("dl dd").eachText())
                .containsExactly(
                        "99.94%",
                        "Major outage 1 hour, partial outage 45 minutes",
                        "99.95%",
                        "Major outage 1 hour, partial outage 45 minutes",
                        "99.95%",
                        "Major outage 1 hour, partial outage 45 minutes");
        assertThat(page.select(".list tbody tr").eachText())
                .containsExactly(
                        "3 May 2026 30 minutes Fog",
                        "2 May 2026 30 minutes Fog",
                        "4 Feb 2026 – 1 May 2026 No outage, no incident",
                        "3 Feb 2026 45 minutes",
                        "1 Feb 2026 – 2 Feb 2026 No outage, no incident");
        assertThat(page.select("td.longer").eachText()).containsExactly("2 30 min", "3 30 min");
        assertThat(page.select("td.longer a").eachAttr("href")).containsExactly("#d2026-05-02", "#d2026-05-03");
        assertThat(page.select("a[rel=next]").attr("href")).isEqualTo("../uptime/" + gate + "/2026-01");
        assertThat(page.select("a[rel=next]").text()).isEqualTo("January – March 2026 →");
        assertThat(page.select("a[rel=prev]")).isEmpty();
    }

    @Test
    void whatTheStripShowsIsInTheTable() {
        for (var day :
                new String[] {"2026-05-01", "2026-05-04", "2026-07-31", "2026-08-01", "2027-03-01", "2027-03-31"}) {
            harbour.change(day + "T09:00:00Z", tx -> harbour.status(tx, gate, "operational"));
            var first = LocalDate.parse(day).minusDays(89);

            var table = front.text(base + "uptime/" + gate + ".csv").lines().toList();

            assertThat(table).as(day).anyMatch(line -> line.startsWith(first + ","));
            assertThat(table).as(day).anyMatch(line -> line.startsWith(day + ","));
            assertThat(page("uptime/" + gate).select(".calendar h2").eachText().size())
                    .isBetween(3, 4);
        }
    }

    @Test
    void aQuarterThatIsOverTellsItsOwn() {
        var page = page("uptime/" + gate + "/2026-01");

        assertThat(page.select(".calendar h2").eachText())
                .containsExactly("March 2026", "February 2026", "January 2026");
        assertThat(page.select("dl dt").eachText()).containsExactly("These three months");
        assertThat(page.select(".list tbody tr").eachText())
                .containsExactly(
                        "4 Feb 2026 – 31 Mar 2026 No outage, no incident",
                        "3 Feb 2026 45 minutes",
                        "10 Jan 2026 – 2 Feb 2026 No outage, no incident",
                        "1 Jan 2026 – 9 Jan 2026 No data");
        assertThat(page.select("td.unknown")).hasSize(9);
        assertThat(page.select("a[rel=prev]").attr("href")).isEqualTo("../../uptime/" + gate);
        assertThat(page.select("a[rel=next]")).isEmpty();
        assertThat(front.get(base + "uptime/" + gate + "/2025-10").statusCode()).isEqualTo(404);
    }

    @Test
    void theDaysCanBeTakenAwayAsATable() {
        assertThat(page("uptime/" + gate).select("a[download]").attr("href")).isEqualTo("../uptime/" + gate + ".csv");
        var past = front.text(base + "uptime/" + gate + "/2026-01.csv");
        assertThat(past.lines())
                .hasSize(91)
                .startsWith(
                        "day,uptime_percentage,known_seconds,major_outage_seconds,partial_outage_seconds,corrected,incidents",
                        "2026-01-01,,0,0,0,false,")
                .contains("2026-02-03,99.0625,86400,0,2700,false,", "2026-03-29,100,82800,0,0,false,");
        assertThat(front.text(base + "uptime/" + gate + ".csv").lines())
                .hasSize(93)
                .endsWith("2026-05-03,95.4545,39600,1800,0,false," + fog);
    }

    @Test
    void onlyThePresentLeadsToOtherComponents() {
        var quay = Ids.next();
        var islands = Ids.next();
        harbour.change("2026-05-03T10:00:00Z", tx -> {
            harbour.group(tx, islands, "Islands", 2);
            harbour.component(tx, quay, "Quay", islands, 1);
            harbour.was(tx, quay, 1, "2026-05-01T00:00:00Z", "", "operational");
        });

        var form = page("uptime/" + quay).select("form.picker");
        assertThat(form.attr("action")).isEqualTo("../uptime");
        assertThat(form.select("select > option").eachText()).containsExactly("North gate");
        assertThat(form.select("optgroup[label=Islands] > option[selected]").eachText())
                .containsExactly("Quay");
        assertThat(page("uptime/" + gate + "/2026-01").select("form.picker")).isEmpty();
        assertThat(page("uptime").select("h2").eachText()).containsExactly("Islands");
    }

    @Test
    void theFormLeadsToTheChosenComponent() {
        var answer = front.get(base + "uptime?component=" + gate);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Waterfront.header(answer, "location")).isEqualTo(base + "uptime/" + gate);
        for (var other : new String[] {Ids.next(), "", "..%2F"}) {
            assertThat(front.get(base + "uptime?component=" + other).statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
        assertThat(front.send("POST", base + "uptime?component=" + gate).statusCode())
                .isEqualTo(405);
    }

    @Test
    void theScriptKnowsEveryDayOfTheCalendar() {
        var months = page("uptime/" + gate).expectFirst(".months");

        assertThat(months.attr("data-last")).isEqualTo("2026-05-03");
        assertThat(months.select("[data-day]").eachAttr("data-day"))
                .hasSize(92)
                .startsWith("89", "90", "91", "59")
                .doesNotHaveDuplicates();
        assertThat(months.select("[data-day=90]").text()).isEqualTo("2 30 min");
        assertThat(months.attr("data-days")).isEqualTo("2:2700:0: 90:0:1800:" + fog + " 91:0:1800:" + fog);
        assertThat(months.attr("data-events")).isEqualTo("{\"" + fog + "\":\"Fog\"}");
    }

    @Test
    void aPageCountsAsItSays() {
        assertThat(page("uptime/" + gate).select("details").text())
                .contains("0.3 times the time of partial outages")
                .doesNotContain("promise");
        harbour.change("2026-05-03T10:00:00Z", tx -> harbour.run(tx, """
                        insert into uptime_rule (organization_id, page_id, major_percent, partial_percent, step_1, step_2, step_3, step_4,
                                                 target, version)
                        values (:organizationId, :page, 100, 100, 10, 30, 45, 120, 99.95, 1)
                        """));

        var present = page("uptime/" + gate);
        assertThat(present.select("td.longer").eachText()).containsExactly("2 30 min", "3 30 min");
        assertThat(present.select("dl > div:last-child dt").text()).isEqualTo("Target for each month");
        assertThat(present.select("dl > div:last-child dd").eachText())
                .containsExactly("99.95%", "Missed in May 2026, February 2026");
        assertThat(present.select("details").text())
                .contains("the time of major outages and the time of partial outages", "99.95% in each calendar month")
                .contains("Less than 10 minutes", "Less than 2 hours", "2 hours or more");
        var over = page("uptime/" + gate + "/2026-01");
        assertThat(over.select("td.long").eachText()).containsExactly("3 45 min");
        assertThat(over.select("dl > div:last-child dd").eachText())
                .containsExactly("99.95%", "Missed in February 2026");
        assertThat(page("").select(".legend").text()).contains("of a partial outage as one", "Less than 10 minutes");
        assertThat(front.text(base + "uptime/" + gate + "/2026-01.csv")).contains("2026-02-03,96.875,");
    }

    @Test
    void everyPageLeadsToTheComponents() {
        assertThat(page("").select("nav a[href=./uptime]")).hasSize(1);
        assertThat(page("uptime")
                        .select("a.component[href=./uptime/" + gate + "]")
                        .text())
                .isEqualTo("North gate");
        assertThat(page("").select("a[href=./uptime/" + gate + "]").text())
                .isEqualTo("99.94% uptime in 90 days of North gate, all days");
    }

    @Test
    void aChangeLeavesWhatIsOverAsItWas() {
        var before = items();
        harbour.change("2026-05-04T09:00:00Z", tx -> {
            harbour.status(tx, gate, "major_outage");
            harbour.run(
                    tx,
                    "update component_status_history set ended_at = :now where component_id = :v0 and ended_at is null",
                    gate);
            harbour.was(tx, gate, 6, "2026-05-04T09:00:00Z", "", "major_outage");
        });
        var after = items();

        assertThat(after.get("uptime/" + gate)).isNotEqualTo(before.get("uptime/" + gate));
        assertThat(after.get("uptime/" + gate + "/2026-01")).isEqualTo(before.get("uptime/" + gate + "/2026-01"));
    }

    @Test
    void aCorrectedDaySaysSo() {
        var before = items();
        harbour.change("2026-05-03T10:00:00Z", tx -> harbour.run(tx, """
                        insert into uptime_correction (organization_id, page_id, component_id, day, major_minutes, partial_minutes,
                                                       reason, corrected_at)
                        values (:organizationId, :page, :v0, '2026-02-04', 20, 0, 'A secret of the team', :now),
                               (:organizationId, :page, :v0, '2026-02-03', 0, 0, 'A secret of the team', :now)
                        """, gate));

        var past = page("uptime/" + gate + "/2026-01");
        assertThat(past.select(".list tbody tr[id]").eachText())
                .containsExactly("4 Feb 2026 Corrected 20 minutes", "3 Feb 2026 Corrected");
        assertThat(past.select("td.longer").eachText()).containsExactly("4 20 min");
        assertThat(front.text(base + "uptime/" + gate + "/2026-01.csv"))
                .contains("2026-02-03,100,86400,0,0,true,", "2026-02-04,98.6111,86400,1200,0,true,");
        assertThat(page("").select(".strip").attr("data-days")).startsWith("0:0:0::c 1:0:1200::c ");
        assertThat(page("uptime/" + gate).select("dl dd").eachText()).contains("Major outage 1 hour 20 minutes");
        items().keySet().forEach(path -> assertThat(front.text(base + path)).doesNotContain("secret"));
        assertThat(items().get("uptime/" + gate + "/2026-01")).isNotEqualTo(before.get("uptime/" + gate + "/2026-01"));
    }

    @Test
    void whoseUptimeIsNotShownHasNoPages() {
        harbour.change(
                "2026-05-04T09:00:00Z",
                tx -> harbour.run(tx, "update component set showcase = false where id = :v0", gate));

        for (var path :
                new String[] {"uptime", "uptime/" + gate, "uptime/" + gate + "/2026-01", "uptime/" + gate + ".csv"}) {
            assertThat(front.get(base + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(page("").select("a[href*=uptime]")).isEmpty();
    }

    private Map<String, Item> items() {
        return Objects.requireNonNull(PublishedStore.open(folder).find(harbour.page.value()))
                .items();
    }

    private Element page(String path) {
        return Jsoup.parse(front.text(base + path));
    }
}
