package foghorn.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status embed: how it is set through {@code /v1}, and what of it and of badges is published. */
@Covers({"getStatusEmbed", "patchStatusEmbed", "putStatusEmbed"})
class StatusEmbedApiTest {
    private static TestApi api;
    private static ApiClient alice;

    private String id;
    private String page;

    @BeforeAll
    static void start() {
        api = new TestApi();
        alice = api.alice();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void aPageOfItsOwn() {
        id = api.anotherPage().value();
        page = "/v1/pages/" + id;
        published("badge.svg");
    }

    private ApiClient.Response published(String path) {
        Await.until(path + " is published", () -> read(path).status() == 200);
        return read(path);
    }

    private ApiClient.Response read(String path) {
        return api.anonymous().get("/p/" + id + "/" + path);
    }

    /** Waits until an item, which is published anew after every change, has these words in it. */
    private void awaitIn(String path, String words) {
        Await.until(path + " says " + words, () -> read(path).body().contains(words));
    }

    private ApiClient.Response patch(String fields) {
        return alice.patch(page + "/status_embed_config", "{\"status_embed_config\": {" + fields + "}}");
    }

    private String incident(String fields) {
        return alice.post(page + "/incidents", "{\"incident\": {\"name\": \"Fog <at> sea\"" + fields + "}}")
                .text("/id");
    }

    @Test
    void itIsSetFieldByField() {
        var initial = alice.get(page + "/status_embed_config.json");
        assertThat(initial.text("/page_id")).isEqualTo(id);
        assertThat(initial.text("/position")).isEqualTo("bottom-left");

        var changed = patch("\"position\": \"top-right\", \"incident_text_color\": \"00FF7f\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/incident_text_color")).isEqualTo("#00ff7f");
        assertThat(changed.json().get("incident_background_color"))
                .isEqualTo(initial.json().get("incident_background_color"));

        var form = alice.with("Content-Type", "application/x-www-form-urlencoded");
        var put = form.send(
                "PUT", page + "/status_embed_config", "status_embed_config[maintenance_text_color]=%23000000");
        assertThat(put.text("/maintenance_text_color")).isEqualTo("#000000");
        assertThat(put.text("/position")).isEqualTo("top-right");
        awaitIn("embed/script.js", "'top-right'");
    }

    @ParameterizedTest
    @CsvSource({
        "position, \"middle\"",
        "position, null",
        "incident_background_color, \"red\"",
        "incident_text_color, \"#fff\"",
        "maintenance_background_color, 7",
        "maintenance_text_color, \"#ffffff;\""
    })
    void whatIsNoCornerOrColourIsRefused(String field, String value) {
        var answer = patch("\"" + field + "\": " + value);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("status_embed_config." + field);
    }

    @Test
    void theFrameShowsWhatIsGoingOnAndMayBeFramed() {
        assertThat(published("embed/frame").body()).contains("data-event=\"\"");
        var open = incident("");
        awaitIn("embed/frame", "data-event=\"" + open + "\"");
        var frame = read("embed/frame");
        assertThat(frame.body()).contains("Fog &lt;at&gt; sea").contains("data-background=\"#b42318\"");
        assertThat(frame.header("content-security-policy").orElse("")).contains("frame-ancestors *");
        assertThat(read("").header("content-security-policy").orElse("")).contains("frame-ancestors 'none'");
        assertThat(read("embed/script.js").header("content-type")).contains("text/javascript; charset=utf-8");

        alice.patch(page + "/incidents/" + open, "{\"incident\": {\"status\": \"resolved\"}}");
        awaitIn("embed/frame", "data-event=\"\"");
    }

    @Test
    void aRunningMaintenanceHasColoursOfItsOwn() {
        patch("\"maintenance_background_color\": \"#123456\"");
        var maintenance = incident(", \"status\": \"scheduled\", \"scheduled_for\": \"2098-01-01T00:00:00Z\","
                + " \"scheduled_until\": \"2098-01-02T00:00:00Z\"");
        alice.patch(page + "/incidents/" + maintenance, "{\"incident\": {\"status\": \"in_progress\"}}");
        awaitIn("embed/frame", "data-background=\"#123456\"");
    }

    @Test
    void badgesSayHowThePageAndItsComponentsAreDoing() {
        assertThat(read("badge.svg").body()).contains("All Systems Operational");
        var quay = alice.post(page + "/components", "{\"component\": {\"name\": \"Quay & <pier>\"}}")
                .text("/id");
        var badge = published("badges/" + quay + ".svg");
        assertThat(badge.header("content-type")).contains("image/svg+xml; charset=utf-8");
        assertThat(badge.body()).contains("Quay &amp; &lt;pier&gt;: Operational");
        alice.patch(page + "/components/" + quay, "{\"component\": {\"status\": \"major_outage\"}}");
        awaitIn("badges/" + quay + ".svg", "Major Outage");
        awaitIn("badge.svg", "Major System Outage");
    }

    /** What a page does not show has no badge, and a page that is not public has neither badge nor embed. */
    @Test
    void nothingIsToldOfWhatIsNotShown() {
        var quay = alice.post(page + "/components", "{\"component\": {\"name\": \"Quay\"}}")
                .text("/id");
        var badge = "badges/" + quay + ".svg";
        published(badge);
        alice.patch(page + "/components/" + quay, "{\"component\": {\"only_show_if_degraded\": true}}");
        Await.until("the badge is gone", () -> read(badge).status() == 404);

        alice.patch(page, "{\"page\": {\"viewers_must_be_team_members\": true}}");
        for (var path : new String[] {"badge.svg", "embed/frame", "embed/script.js", badge}) {
            assertThat(read(path).status()).as(path).isEqualTo(404);
        }
    }
}
