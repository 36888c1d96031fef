package foghorn.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.TestApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs read an incident, change a field and send the whole of it back. */
class IncidentSentBackTest {
    private static TestApi api;
    private static ApiClient alice;

    @BeforeAll
    static void start() {
        api = new TestApi();
        alice = api.alice();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void whatWasReadCanBeSentBackAlsoAfterItsPromiseHasPassed() {
        var lamp = alice.post(api.page("/components"), "{\"component\": {\"name\": \"Lighthouse\"}}")
                .text("/id");
        var made = alice.post(
                api.page("/incidents"),
                "{\"incident\": {\"name\": \"Dark\", \"next_update_at\": \"2099-01-02T03:04:05.678Z\", \"components\": {\""
                        + lamp + "\": \"major_outage\"}, \"metadata\": {\"a\": {\"n\": 1.10}}}}");
        var path = api.page("/incidents/" + made.text("/id"));
        api.rows(
                "update incident set next_update_at = '2024-05-06T07:08:09.123Z' where id = ? returning id",
                made.text("/id"));
        var read = alice.get(path);
        assertThat(read.body()).contains("1.10");

        var renamed = alice.put(path, "{\"incident\": " + read.body().replace("\"Dark\"", "\"Dim\"") + "}");

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(renamed.text("/name")).isEqualTo("Dim");
        assertThat(renamed.json().get("incident_updates")).hasSize(1);
        assertThat(renamed.json().get("components")).isEqualTo(read.json().get("components"));
        assertThat(renamed.text("/next_update_at")).isEqualTo("2024-05-06T07:08:09Z");
        var posted = alice.put(
                path, "{\"incident\": " + renamed.body().replaceFirst("\\{", "{\"body\": \"Still dim.\", ") + "}");
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(posted.json().get("next_update_at").isNull()).isTrue();
        var other = alice.patch(path, "{\"incident\": {\"next_update_at\": \"2024-05-06T07:08:10Z\"}}");
        assertThat(other.text("/errors/0/field")).isEqualTo("incident.next_update_at");
        assertThat(alice.patch(path, "{\"incident\": {\"components\": [\"x\"]}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void numbersOfMetadataThatOthersCannotReadAreRefused() {
        for (var number : List.of("1e400", "-1e400", "1e-999999999")) {
            var refused = alice.post(
                    api.page("/incidents"),
                    "{\"incident\": {\"name\": \"x\", \"metadata\": {\"a\": {\"n\": " + number + "}}}}");
            assertThat(refused.status()).as(number).isEqualTo(422);
            assertThat(refused.text("/errors/0/field")).isEqualTo("incident.metadata");
        }
    }
}
