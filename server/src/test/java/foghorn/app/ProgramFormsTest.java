package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient.Response;
import foghorn.kit.id.Ids;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that know the original's forms subscribe people with them, and learn nothing of who is subscribed. */
class ProgramFormsTest {
    private static TestApi api;
    private static String page;
    private static int client;

    @BeforeAll
    static void start() {
        api = new TestApi();
        page = "/p/" + api.cast().page();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Each time from another place, so that no limit stands in the way. */
    private static Response form(String path, String body) {
        return from("application/x-www-form-urlencoded", path, body);
    }

    private static Response from(String type, String path, String body) {
        return api.anonymous()
                .with("Content-Type", type)
                .with("X-Forwarded-For", "198.51.100." + ++client)
                .send("POST", page + path, body);
    }

    private static String address() {
        return Ids.next() + "@readers.example";
    }

    /** What somebody is asked who follows the link in the mail. */
    private static String asked(String address) {
        return api.anonymous().get(page + confirmation(address)).body();
    }

    private static String confirmation(String address) {
        return api.mailTo(address, "Confirm").links().stream()
                .filter(link -> link.contains("/subscriptions/confirm/"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*(/subscriptions/confirm/)", "$1");
    }

    @Test
    void whoeverIsSubscribedIsAskedToConfirm() {
        var address = address();

        var answer = form("/api/v2/subscribers.json", "subscriber[email]=" + address);

        assertThat(answer.status()).isEqualTo(201);
        var subscriber = answer.json().get("subscriber");
        assertThat(subscriber.fieldNames())
                .toIterable()
                .containsExactly(
                        "created_at",
                        "skip_confirmation_notification",
                        "quarantined_at",
                        "id",
                        "mode",
                        "purge_at",
                        "email");
        assertThat(subscriber.get("email").asText()).isEqualTo(address);
        assertThat(subscriber.get("mode").asText()).isEqualTo("email");
        assertThat(api.mailTo(address, "Confirm").text()).contains("/subscriptions/confirm/");
        assertThat(api.rows(
                        "select 1 from subscriber where id = ?",
                        subscriber.get("id").asText()))
                .as("its id leads nowhere")
                .isEmpty();
    }

    @Test
    void nothingTellsWhetherAnAddressIsKnown() {
        var pending = address();
        var active = address();
        form("/subscribe", "email=" + pending);
        form("/subscribe", "email=" + active);
        form(confirmation(active), "x=1");

        var shapes = new ArrayList<String>();
        for (var one : List.of(address(), pending, active)) {
            var answer = form("/api/v2/subscribers.json", "subscriber[email]=" + one);
            shapes.add(answer.status()
                    + answer.body()
                            .replace(one, "")
                            .replace(answer.text("/subscriber/id"), "")
                            .replace(answer.text("/subscriber/created_at"), "")
                    + answer.headers().map().keySet());
        }
        assertThat(shapes.stream().distinct()).hasSize(1);
    }

    @Test
    void aComponentAnIncidentAndAWebhookAreSubscribedTo() {
        var component = api.alice()
                .post(api.page("/components"), "{\"component\": {\"name\": \"Quay\"}}")
                .text("/id");
        var incident = api.alice()
                .post(api.page("/incidents"), "{\"incident\": {\"name\": \"Storm\"}}")
                .text("/id");
        var one = address();
        form("/api/v2/subscribers.json", "subscriber[email]=" + one + "&subscriber[component_id]=" + component);
        assertThat(asked(one)).contains("Quay");

        var two = address();
        var json = "{\"subscriber\": {\"email\": \"" + two + "\", \"incident_id\": \"" + incident + "\"}}";
        assertThat(from("application/json", "/api/v2/subscribers.json", json).status())
                .isEqualTo(201);
        assertThat(asked(two)).contains("Storm");

        var three = address();
        var answer = form("/subscriptions/incident.json", "email=" + three + "&incident_code=" + incident);
        assertThat(answer.text("/type")).isEqualTo("success");
        assertThat(asked(three)).contains("Storm");

        var four = address();
        assertThat(form("/subscriptions/new-email", "email=" + four).text("/type"))
                .isEqualTo("success");
        assertThat(api.mailTo(four, "Confirm").text()).contains("/subscriptions/confirm/");

        var five = address();
        var hook = form(
                "/api/v2/subscribers.json",
                "subscriber[email]=" + five + "&subscriber[endpoint]=https://hooks.example/five");
        assertThat(hook.text("/subscriber/mode")).isEqualTo("webhook");
        api.mailTo(five, "Confirm");
        assertThat(api.rows("select 1 from subscriber where channel = 'webhook' and state = 'unconfirmed'"))
                .hasSize(1);
    }

    @Test
    void whatIsWrongIsNamedAsItWasSent() {
        assertNames("/api/v2/subscribers.json", "subscriber[email]=none", "subscriber.email");
        assertNames("/api/v2/subscribers.json", "email=a@readers.example", "subscriber");
        assertNames(
                "/api/v2/subscribers.json",
                "subscriber[email]=a@readers.example&subscriber[component_id]=" + Ids.next(),
                "subscriber.component_id");
        assertNames(
                "/api/v2/subscribers.json",
                "subscriber[email]=a@readers.example&subscriber[incident]=x",
                "subscriber.incident");
        assertNames("/api/v2/subscribers.json", "subscriber[phone_number]=5551234", "subscriber.phone_number");
        assertNames(
                "/subscriptions/incident.json", "email=a@readers.example&incident_code=" + Ids.next(), "incident_code");
        assertNames("/subscriptions/incident.json", "email=a@readers.example", "incident_code");
        assertNames("/subscriptions/new-email", "email=", "email");
    }

    private static void assertNames(String path, String body, String field) {
        var answer = form(path, body);
        assertThat(answer.status()).as(path + " " + body).isEqualTo(422);
        assertThat(answer.text("/type")).isEqualTo("error");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }
}
