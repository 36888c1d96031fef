package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.OpenIncident;
import foghorn.incident.ScheduleMaintenance;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page with more of everything than one part of a list holds: each tab is read to its end. */
class IncidentListScreenTest {
    private static final int EACH = 51;
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
        for (int i = 1; i <= EACH; i++) {
            incident("Over " + i, true);
            incident("Open " + i, false);
            var begin = desk.now().plusSeconds(86_400L * i);
            desk.incidents
                    .incidents()
                    .schedule(
                            desk.cast.alice(),
                            desk.page,
                            new ScheduleMaintenance(
                                    "Dredging " + i,
                                    Scheduled.SCHEDULED,
                                    "No boats.",
                                    Maintenance.between(begin, begin.plusSeconds(3600)),
                                    ComponentChanges.none(),
                                    true,
                                    foghorn.incident.IncidentOptions.none()));
            desk.minutesPass(1);
        }
    }

    private static void incident(String name, boolean isOver) {
        var opened = desk.incidents
                .incidents()
                .open(
                        desk.cast.alice(),
                        desk.page,
                        OpenIncident.of(name, Realtime.INVESTIGATING, "We are looking.", ComponentChanges.none()));
        if (isOver) {
            IncidentStatus resolved = Realtime.RESOLVED;
            desk.incidents
                    .incidents()
                    .update(
                            desk.cast.alice(),
                            desk.page,
                            opened.incident().id(),
                            IncidentPatch.post(resolved, "Done.", ComponentChanges.none()));
        }
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Document list(String query) {
        return Jsoup.parse(
                desk.as(desk.vera).get(desk.href("/incidents" + query)).body());
    }

    private static List<String> names(Document list) {
        return list.select("main .rows a.name").eachText();
    }

    @Test
    void eachTabIsReadToItsEndAndBack() {
        for (var tab : List.of("open", "scheduled", "resolved")) {
            var first = list("?tab=" + tab);
            assertThat(names(first)).as(tab).hasSize(50);
            assertThat(first.select(".pager a").eachText()).containsExactly("Next");
            var second = list(first.select(".pager a").attr("href").replaceFirst(".*\\?", "?"));
            assertThat(names(second)).as(tab).hasSize(1).doesNotContainAnyElementsOf(names(first));
            assertThat(second.select(".pager a").eachText()).containsExactly("Previous");
            var back = list(second.select(".pager a").attr("href").replaceFirst(".*\\?", "?"));
            assertThat(names(back)).isEqualTo(names(first));
        }
    }

    @Test
    void everythingIsCountedAndWhatComesNextStandsFirst() {
        assertThat(list("").select(".tabs a").eachText()).containsExactly("Open 51", "Scheduled 51", "Resolved");
        assertThat(names(list(""))).startsWith("Open 51");
        assertThat(names(list("?tab=scheduled"))).startsWith("Dredging 1", "Dredging 2");
        assertThat(names(list("?tab=resolved"))).startsWith("Over 51").allMatch(name -> name.startsWith("Over"));
    }

    @Test
    void whatIsFoundIsReadToItsEnd() {
        var first = list("?q=o");
        assertThat(names(first)).hasSize(50);
        var second = list(first.select(".pager a:last-child").attr("href").replaceFirst(".*\\?", "?"));
        assertThat(second.select("input[name=q]").val()).isEqualTo("o");
        assertThat(names(second)).hasSize(50).doesNotContainAnyElementsOf(names(first));
    }
}
