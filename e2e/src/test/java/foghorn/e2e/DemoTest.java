package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fresh folder becomes a company with a past, and whatever is told in its name stays on this machine. */
@Timeout(600)
class DemoTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aFreshFolderBecomesACompanyWhoseMailStaysHere() {
        try (var mail = new SmtpSink();
                var foghorn = new Foghorn()) {
            foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + mail.port)
                    .set("FOGHORN_MAIL_FROM", "status@fernhill.example");
            var made = demo(foghorn);
            assertThat(made.get("created").asBoolean()).isTrue();
            assertThat(made.get("owner_sign_in_url").asText()).startsWith("http://localhost:" + foghorn.port);
            foghorn.serve();
            countThings(foghorn);

            var again = demo(foghorn);
            assertThat(again.get("created").asBoolean()).isFalse();
            assertThat(again.get("page_id")).isEqualTo(made.get("page_id"));
            assertThat(foghorn.run("demo").out())
                    .contains("The demo exists already.")
                    .contains(made.get("page_url").asText());
            countThings(foghorn);

            tellEverybody(foghorn, made);
            // The mail server is there and used, by everybody else.
            var other = foghorn.setUpAnother();
            Await.until(
                    "the other page is shown",
                    SOON,
                    () -> Http.get(foghorn.url("/p/larkfield/")).statusCode() == 200);
            assertThat(other.get("page_id")).isNotEqualTo(made.get("page_id"));
            Http.post(foghorn.url("/p/larkfield/subscribe"), Map.of("email", "bob@harbour.example"));
            Await.until("bob is asked", SOON, () -> !mail.accepted().isEmpty());
            Http.post(foghorn.url("/p/fernhill/subscribe"), Map.of("email", "eve@harbour.example"));
            Await.until(
                    "what eve is asked is kept here",
                    SOON,
                    () -> foghorn.run("inbox").out().contains("eve@harbour.example"));
            assertThat(mail.accepted()).extracting(SmtpSink.Accepted::recipient).containsOnly("bob@harbour.example");
            assertThat(foghorn.printed()).doesNotContain("ERROR").doesNotContain("WARN");
        }
    }

    private static JsonNode demo(Foghorn foghorn) {
        var ran = foghorn.run("demo", "--json");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return Http.json(ran.out());
    }

    private static void countThings(Foghorn foghorn) {
        var summary = Http.json(Http.get(foghorn.url("/api/v2/summary.json")));
        assertThat(summary.at("/page/name").asText()).isEqualTo("Fernhill");
        assertThat(summary.at("/page/time_zone").asText()).isEqualTo("Europe/London");
        assertThat(summary.at("/status/indicator").asText()).isEqualTo("minor");
        assertThat(count(summary.get("components"), "group", "false")).isEqualTo(20);
        assertThat(count(summary.get("components"), "group", "true")).isEqualTo(4);
        assertThat(summary.get("incidents")).hasSize(3);
        assertThat(count(summary.get("scheduled_maintenances"), "status", "in_progress"))
                .isEqualTo(1);
        assertThat(count(summary.get("scheduled_maintenances"), "status", "scheduled"))
                .isEqualTo(1);
        var incidents =
                Http.json(Http.get(foghorn.url("/api/v2/incidents.json"))).get("incidents");
        assertThat(count(incidents, "status", "resolved")).isEqualTo(40);
        assertThat(incidents).hasSize(43);
    }

    private static long count(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.get(field).asText().equals(value))
                .count();
    }

    /** A thousand people are told of an incident of the demo: all of it is kept. */
    private static void tellEverybody(Foghorn foghorn, JsonNode made) {
        var api = foghorn.url("/v1/pages/" + made.get("page_id").asText() + "/incidents");
        var key = made.get("api_key").asText();
        var incident = Http.json(Http.api("POST", api, key, """
                        {"incident":{"name":"A try","status":"investigating","body":"Nothing leaves."}}
                        """)).get("id").asText();
        Await.until("a thousand are told", SOON, () -> {
            var told = Http.json(Http.get(api + "/" + incident + "/notifications", "authorization", "OAuth " + key));
            return told.at("/0/channels/0/deliveries/sent").asInt() == 1_000;
        });
        assertThat(Http.api("DELETE", api + "/" + incident, key, "").statusCode())
                .isEqualTo(200);
    }
}
