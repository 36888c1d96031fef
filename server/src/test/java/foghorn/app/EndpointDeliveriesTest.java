package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.app.ApiClient.Response;
import foghorn.app.People.Browser;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console tells of one endpoint's deliveries, and sends again, to a real endpoint. */
@Timeout(120)
class EndpointDeliveriesTest {
    private static final String TAKEN = "HTTP/1.1 204 Thanks\r\n\r\n";
    private static final String BROKEN = "HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n";

    private static TestApi api;
    private static Browser owner;

    /** What the endpoint answers, one after another; then that it has taken what it got. */
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    private Receiver receiver;
    private String webhook;

    @BeforeAll
    static void start() {
        api = new TestApi(List.of(Network.parse("127.0.0.0/8")));
        owner = api.people().owner();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void listen() {
        receiver = new Receiver("127.0.0.42", connection -> {
            while (connection.read().isPresent()) {
                var answer = answers.poll();
                connection.write(answer == null ? TAKEN : answer);
            }
        });
        webhook = api.alice()
                .post(
                        api.page("/subscribers"),
                        "{\"subscriber\": {\"endpoint\": \"" + receiver.at("/" + Ids.next())
                                + "\", \"email\": \"ops@hooks.example\"}}")
                .text("/id");
    }

    @AfterEach
    void hangUp() throws Exception {
        receiver.close();
    }

    private String href() {
        return "/console/pages/" + api.cast().page() + "/webhooks/" + webhook + "/deliveries";
    }

    private List<Element> rows(String query) {
        var answer = owner.client().get(href() + query);
        assertThat(answer.status()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("main tbody tr");
    }

    private Response sendAgain(String action) {
        return owner.client()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", action, "form_token=" + owner.formToken());
    }

    private void awaitRows(String what, List<String> states) {
        Await.until(
                what,
                () ->
                        api
                                .rows("select state from delivery where subscriber_id = ? order by created_at", webhook)
                                .stream()
                                .map(List::getFirst)
                                .toList()
                                .equals(states));
    }

    /** A component that is out of order since now. */
    private static void outage(String name) {
        var component = api.alice()
                .post(api.page("/components"), "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
        api.alice().patch(api.page("/components/" + component), "{\"component\": {\"status\": \"major_outage\"}}");
    }

    @Test
    void aChangeOfAComponentIsListedWithItsAnswerAndSentAgain() {
        outage("North quay");
        awaitRows("told", List.of("sent"));

        var row = rows("").getFirst();
        assertThat(row.text()).contains("Change of the component: North quay", "Sent", "204");
        assertThat(rows("?only=failed")).isEmpty();
        var again = sendAgain(row.select("form").attr("action"));

        assertThat(again.header("location")).contains(href() + "?done=again");
        Await.until("told again", () -> receiver.requests().size() == 2);
        awaitRows("told again", List.of("sent"));
        assertThat(receiver.requests().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.requests().getLast().text()).contains("component_update", "North quay");
        Await.until("recorded", () -> rows("").getFirst().text().contains("204; sent again: 204"));
        assertThat(api.rows(
                        "select details from audit_entry where action = 'notification.replayed' and subject = ?",
                        webhook))
                .hasSize(1);
    }

    @Test
    void whatHasFailedIsListedAlone() {
        outage("West quay");
        awaitRows("told", List.of("sent"));
        answers.add(BROKEN);
        outage("East quay");
        awaitRows("one waits", List.of("sent", "retry"));

        var failed = rows("?only=failed");

        assertThat(failed).singleElement().satisfies(row -> {
            assertThat(row.text()).contains("East quay", "Will be tried again", "500");
            assertThat(row.select("form")).as("it is tried again without that").isEmpty();
        });
        assertThat(rows("")).hasSize(2);
    }

    @Test
    void nothingIsSentAgainToAnEndpointThatWasSwitchedOff() {
        outage("South quay");
        awaitRows("told", List.of("sent"));
        var action = rows("").getFirst().select("form").attr("action");
        api.rows("update subscriber set state = 'quarantined', quarantined_at = now() where id = ?", webhook);

        assertThat(rows("").getFirst().select("form")).isEmpty();
        var refused = sendAgain(action);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).text()).contains("Switch it on again first");
        assertThat(api.rows("select state from delivery where subscriber_id = ?", webhook))
                .containsExactly(List.of("sent"));
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void onlyAWebhookOfThePageHasDeliveries() {
        assertThat(owner.client().get(href().replace(webhook, Ids.next())).status())
                .isEqualTo(404);
        assertThat(sendAgain(href() + "/" + Ids.next() + "/replay").status()).isEqualTo(404);
    }
}
