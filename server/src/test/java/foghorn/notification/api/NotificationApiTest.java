package foghorn.notification.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far the telling of an incident has come, through {@code /v1}; every answer is held to the contract on its way. */
@Covers({"listNotifications", "pauseNotifications", "resumeNotifications", "sendToMissed"})
class NotificationApiTest {
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

    /** The path of the notices of a new incident, once one was made. */
    private static String told() {
        var incident = alice.post(
                        api.page("/incidents"), "{\"incident\": {\"name\": \"Fog\", \"body\": \"Ferries wait.\"}}")
                .text("/id");
        var path = api.page("/incidents/" + incident + "/notifications");
        Await.until("the incident is told", () -> !alice.get(path).json().isEmpty());
        return path;
    }

    private static String reader() {
        var email = Ids.next() + "@readers.example";
        return alice.post(
                        api.page("/subscribers"),
                        "{\"subscriber\": {\"email\": \"" + email + "\", \"skip_confirmation_notification\": true}}")
                .text("/id");
    }

    @Test
    void aNoticeSaysHowManyItHasReached() {
        reader();
        var path = told();
        Await.until(
                "it has reached somebody",
                () -> alice.get(path).json().at("/0/channels/0/deliveries/sent").longValue() > 0);
        assertThat(alice.get(path + ".json").text("/0/channels/0/channel")).isEqualTo("email");
    }

    @Test
    void whatWaitsIsPausedAndGoesOn() {
        var path = told();
        assertThat(alice.post(path + "/pause", "").json().get("count").isIntegralNumber())
                .isTrue();
        assertThat(alice.post(path + "/resume", "").json().get("count").isIntegralNumber())
                .isTrue();
    }

    @Test
    void whoWasNotReachedIsToldAgain() {
        var missed = reader();
        var path = told();
        var event = alice.get(path).text("/0/id");
        Await.until(
                "it has reached everybody",
                () -> !api.rows("select from delivery where subscriber_id = ? and state = 'sent'", missed)
                        .isEmpty());
        api.rows("update delivery set state = 'failed' where subscriber_id = ? and event_id = ?", missed, event);
        assertThat(alice.post(path + "/" + event + "/send_to_missed", "").text("/count"))
                .isEqualTo("1");
    }
}
