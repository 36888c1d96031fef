package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentList;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.kit.db.Paging;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over already is entered at the time at which it was over; the page lives in Oslo. */
class PastIncidentScreenTest {
    private Desk desk;

    @BeforeEach
    void open() throws SQLException {
        desk = new Desk();
        try (var connection = desk.test.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute("update page set time_zone = 'Europe/Oslo'");
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "The <b>old</b> crane");
        fields.put("backfill_date", "2026-03-28T22:15");
        fields.put("impact_override", "major");
        fields.put("body", "It stood still\r\nfor an hour.");
        return fields;
    }

    private List<IncidentDetails> all() {
        return desk.incidents.incidents().list(desk.cast.alice(), desk.page, IncidentList.ALL, new Paging(10, 0));
    }

    @Test
    void itIsEnteredInTheZoneOfThePageAndNobodyIsTold() {
        var alice = desk.as(desk.cast.alice());
        var list = Jsoup.parse(alice.get(desk.href("/incidents?tab=resolved")).body());
        var form = alice.get(list.selectXpath("//a[.='Enter a past incident']").attr("href"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("Europe/Oslo", "<strong>nobody is told</strong>");

        var answer = alice.post(desk.href("/incidents/past"), fields());

        var entered = all().getFirst();
        var incident = entered.incident();
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location"))
                .hasValue(desk.href("/incidents/" + incident.id() + "?done=entered"));
        assertThat(incident.name()).isEqualTo("The <b>old</b> crane");
        assertThat(incident.status()).isEqualTo(Realtime.RESOLVED);
        assertThat(incident.impact()).isEqualTo(IncidentImpact.MAJOR);
        assertThat(incident.backfilled()).isTrue();
        assertThat(incident.resolvedAt()).contains(Instant.parse("2026-03-28T21:15:00Z"));
        assertThat(entered.components()).isEmpty();
        assertThat(entered.updates()).singleElement().satisfies(update -> {
            assertThat(update.body()).isEqualTo("It stood still\nfor an hour.");
            assertThat(update.displayAt()).isEqualTo(Instant.parse("2026-03-28T21:15:00Z"));
            assertThat(update.deliverNotifications()).isFalse();
        });
        assertThat(alice.get(desk.href("/incidents/" + incident.id() + "?done=entered"))
                        .body())
                .contains("nobody was told", "entered afterwards");
    }

    @Test
    void whatIsRefusedNamesEveryFieldAndKeepsWhatWasTyped() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/incidents/past"));

        var empty = alice.post(
                desk.href("/incidents/past"),
                Map.of("name", " ", "backfill_date", "", "impact_override", "maintenance", "body", "\n"));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(empty.body()).select("#errors li").eachText())
                .containsExactly(
                        "Name must be given",
                        "Resolved at must be a time such as 2026-05-04T22:00",
                        "What happened must be written",
                        "Impact must be chosen");

        for (var wrong : Map.of(
                        "2026-05-04T11:01", "Resolved at must not be in the future",
                        "2026-03-29T02:30", "Resolved at does not exist: clocks go forward over that hour",
                        "10000-01-01T00:00", "Resolved at must be a time such as 2026-05-04T22:00")
                .entrySet()) {
            var fields = fields();
            fields.put("backfill_date", wrong.getKey());
            var refused =
                    Jsoup.parse(alice.post(desk.href("/incidents/past"), fields).body());
            assertThat(refused.select("#errors li").eachText()).containsExactly(wrong.getValue());
            assertThat(refused.select("#field-backfill_date").attr("value")).isEqualTo(wrong.getKey());
            assertThat(refused.select("#field-name").attr("value")).isEqualTo("The <b>old</b> crane");
            assertThat(refused.expectFirst("#field-body").wholeText()).contains("It stood still");
            assertThat(refused.select("input[name=impact_override][checked]").attr("value"))
                    .isEqualTo("major");
        }
        var fields = fields();
        fields.put("name", "x".repeat(256));
        fields.put("body", "x".repeat(25_001));
        assertThat(alice.post(desk.href("/incidents/past"), fields).statusCode())
                .isEqualTo(422);
        assertThat(all()).isEmpty();
    }

    @Test
    void whoMayOnlyLookIsNotOfferedIt() {
        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("/incidents?tab=resolved")).body()).doesNotContain("Enter a past incident");
        assertThat(vera.get(desk.href("/incidents/past")).statusCode()).isEqualTo(403);
        assertThat(vera.post(desk.href("/incidents/past"), fields()).statusCode())
                .isEqualTo(403);
        assertThat(all()).isEmpty();
    }
}
