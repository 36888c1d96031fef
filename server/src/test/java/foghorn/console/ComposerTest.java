package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus.Realtime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @BeforeEach
    void nothingIsOpen() {
        desk.open()
                .forEach(details -> desk.incidents
                        .incidents()
                        .delete(desk.cast.alice(), desk.page, details.incident().id()));
    }

    /** What somebody typed who chose something in every field. */
    private static Map<String, String> everyField(String component, String seen) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Payments <b>fail</b>");
        fields.put("status", "identified");
        fields.put("body", "First line.\r\n\r\nSecond \"line\".");
        fields.put("components[" + component + "]", "partial_outage");
        fields.put("impact_override", "critical");
        fields.put("next_update", "15");
        fields.put("all_operational", "true");
        fields.put("seen", seen);
        return fields;
    }

    private static void assertEveryFieldIsKept(String html, String component) {
        assertThat(html)
                .contains("value=\"identified\" checked")
                .contains("First line.\n\nSecond \"line\".</textarea>")
                .contains("name=\"components[" + component + "]\"")
                .contains("<option value=\"partial_outage\" selected>")
                .contains("name=\"impact_override\" value=\"critical\" checked")
                .contains("name=\"next_update\" value=\"15\" checked")
                .doesNotContain("name=\"notify\" value=\"true\" checked")
                .doesNotContain("name=\"impact_override\" value=\"\" checked")
                .doesNotContain("name=\"next_update\" value=\"30\" checked");
    }

    @Test
    void aRefusedIncidentIsShownAgainWithEveryFieldKept() {
        var component = desk.component("Payments").id().value();
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("/incidents/new")).statusCode()).isEqualTo(200);
        var fields = everyField(component, "");
        fields.put("name", " ");

        var refused = bob.post(desk.href("/incidents"), fields);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("There is a problem", "<a href=\"#field-name\">Name must be given</a>")
                .contains("aria-describedby=\"field-name-hint field-name-error\"");
        assertEveryFieldIsKept(refused.body(), component);
        assertThat(desk.open()).isEmpty();

        fields.put("name", "Payments <b>fail</b>");
        fields.put("body", "   ");
        assertThat(bob.post(desk.href("/incidents"), fields).body())
                .contains("value=\"Payments &lt;b>fail&lt;/b>\"", "Message must be written");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href("/incidents/new"));

        var refused = bob.post(
                desk.href("/incidents"),
                Map.of(
                        "status", "completed",
                        "components[bbbbbbbbbbbb]", "on_fire",
                        "impact_override", "huge",
                        "next_update", "7"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("#field-name", "#field-status", "#field-body", "#field-components")
                .contains("#field-impact_override", "#field-next_update");
    }

    @Test
    void aComponentOfAnotherPageIsRefusedWithTheTextKept() {
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href("/incidents/new"));

        var refused = bob.post(desk.href("/incidents"), everyField("bbbbbbbbbbbb", ""));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("#field-components", "First line.");
    }

    @Test
    void anIncidentThatSomebodyElseOpenedMeanwhileIsShownAndNothingIsLost() {
        var component = desk.component("Checkout");
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href("/incidents/new"));
        var other = desk.incident("Checkout is <i>down</i>", component.id(), ComponentStatus.MAJOR_OUTAGE);

        var fields = everyField(component.id().value(), "");
        var conflict = bob.post(desk.href("/incidents"), fields);

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Somebody was faster", "Checkout is &lt;i&gt;down&lt;/i&gt;", "We are looking.")
                .contains(desk.href("/incidents/" + other.incident().id()))
                .contains("value=\"Payments &lt;b>fail&lt;/b>\"")
                .contains("name=\"seen\" value=\"" + other.incident().id() + "\"");
        assertEveryFieldIsKept(conflict.body(), component.id().value());
        assertThat(desk.open()).hasSize(1);

        fields.put("seen", other.incident().id().value());
        assertThat(bob.post(desk.href("/incidents"), fields).statusCode()).isEqualTo(303);
        assertThat(desk.open()).hasSize(2);
    }

    @Test
    void publishingDoesWhatTheFormSays() {
        var component = desk.component("Ferries");
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href("/incidents/new"));

        var done = bob.post(desk.href("/incidents"), everyField(component.id().value(), ""));

        assertThat(done.statusCode()).isEqualTo(303);
        var opened = desk.open().getFirst();
        assertThat(done.headers().firstValue("location"))
                .contains(desk.href("/incidents/" + opened.incident().id() + "?done=published"));
        assertThat(opened.incident().name()).isEqualTo("Payments <b>fail</b>");
        assertThat(opened.incident().status()).isEqualTo(Realtime.IDENTIFIED);
        assertThat(opened.incident().impact()).isEqualTo(IncidentImpact.CRITICAL);
        assertThat(opened.incident().nextUpdateAt()).contains(desk.now().plus(Duration.ofMinutes(15)));
        assertThat(opened.components().getFirst().status()).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
        assertThat(opened.updates().getFirst().body()).isEqualTo("First line.\n\nSecond \"line\".");
        assertThat(opened.updates().getFirst().deliverNotifications()).isFalse();
        assertThat(bob.get(done.headers().firstValue("location").orElseThrow()).body())
                .contains("Published. The page shows it now.");
    }

    @Test
    void theReachIsExactForTheChosenComponents() {
        var harbour = desk.component("Harbour");
        desk.subscriber("all@example.org", "active", Optional.empty());
        desk.subscriber("harbour@example.org", "active", Optional.of(harbour.id()));
        desk.subscriber("never@example.org", "unconfirmed", Optional.empty());
        desk.subscriber("gone@example.org", "unsubscribed", Optional.empty());
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("/incidents/new")).body())
                .contains("1 by e-mail. 1 has not confirmed and is not told.", "Publish and notify 1<");

        var fields = new LinkedHashMap<String, String>();
        fields.put("status", "investigating");
        fields.put("notify", "true");
        fields.put("components[" + harbour.id() + "]", "major_outage");
        assertThat(bob.post(desk.href("/incidents/reach"), fields).body())
                .contains("2 by e-mail. 1 has not confirmed and is not told.", "Publish and notify 2<", ": Critical");

        fields.remove("notify");
        assertThat(bob.post(desk.href("/incidents/reach"), fields).body()).contains("Nobody is told.", ">Publish<");
    }

    @Test
    void withoutScriptsTheReachCanBeCountedAgain() {
        var harbour = desk.component("Pier");
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href("/incidents/new"));
        var fields = everyField(harbour.id().value(), "");
        fields.put("only_count", "true");

        var counted = bob.post(desk.href("/incidents"), fields);

        assertThat(counted.statusCode()).isEqualTo(200);
        assertEveryFieldIsKept(counted.body(), harbour.id().value());
        assertThat(desk.open()).isEmpty();
    }
}
