package foghorn.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.TestApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What subscribers are reminded by, over the manage API. */
class MaintenanceRemindersApiTest {
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
    void remindersAreNamedInMinutesAndOneFlagMeansTheUsual() {
        var planned = alice.post(api.page("/incidents"), """
                {"incident": {"name": "Dry dock", "scheduled_for": "2098-01-01T00:00:00Z", "scheduled_until": "2098-01-02T00:00:00Z",
                 "scheduled_reminders": [60, 1440, 60]}}
                """);
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        assertThat(reminders(planned)).isEqualTo("true [1440,60]");
        var path = api.page("/incidents/" + planned.text("/id"));

        assertThat(reminders(alice.patch(path, "{\"incident\": {\"scheduled_remind_prior\": false}}")))
                .isEqualTo("false []");
        assertThat(reminders(alice.patch(
                        path, "{\"incident\": {\"scheduled_remind_prior\": true, \"scheduled_reminders\": []}}")))
                .isEqualTo("true [60]");
        assertThat(reminders(alice.patch(path, "{\"incident\": {\"scheduled_reminders\": [4320]}}")))
                .isEqualTo("true [4320]");
        assertThat(reminders(alice.patch(path, "{\"incident\": {\"scheduled_remind_prior\": true}}")))
                .isEqualTo("true [4320]");
        assertThat(reminders(alice.patch(
                        path, "{\"incident\": {\"scheduled_remind_prior\": false, \"scheduled_reminders\": [4320]}}")))
                .isEqualTo("false []");
        for (var wrong : List.of("[4]", "[43201]", "[10, 20, 30, 40, 50, 60]", "60", "[\"soon\"]", "[1.5]")) {
            var refused = alice.patch(path, "{\"incident\": {\"scheduled_reminders\": " + wrong + "}}");
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).as(wrong).contains("incident.scheduled_reminders");
        }
        assertThat(alice.post(
                                api.page("/incidents"),
                                "{\"incident\": {\"name\": \"A leak\", \"scheduled_reminders\": [60]}}")
                        .body())
                .contains("incident.scheduled_reminders", "belong to a scheduled maintenance only");
    }

    private static String reminders(ApiClient.Response answer) {
        return answer.json().get("scheduled_remind_prior") + " " + answer.json().get("scheduled_reminders");
    }
}
