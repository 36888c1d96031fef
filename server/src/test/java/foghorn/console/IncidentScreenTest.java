package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus.Realtime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentScreenTest {
    private static Desk desk;
    private ComponentId component = new ComponentId("bbbbbbbbbbbb");
    private IncidentDetails incident;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @BeforeEach
    void anIncidentIsOpen() {
        component = desk.component("Lighthouse").id();
        incident = desk.incident("The light is out", component, ComponentStatus.MAJOR_OUTAGE);
    }

    private String href(String path) {
        return desk.href("/incidents/" + incident.incident().id() + path);
    }

    private Map<String, String> update(String status, String body) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("status", status);
        fields.put("body", body);
        fields.put("components[" + component + "]", "degraded_performance");
        fields.put("impact_override", "minor");
        fields.put("next_update", "60");
        fields.put("notify", "true");
        fields.put("seen", Integer.toString(incident.incident().version()));
        return fields;
    }

    private void assertEveryFieldIsKept(String html) {
        assertThat(html)
                .contains("value=\"monitoring\" checked")
                .contains("<option value=\"degraded_performance\" selected>")
                .contains("name=\"impact_override\" value=\"minor\" checked")
                .contains("name=\"next_update\" value=\"60\" checked")
                .contains("name=\"notify\" value=\"true\" checked")
                .doesNotContain("name=\"all_operational\" value=\"true\" checked");
    }

    @Test
    void theFormBeginsWithWhatTheIncidentSays() {
        assertThat(desk.as(desk.cast.bob()).get(href("")).body())
                .contains("<h1>The light is out</h1>", "value=\"investigating\" checked")
                .contains("<option value=\"major_outage\" selected>")
                .contains("Set all of these to Operational")
                .contains("http://localhost/p/larkfield-ferries/incidents/"
                        + incident.incident().id());
    }

    @Test
    void aRefusedUpdateIsShownAgainWithEveryFieldKept() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));

        var refused = bob.post(href("/updates"), update("monitoring", " "));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("<a href=\"#field-body\">Message must be written</a>");
        assertEveryFieldIsKept(refused.body());
    }

    @Test
    void anUpdateThatSomebodyElsePostedMeanwhileIsShownAndNothingIsLost() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        var fields = update("monitoring", "Bob's words.");
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        incident.incident().id(),
                        IncidentPatch.post(Realtime.IDENTIFIED, "Alice's words.", ComponentChanges.none()));

        var conflict = bob.post(href("/updates"), fields);

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody was faster", "Alice's words.", "Bob's words.</textarea>");
        assertEveryFieldIsKept(conflict.body());
        assertThat(desk.find(incident).updates()).hasSize(2);

        fields.put("seen", Integer.toString(desk.find(incident).incident().version()));
        assertThat(bob.post(href("/updates"), fields).statusCode()).isEqualTo(303);
        assertThat(desk.find(incident).updates().getFirst().body()).isEqualTo("Bob's words.");
    }

    @Test
    void resolvingCanSetAllComponentsToOperational() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        var fields = update("resolved", "It shines again.");
        fields.put("all_operational", "true");
        assertThat(bob.post(href("/reach"), fields).body()).contains(">Resolve");

        assertThat(bob.post(href("/updates"), fields).headers().firstValue("location"))
                .contains(href("?done=over"));

        var resolved = desk.find(incident);
        assertThat(resolved.incident().isOver()).isTrue();
        assertThat(resolved.incident().nextUpdateAt()).isEmpty();
        assertThat(resolved.components().getFirst().status()).isEqualTo(ComponentStatus.OPERATIONAL);
    }

    @Test
    void deletingIsAskedForFirst() {
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(href("/delete")).body()).contains("Delete The light is out?");

        assertThat(bob.post(href("/delete"), Map.of()).statusCode()).isEqualTo(303);

        assertThat(bob.get(href("")).statusCode()).isEqualTo(404);
        assertThat(bob.get(desk.href("/incidents?done=deleted")).body()).contains("It is no longer on the page.");
    }

    @Test
    void aPostWithoutTheFormTokenIsRefused() {
        var bob = desk.as(desk.cast.bob());
        var fields = update("monitoring", "Forged.");
        fields.put("form_token", "guess");

        assertThat(bob.post(href("/updates"), fields).statusCode()).isEqualTo(403);
        assertThat(desk.find(incident).updates()).hasSize(1);
    }

    @Test
    void whatWasPostedIsCorrectedAndNobodyIsTold() {
        var bob = desk.as(desk.cast.bob());
        var update = incident.updates().getFirst();
        var edit = href("/updates/" + update.id() + "/edit");
        assertThat(bob.get(href("")).body()).contains("href=\"" + edit + "\"");
        assertThat(bob.get(edit).body())
                .contains("nobody is told", "We are looking.</textarea>", "name=\"seen\" value=\"1\"");

        var late = bob.post(edit, Map.of("body", "The bulb is gone.", "display_at", "2199-01-01T10:00", "seen", "1"));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("Posted at must not be in the future", "The bulb is gone.</textarea>");
        var odd = bob.post(edit, Map.of("body", "The bulb is gone.", "display_at", "yesterday", "seen", "1"));
        assertThat(odd.body()).contains("Posted at must be a time such as", "value=\"yesterday\"");

        var done = bob.post(edit, Map.of("body", "The bulb is gone.", "display_at", "2026-01-02T10:30", "seen", "1"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(bob.get(done.headers().firstValue("location").orElseThrow()).body())
                .contains("nobody was told", "The bulb is gone.", "2 Jan 2026, 10:30");
        assertThat(desk.find(incident).updates().getFirst().version()).isEqualTo(2);
        assertThat(desk.as(desk.cast.alice()).get("/console/activity").body())
                .contains("Incident update edited", "posted at", "2026-01-02T10:30:00Z");

        var second = bob.post(edit, Map.of("body", "Mine.", "display_at", "2026-01-02T10:30", "seen", "1"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("The bulb is gone.", "Mine.</textarea>", "name=\"seen\" value=\"2\"");
        var earlier = Jsoup.parse(bob.get(edit).body()).select("main details");
        assertThat(earlier.select("summary").text()).isEqualTo("Earlier versions (1)");
        assertThat(earlier.select("li h2").eachText()).containsExactly("Version 1");
        assertThat(earlier.select("li p.plainly").eachText()).containsExactly("We are looking.");
    }

    @Test
    void whatWasNeverCorrectedHasNoEarlierVersion() {
        var edit = href("/updates/" + incident.updates().getFirst().id() + "/edit");
        assertThat(Jsoup.parse(desk.as(desk.cast.bob()).get(edit).body()).select("main details"))
                .isEmpty();
    }

    @Test
    void aTimeThatIsLeftAloneKeepsItsSeconds() {
        var bob = desk.as(desk.cast.bob());
        var before = incident.updates().getFirst();
        var edit = href("/updates/" + before.id() + "/edit");
        var shown =
                Jsoup.parse(bob.get(edit).body()).select("[name=display_at]").val();

        bob.post(edit, Map.of("body", "Another text.", "display_at", shown, "seen", "1"));

        var after = desk.find(incident).updates().getFirst();
        assertThat(after.body()).isEqualTo("Another text.");
        assertThat(after.displayAt()).isEqualTo(before.displayAt());
    }

    @Test
    void whoMayNotWriteCorrectsNothing() {
        var vera = desk.as(desk.vera);
        var edit = href("/updates/" + incident.updates().getFirst().id() + "/edit");
        assertThat(vera.get(href("")).body()).doesNotContain(edit);
        assertThat(vera.get(edit).statusCode()).isEqualTo(403);
        assertThat(vera.post(edit, Map.of("body", "x", "display_at", "", "seen", "1"))
                        .statusCode())
                .isEqualTo(403);
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        assertThat(bob.get(href("/updates/bbbbbbbbbbbb/edit")).statusCode()).isEqualTo(404);
    }

    @Test
    void incidentsAreFoundByWhatTheySay() {
        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("/incidents?q=LIGHT+is")).body())
                .contains("The light is out", "value=\"LIGHT is\"", "<title>Search incidents");
        assertThat(vera.get(desk.href("/incidents?q=are%20looking")).body()).contains("The light is out");
        assertThat(vera.get(desk.href("/incidents?q=50%25")).body()).contains("Nothing found");
        assertThat(vera.get(desk.href("/incidents?q=light&page=2")).body()).contains("Nothing found");
    }
}
