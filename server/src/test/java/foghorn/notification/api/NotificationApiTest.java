package foghorn.notification.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far the telling of an incident has come, through {@code /v1}; every answer is held to the contract on its way. */
@Covers({"listNotifications", "pauseNotifications", "resumeNotifications", "sendToMissed", "replayNotification"})
class NotificationApiTest {
    private static TestApi api;
    private static ApiClient alice;

    @BeforeAll
    static void start() {
        api = new TestApi(List.of(Network.parse("127.0.0.0/8")));
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

    /** An active endpoint of the page. */
    private static String webhook(Receiver receiver) {
        return alice.post(
                        api.page("/subscribers"),
                        "{\"subscriber\": {\"endpoint\": \"" + receiver.at("/hook")
                                + "\", \"email\": \"ops@hooks.example\"}}")
                .text("/id");
    }

    private static void awaitState(String webhook, String event, String state) {
        Await.until(
                "its delivery is in state " + state,
                () -> api.rows("select state from delivery where subscriber_id = ? and event_id = ?", webhook, event)
                        .equals(List.of(List.of(state))));
    }

    @Test
    void aWebhookIsToldOnceMoreUnlessItsDeliveryIsOnItsWay() throws IOException {
        try (var well = new Receiver("127.0.0.43", Receiver.answering("HTTP/1.1 204 Thanks\r\n\r\n"));
                var broken = new Receiver(
                        "127.0.0.44", Receiver.answering("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n"))) {
            var told = webhook(well);
            var waits = webhook(broken);
            var path = told();
            var event = alice.get(path).text("/0/id");
            var recipients = path + "/" + event + "/recipients/";
            awaitState(told, event, "sent");
            awaitState(waits, event, "retry");

            assertThat(alice.post(recipients + waits + "/replay", "").text("/count"))
                    .isEqualTo("0");
            assertThat(alice.post(recipients + told + "/replay", "").text("/count"))
                    .isEqualTo("1");
            Await.until("told again", () -> well.requests().size() == 2);
            assertThat(well.requests().stream()
                            .map(request -> request.header("webhook-id"))
                            .distinct())
                    .hasSize(1);

            api.rows(
                    "update subscriber set state = 'quarantined', quarantined_at = now() where id in (?, ?)",
                    told,
                    waits);
            assertThat(alice.post(recipients + told + "/replay", "").status()).isEqualTo(409);
            assertThat(alice.post(recipients + Ids.next() + "/replay", "").status())
                    .isEqualTo(404);
        }
    }
}
