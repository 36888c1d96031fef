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

    @Test
    void whateverGoesWrongIsAnsweredInJson() {
        var json = "application/json";
        assertFails(422, form("/subscriptions/webhook.json", "endpoint=nowhere&email=a@readers.example"));
        assertFails(400, from(json, "/subscriptions/new-email", "{"));
        assertFails(415, from("text/plain", "/subscriptions/webhook.json", "x"));
        var cross = api.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Sec-Fetch-Site", "cross-site");
        for (var path : List.of(
                "/api/v2/subscribers.json",
                "/subscriptions/new-email",
                "/subscriptions/incident.json",
                "/subscriptions/webhook.json")) {
            assertFails(403, cross.send("POST", page + path, "email=a@readers.example"));
        }
    }

    @Test
    void aPageThatDoesNotOfferItOrIsNotPublicSaysSoInJson() {
        var other = "/p/" + api.anotherPage();
        var id = other.substring(3);
        var hook = "endpoint=https://hooks.example/x&email=a@readers.example";
        assertFails(403, at(other, "/subscriptions/webhook.json", hook));
        api.alice().patch("/v1/pages/" + id, "{\"page\": {\"allow_email_subscribers\": false}}");
        assertFails(403, at(other, "/subscriptions/new-email", "email=a@readers.example"));
        api.alice().patch("/v1/pages/" + id, "{\"page\": {\"viewers_must_be_team_members\": true}}");
        assertFails(404, at(other, "/subscriptions/new-email", "email=a@readers.example"));
        assertFails(404, at(other, "/subscriptions/track_attempt", "type=email"));
        assertFails(404, at(other, "/api/v2/subscriptions/" + Ids.next() + "/resend_confirmation", ""));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        var address = address();
        Response answer;
        do {
            answer = form("/subscriptions/new-email", "email=" + address);
        } while (answer.status() == 200);
        assertFails(429, answer);
        assertThat(Long.parseLong(answer.header("retry-after").orElseThrow())).isPositive();
    }

    @Test
    void whatIsAlwaysRefusedIsRefusedInJson() {
        assertThat(api.refusingRoutes()).hasSize(6).allSatisfy(route -> {
            var path = route.path().replaceFirst(":[a-z_]+", Ids.next() + ".json");
            var answer = api.anonymous()
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .send(route.method(), page + path, route.method().equals("POST") ? "phone_number=5551234" : "");
            assertFails(path.startsWith("/api/") ? 404 : 422, answer);
            HeaderRule.of(route).refused().check(answer, false);
        });
        assertNames("/subscriptions/new-sms", "phone_country=us&phone_number=5551234", "phone_number");
    }

    @Test
    void aCodeThatWasMailedOpensTheSubscription() {
        var address = address();
        form("/subscriptions/new-email", "email=" + address);
        form(confirmation(address), "x=1");
        form("/subscriptions", "email=" + address);
        var code = api.mailTo(address, "The code").text().replaceFirst("(?s).*The code[^:]*: ([0-9]+).*", "$1");

        assertNames("/subscriptions/verify-email-otp", "email=" + address + "&otp=x", "otp");
        assertNames("/subscriptions/verify-email-otp", "email=" + address, "otp");
        var answer = form("/subscriptions/verify-email-otp", "email=" + address + "&otp=" + code);

        assertThat(answer.text("/type")).isEqualTo("success");
        var token = answer.text("/email_otp_auth_token");
        assertThat(api.anonymous().get(page + "/subscriptions/manage/" + token).status())
                .isEqualTo(200);
        assertNames("/subscriptions/verify-email-otp", "email=" + address + "&otp=" + code, "otp");
    }

    @Test
    void whoHasNotConfirmedIsAskedAgainAndNothingTellsWhetherAnIdIsKnown() {
        var address = address();
        var made = api.alice()
                .post(api.page("/subscribers"), "{\"subscriber\": {\"email\": \"" + address + "\"}}")
                .text("/id");
        var active = api.alice()
                .post(
                        api.page("/subscribers"),
                        "{\"subscriber\": {\"email\": \"" + address()
                                + "\", \"skip_confirmation_notification\": true}}")
                .text("/id");
        var answers = new ArrayList<String>();
        for (var id : List.of(made, active, Ids.next(), "nonsense")) {
            var answer = form("/api/v2/subscriptions/" + id + "/resend_confirmation", "");
            answers.add(answer.status() + answer.body());
        }
        assertThat(answers.stream().distinct())
                .singleElement()
                .asString()
                .startsWith("200{")
                .contains("\"success\"");
        assertThat(confirmationsOf(made)).isEqualTo(2);
        assertThat(confirmationsOf(active)).isZero();

        for (int i = 0; i < 9; i++) {
            assertThat(form("/api/v2/subscriptions/" + made + "/resend_confirmation", "")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(confirmationsOf(made)).as("no mailbox is flooded").isBetween(3, 6);
    }

    private static int confirmationsOf(String subscriber) {
        return api.rows(
                        "select id from direct_message where kind = 'confirm_subscription' and subject_id = ?",
                        subscriber)
                .size();
    }

    @Test
    void aLinkToUnsubscribeByIdLeadsToWhereALinkIsMailed() {
        var known = api.alice()
                .post(api.page("/subscribers"), "{\"subscriber\": {\"email\": \"" + address() + "\"}}")
                .text("/id");
        for (var id : List.of(known, Ids.next(), "", "%3Cscript%3E")) {
            var answer = api.anonymous().get(page + "/?unsubscribe=" + id);
            assertThat(answer.status()).as(id).isEqualTo(303);
            assertThat(answer.header("location")).contains(page + "/subscriptions");
            assertThat(answer.header("cache-control")).contains("no-store");
        }
        assertThat(api.anonymous().get(page + "/?other=" + known).status()).isEqualTo(200);
        assertThat(api.anonymous()
                        .send("POST", page + "/?unsubscribe=" + known, "")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void aWebhookFollowsTheComponentThatWasNamed() {
        var component = api.alice()
                .post(api.page("/components"), "{\"component\": {\"name\": \"Buoy\"}}")
                .text("/id");
        var endpoint = "https://hooks.example/" + Ids.next();
        var hook = "subscriber[email]=" + address() + "&subscriber[endpoint]=" + endpoint;
        assertNames(
                "/api/v2/subscribers.json",
                hook + "&subscriber[component_id]=" + Ids.next(),
                "subscriber.component_id");
        assertNames("/api/v2/subscribers.json", hook + "&subscriber[incident]=" + Ids.next(), "subscriber.incident");
        assertThat(form("/api/v2/subscribers.json", hook + "&subscriber[component_id]=" + component)
                        .status())
                .isEqualTo(201);
        assertThat(api.rows("select subscriber_id from subscriber_scope where component_id = ?", component))
                .hasSize(1);
    }

    @Test
    void theTimeIsToldInTheZoneOfThePage() {
        var other = "/p/" + api.anotherPage();
        api.rows("update page set time_zone = 'Asia/Kathmandu' where id = ? returning id", other.substring(3));
        assertThat(at(other, "/api/v2/subscribers.json", "subscriber[email]=" + address())
                        .text("/subscriber/created_at"))
                .matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+05:45");
    }

    private static Response at(String otherPage, String path, String body) {
        return api.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("X-Forwarded-For", "198.51.100." + ++client)
                .send("POST", otherPage + path, body);
    }

    private static void assertFails(int status, Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.text("/type")).isEqualTo("error");
        assertThat(answer.text("/message")).isNotEmpty();
    }

    private static void assertNames(String path, String body, String field) {
        var answer = form(path, body);
        assertThat(answer.status()).as(path + " " + body).isEqualTo(422);
        assertThat(answer.text("/type")).isEqualTo("error");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }
}
