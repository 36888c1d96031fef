package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import foghorn.Await;
import foghorn.app.ApiClient.Response;
import foghorn.kit.http.Network;
import foghorn.kit.http.Receiver;
import foghorn.kit.id.Ids;
import java.net.http.HttpHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A webhook that a visitor asks for, from the form on the page to what its endpoint hears, with a real endpoint. */
@Timeout(180)
class PublicWebhookTest {
    private static final String TAKEN = "HTTP/1.1 204 Thanks\r\n\r\n";
    private static final String BROKEN = "HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]+");

    private static TestApi api;
    private static String page;
    private static int client;

    /** What the endpoint answers, one after another; then that it has taken what it got. */
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    private Receiver receiver;

    @BeforeAll
    static void start() {
        api = new TestApi(List.of(Network.parse("127.0.0.0/8")));
        page = "/p/" + api.cast().page();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void listen() {
        receiver = new Receiver("127.0.0.41", connection -> {
            while (connection.read().isPresent()) {
                var answer = answers.poll();
                connection.write(answer == null ? TAKEN : answer);
            }
        });
    }

    @AfterEach
    void hangUp() throws Exception {
        receiver.close();
    }

    private static ApiClient visitor() {
        return api.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("X-Forwarded-For", "198.51.100." + ++client);
    }

    /** Each time from another place, so that the limit of one client stands in no way. */
    private Response ask(String contact) {
        return ask("/hook", contact);
    }

    private Response ask(String path, String contact) {
        return visitor()
                .send("POST", page + "/subscribe/webhook", "endpoint=" + receiver.at(path) + "&email=" + contact);
    }

    private static String contact() {
        return Ids.next() + "@hooks.example";
    }

    /** Where the newest link in the mail to the contact leads. */
    private static String link(String contact) {
        return api.mailTo(contact, "Confirm your webhook").links().stream()
                .filter(link -> link.contains("/subscriptions/confirm/"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*(/subscriptions/confirm/)", page + "$1");
    }

    private static List<String> secrets(Response answer) {
        return SECRET.matcher(Jsoup.parse(answer.body()).text())
                .results()
                .map(found -> found.group())
                .toList();
    }

    /** The address at which the owner manages the webhook, as an answer links it. */
    private static String managed(Response answer) {
        return Jsoup.parse(answer.body())
                .select("a[href*=/subscriptions/manage/]")
                .attr("href");
    }

    /** The only webhook that a contact was asked about by this link. */
    private static String subscriber(String link) {
        return api.rows(
                        "select subject_id from direct_message where token_hash = sha256(?::bytea)",
                        link.replaceFirst(".*/", ""))
                .getFirst()
                .getFirst();
    }

    private static String state(String subscriber) {
        return api.rows("select state from subscriber where id = ?", subscriber)
                .getFirst()
                .getFirst();
    }

    /** The tests of an endpoint, each with its state and how many attempts were made. */
    private static List<String> tests(String subscriber) {
        return api
                .rows(
                        "select state, attempts from direct_message where subject_id = ? and kind = 'webhook_test' order by created_at",
                        subscriber)
                .stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    private static String incident() {
        return api.alice()
                .post(api.page("/incidents"), "{\"incident\": {\"name\": \"Fog\", \"body\": \"Ferries wait.\"}}")
                .text("/id");
    }

    /** Fails unless the library that receivers use takes the request for ours; with these signatures alone. */
    private static void verify(String secret, Receiver.Request request, String signatures) throws Exception {
        var headers = Stream.of("webhook-id", "webhook-timestamp")
                .collect(Collectors.toMap(name -> name, name -> List.of(request.header(name))));
        headers.put("webhook-signature", List.of(signatures));
        new Webhook(secret).verify(request.text(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static String signatures(Receiver.Request request) {
        return request.header("webhook-signature");
    }

    @Test
    void anEndpointHearsNothingBeforeItsContactHasConfirmedAndItHasAnswered() throws Exception {
        var contact = contact();
        answers.add(BROKEN);

        assertThat(ask(contact).header("location")).contains(page + "/subscribe/sent");
        assertThat(api.mailTo(contact, "Confirm your webhook").text())
                .contains("an endpoint on 127.0.0.41")
                .doesNotContain("/hook");
        var link = link(contact);
        var webhook = subscriber(link);
        assertThat(api.anonymous().get(link).body()).contains("the endpoint on 127.0.0.41");
        assertThat(tests(webhook)).as("to look at the link does nothing").isEmpty();

        var confirmed = visitor().send("POST", link, "");
        Await.until("the endpoint has refused", () -> tests(webhook).equals(List.of("waiting 1")));
        assertThat(state(webhook)).isEqualTo("unconfirmed");
        incident();
        Await.until("the endpoint has answered", () -> state(webhook).equals("active"));

        assertThat(receiver.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.text()).contains("\"test\":true");
            verify(secrets(confirmed).getFirst(), request, signatures(request));
        });
        assertThat(receiver.requests().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        var told = incident();
        Await.until("an event", () -> receiver.requests().size() > 2);
        assertThat(receiver.requests().get(2).text()).contains(told);
        assertThat(visitor().send("POST", link, "").body())
                .as("a link that was good stays good")
                .contains("You are subscribed");
    }

    @Test
    void howeverOftenTheLinkIsUsedAnEndpointIsTestedFiveTimesADayAndItsSecretIsShownOnce() {
        var contact = contact();
        answers.addAll(Collections.nCopies(50, BROKEN));
        ask(contact);
        var link = link(contact);
        var webhook = subscriber(link);

        assertThat(secrets(visitor().send("POST", link, ""))).hasSize(1);
        for (int again = 0; again < 3; again++) {
            var answer = visitor().send("POST", link, "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(secrets(answer)).isEmpty();
        }
        assertThat(tests(webhook)).as("one is under way").hasSize(1);

        for (int more = 0; more < 4; more++) {
            giveUp(webhook);
            assertThat(visitor().send("POST", link, "").status()).isEqualTo(200);
        }
        giveUp(webhook);
        var refused = visitor().send("POST", link, "");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("retry-after").orElseThrow())).isBetween(1L, 86_400L);
        assertThat(tests(webhook)).hasSize(5);
        assertThat(state(webhook)).isEqualTo("unconfirmed");
    }

    private static void giveUp(String webhook) {
        api.rows(
                "update direct_message set state = 'failed', token = null, claim_no = null, node_id = null, lease_until = null"
                        + " where subject_id = ? and kind = 'webhook_test'",
                webhook);
    }

    @Test
    void whoAsksAgainIsMailedAgainAndWhoAsksLastHasTheLinkThatIsGood() {
        var first = contact();
        ask(first);
        var lost = link(first);
        var webhook = subscriber(lost);

        ask(first);
        Await.until(
                "another mail",
                () -> api.rows("select from direct_message where subject_id = ? and state = 'sent'", webhook)
                                .size()
                        == 2);
        assertThat(api.anonymous().get(lost).status()).isEqualTo(200);

        var owner = contact();
        ask(owner);
        assertThat(subscriber(link(owner))).isEqualTo(webhook);
        assertThat(api.anonymous().get(lost).status()).isEqualTo(404);
        assertThat(visitor().send("POST", lost, "").status()).isEqualTo(404);
        assertThat(visitor().send("POST", link(owner), "").body()).contains("being tested");
        Await.until("active", () -> state(webhook).equals("active"));
    }

    @Test
    void anAnswerToATestProvesNothingOnceSomebodyElseHasAskedForTheEndpoint() throws Exception {
        receiver.close();
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        receiver = new Receiver("127.0.0.41", connection -> {
            while (connection.read().isPresent()) {
                asked.countDown();
                Await.open(answer);
                connection.write(TAKEN);
            }
        });
        var stranger = contact();
        ask(stranger);
        var webhook = subscriber(link(stranger));
        visitor().send("POST", link(stranger), "");
        Await.open(asked);

        ask(contact());
        answer.countDown();

        Await.until("the test is over", () -> tests(webhook).equals(List.of("sent 1")));
        assertThat(state(webhook)).isEqualTo("unconfirmed");
    }

    @Test
    void anEndpointThatWasSwitchedOffComesBackByItsOwnContactAlone() {
        var owner = contact();
        var webhook = api.alice()
                .post(
                        api.page("/subscribers"),
                        "{\"subscriber\": {\"endpoint\": \"" + receiver.at("/hook") + "\", \"email\": \"" + owner
                                + "\"}}")
                .text("/id");
        api.rows("update subscriber set state = 'quarantined', quarantined_at = now() where id = ?", webhook);
        var stranger = contact();

        ask(stranger);

        var link = link(owner);
        assertThat(subscriber(link)).isEqualTo(webhook);
        assertThat(state(webhook)).isEqualTo("quarantined");
        var confirmed = visitor().send("POST", link, "");
        assertThat(secrets(confirmed)).as("it has a secret").isEmpty();
        Await.until("active", () -> state(webhook).equals("active"));
        assertThat(api.rows("select from subscriber where id = ? and quarantined_at is null", webhook))
                .hasSize(1);
    }

    @Test
    void nothingTellsAStrangerWhetherAnEndpointIsKnown() {
        var shapes = Stream.of("new", "unconfirmed", "active", "quarantined")
                .map(state -> {
                    var contact = contact();
                    if (!state.equals("new")) {
                        ask("/" + state, contact);
                        api.rows(
                                "update subscriber set state = ? where id = ? and channel = 'webhook'",
                                state,
                                subscriber(link(contact)));
                    }
                    var answer = ask("/" + state, contact());
                    return answer.status()
                            + answer.header("location").orElse("")
                            + answer.headers().map().keySet();
                })
                .distinct();

        assertThat(shapes).hasSize(1);
    }

    @Test
    void theContactMakesANewSecretAndForADayBothSign() throws Exception {
        var contact = contact();
        ask(contact);
        var link = link(contact);
        var confirmed = visitor().send("POST", link, "");
        var first = secrets(confirmed).getFirst();
        Await.until("active", () -> state(subscriber(link)).equals("active"));
        var managed = managed(confirmed);
        assertThat(api.anonymous().get(managed).body()).contains("New secret").doesNotContain("whsec_");

        var second =
                secrets(visitor().send("POST", managed + "/new-secret", "")).getFirst();
        incident();
        Await.until("an event", () -> receiver.requests().size() > 1);

        var request = receiver.requests().get(1);
        var signatures = signatures(request).split(" ");
        assertThat(signatures).hasSize(2);
        assertThat(second).isNotEqualTo(first);
        verify(first, request, signatures(request));
        verify(second, request, signatures(request));
        verify(second, request, signatures[0]);
        verify(first, request, signatures[1]);
        assertThatThrownBy(() -> verify(first, request, signatures[0]))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void theContactHearsOfANewSecretWhichIsNotInTheMailAndNotWithoutEnd() {
        var contact = contact();
        ask(contact);
        var link = link(contact);
        var managed = managed(visitor().send("POST", link, ""));
        var webhook = subscriber(link);
        Await.until("active", () -> state(webhook).equals("active"));

        visitor().send("POST", managed + "/new-secret", "");

        var mail = api.mailTo(contact, "A webhook has a new secret");
        assertThat(mail.text()).contains("your endpoint on 127.0.0.41").doesNotContain("whsec_", "/hook");
        assertThat(mail.links()).anyMatch(href -> href.contains("/subscriptions/manage/"));
        for (int again = 0; again < 6; again++) {
            assertThat(visitor().send("POST", managed + "/new-secret", "").status())
                    .isEqualTo(200);
        }
        assertThat(api.rows("select from direct_message where subject_id = ? and kind = 'webhook_rotated'", webhook))
                .hasSize(5);
    }

    @Test
    void onlyAWebhookThatStandsHasASecretToReplace() {
        var contact = contact();
        ask(contact);
        var managed = managed(visitor().send("POST", link(contact), ""));
        visitor().send("POST", managed + "/unsubscribe", "");

        assertThat(visitor().send("POST", managed + "/new-secret", "").status()).isEqualTo(409);
        assertThat(visitor()
                        .send("POST", page + "/subscriptions/manage/" + Ids.next() + "/new-secret", "")
                        .status())
                .isEqualTo(404);
    }
}
