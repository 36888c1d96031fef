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
}
