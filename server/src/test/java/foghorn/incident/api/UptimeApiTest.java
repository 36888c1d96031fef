package foghorn.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@Covers({"getComponentUptime", "getComponentGroupUptime"})
class UptimeApiTest {
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
    void theUptimeOfAComponentIsAsInTheContract() {
        var component = made("/components", "{\"component\": {\"name\": \"Booking site\"}}");
        var incident = made(
                "/incidents",
                "{\"incident\": {\"name\": \"Fog\", \"components\": {\"" + component
                        + "\": \"major_outage\"}, \"component_ids\": [\"" + component + "\"]}}");

        var answer = alice.get(api.page("/components/" + component + "/uptime"));

        assertThat(answer.status()).isEqualTo(200);
        var names = new ArrayList<String>();
        answer.json().fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "range_start",
                        "range_end",
                        "uptime_percentage",
                        "major_outage",
                        "partial_outage",
                        "warnings",
                        "id",
                        "name",
                        "related_events");
        assertThat(answer.text("/id")).isEqualTo(component);
        assertThat(answer.text("/range_start")).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(answer.text("/related_events/0/id")).isEqualTo(incident);
        assertThat(answer.json().get("warnings")).isEmpty();
        assertThat(alice.get(api.page("/components/" + component + "/uptime.json?skip_related_events=true"))
                        .json()
                        .get("related_events"))
                .isEmpty();
    }

    @Test
    void aFlagThatIsNoneIsRefused() {
        var component = made("/components", "{\"component\": {\"name\": \"East gate\"}}");
        var refused = alice.get(api.page("/components/" + component + "/uptime?skip_related_events=banana"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("skip_related_events");
    }

    @Test
    void theUptimeOfAGroupNamesTheEventsOfEachComponent() {
        var component = made("/components", "{\"component\": {\"name\": \"North gate\"}}");
        var group = made(
                "/component-groups",
                "{\"component_group\": {\"name\": \"Gates\", \"components\": [\"" + component + "\"]}}");
        var incident =
                made("/incidents", "{\"incident\": {\"name\": \"Ice\", \"component_ids\": [\"" + component + "\"]}}");

        var answer = alice.get(api.page("/component-groups/" + group + "/uptime?start=2020&end=2120"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/name")).isEqualTo("Gates");
        assertThat(answer.json().get("warnings")).hasSize(2);
        assertThat(answer.json().get("uptime_percentage").doubleValue()).isEqualTo(100);
        assertThat(answer.json().get("related_events").toString())
                .isEqualTo("[{\"component_id\":\"" + component + "\",\"incidents\":[{\"id\":\"" + incident + "\"}]}]");
    }

    @Test
    void aDateThatIsNoneIsNamed() {
        var component = made("/components", "{\"component\": {\"name\": \"Ticket desk\"}}");

        var answer = alice.get(api.page("/components/" + component + "/uptime?start=soon"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("start");
        assertThat(alice.get(api.page("/components/" + component + "/uptime?start=2026-02&end=2026-01"))
                        .status())
                .isEqualTo(422);
    }

    private static String made(String path, String body) {
        var answer = alice.post(api.page(path), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }
}
