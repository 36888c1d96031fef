package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With an external database that goes away: published pages stay, also over a restart of the server, and writing comes back by itself. */
@Timeout(300)
class DatabaseGoneTest {
    private static final List<String> DOCUMENTS = List.of(
            "",
            "api/v2/summary.json",
            "api/v2/status.json",
            "api/v2/components.json",
            "api/v2/incidents.json",
            "api/v2/incidents/unresolved.json",
            "api/v2/scheduled-maintenances.json",
            "api/v2/scheduled-maintenances/upcoming.json",
            "api/v2/scheduled-maintenances/active.json");

    @Test
    void publishedPagesOutliveTheDatabase() {
        try (var database = new DebianPostgres();
                var foghorn = database.use(new Foghorn())) {
            var made = foghorn.setUp();
            var key = made.get("api_key").asText();
            var api = foghorn.url("/v1/pages/" + made.get("page_id").asText());
            foghorn.serve();
            var open = open(api, key, "Still open");
            var resolved = open(api, key, "Long over");
            Http.api("PATCH", api + "/incidents/" + resolved, key, """
                    {"incident":{"status":"resolved","body":"All is well again."}}
                    """);
            foghorn.stop();
            foghorn.serve();

            var paths = new ArrayList<>(DOCUMENTS);
            paths.add("incidents/" + open);
            var before = new LinkedHashMap<String, String>();
            paths.forEach(path -> before.put(path, tag(read(foghorn, path))));

            database.stop();
            assertAll(foghorn, before);
            var over = read(foghorn, "incidents/" + resolved);
            assertThat(over.statusCode())
                    .as("an incident nobody has read since the start")
                    .isEqualTo(200);
            assertThat(over.body()).contains("All is well again.");
            before.put("incidents/" + resolved, tag(over));
            var refused = write(api, key);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("database");

            foghorn.stop();
            foghorn.serve();
            assertAll(foghorn, before);
            assertThat(write(api, key).statusCode()).isEqualTo(503);

            database.start();
            Await.until(
                    "writing works again",
                    Duration.ofSeconds(60),
                    () -> write(api, key).statusCode() == 201);
            assertThat(read(foghorn, "").body()).contains("After the outage");
        }
    }

    private static void assertAll(Foghorn foghorn, Map<String, String> tags) {
        tags.forEach((path, tag) -> {
            var answer = read(foghorn, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(tag(answer)).as(path).isEqualTo(tag);
        });
    }

    private static HttpResponse<String> read(Foghorn foghorn, String path) {
        return Http.get(foghorn.url("/p/larkfield/" + path));
    }

    private static String tag(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static HttpResponse<String> write(String api, String key) {
        return Http.api("POST", api + "/incidents", key, """
                {"incident":{"name":"After the outage","status":"investigating","body":"We look into it."}}
                """);
    }

    private static String open(String api, String key, String name) {
        var answer = Http.api("POST", api + "/incidents", key, """
                {"incident":{"name":"%s","status":"investigating","body":"We look into it."}}
                """.formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Http.json(answer).get("id").asText();
    }
}
