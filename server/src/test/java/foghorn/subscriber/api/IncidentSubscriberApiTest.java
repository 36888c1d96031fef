package foghorn.subscriber.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscribers of single incidents through {@code /v1}; every answer is held to the contract on its way. */
@Covers({
    "createIncidentSubscriber",
    "listIncidentSubscribers",
    "getIncidentSubscriber",
    "deleteIncidentSubscriber",
    "resendIncidentConfirmation"
})
class IncidentSubscriberApiTest {
    private static final String VOUCHED = ", \"skip_confirmation_notification\": true";

    private static TestApi api;
    private Readers readers;
    private String incident;

    @BeforeAll
    static void start() {
        api = new TestApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void somethingHappens() {
        readers = new Readers(api);
        incident = readers.incident("Fog");
    }

    private String path(String rest) {
        return readers.page + "/incidents/" + incident + "/subscribers" + rest;
    }

    private ApiClient.Response add(String email, String more) {
        return readers.alice.post(path(""), "{\"subscriber\": {\"email\": \"" + email + "\"" + more + "}}");
    }

    private static String address() {
        return Ids.next() + "@readers.example";
    }

    @Test
    void whoIsNewIsAskedToConfirm() {
        var email = address();
        var made = add(email, "");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/state")).isEqualTo("unconfirmed");
        assertThat(made.json().get("components").isNull()).isTrue();
        var one = path("/" + made.text("/id"));
        assertThat(readers.alice.get(one).text("/email")).isEqualTo(email);

        assertThat(readers.alice.post(one + "/resend_confirmation", "").status())
                .isEqualTo(201);
        assertThat(api.rows("select scope from direct_message where subject_id = ?", made.text("/id")))
                .hasToString("[[incident:" + incident + "], [incident:" + incident + "]]");
    }

    @Test
    void aTelephoneIsRefusedByItsName() {
        for (var phone : new String[] {"\"5551234\"", "42"}) {
            var refused = add(address(), ", \"phone_number\": " + phone);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/errors/0/field")).isEqualTo("subscriber.phone_number");
        }
    }

    @Test
    void theyAreListedInPartsInTheOrderInWhichTheyCame() {
        var first = address();
        var second = address();
        add(first, VOUCHED);
        add(second, "");
        readers.active(address());
        assertThat(readers.emails(path(""))).containsExactly(first, second);
        assertThat(readers.emails(path(".json?per_page=1&page=2"))).containsExactly(second);
        var other = readers.incident("Ice");
        assertThat(readers.emails(readers.page + "/incidents/" + other + "/subscribers"))
                .isEmpty();
    }

    @Test
    void whomThePageKnowsFollowsItBesideTheRest() {
        var quay = readers.component("Quay");
        var email = address();
        var known = readers.active(email);
        readers.alice.patch(readers.path("/" + known), "{\"component_ids\": [\"" + quay + "\"]}");

        assertThat(add(email, "").text("/id")).isEqualTo(known);
        assertThat(add(email, "").status()).isEqualTo(201);
        assertThat(readers.emails(path(""))).containsExactly(email);

        var removed = readers.alice.delete(path("/" + known));
        assertThat(removed.status()).isEqualTo(200);
        assertThat(readers.alice.get(path("/" + known)).status()).isEqualTo(404);
        assertThat(readers.alice.get(readers.path("/" + known)).text("/components/0"))
                .isEqualTo(quay);
    }

    /** Nobody is told of everything because what they followed alone is taken away. */
    @Test
    void whoFollowsNothingElseHasLeft() {
        var only = add(address(), VOUCHED).text("/id");
        assertThat(readers.alice.delete(path("/" + only)).status()).isEqualTo(200);
        assertThat(readers.alice.get(readers.path("/" + only)).status()).isEqualTo(404);
        assertThat(readers.alice.delete(path("/" + only)).status()).isEqualTo(404);
    }

    @Test
    void whoFollowsEverythingIsToldAnywayAndNotListed() {
        var email = address();
        var known = readers.active(email);
        assertThat(add(email, "").text("/id")).isEqualTo(known);
        assertThat(readers.emails(path(""))).isEmpty();
        assertThat(readers.alice.delete(path("/" + known)).status()).isEqualTo(404);
        assertThat(readers.state(known)).isEqualTo("active");
    }

    @Test
    void whoHasNotConfirmedIsVouchedForWithThisIncidentAlone() {
        var email = address();
        var known = readers.unconfirmed(email);
        assertThat(add(email, VOUCHED).text("/state")).isEqualTo("active");
        assertThat(readers.emails(path(""))).containsExactly(email);
        assertThat(readers.state(known)).isEqualTo("active");
    }

    @Test
    void whoHasLeftIsNotBroughtBack() {
        var email = address();
        readers.alice.delete(readers.path("/" + readers.active(email)));
        var answer = add(email, VOUCHED);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("subscriber.email");
    }

    @Test
    void whatIsOverIsFollowedByNobody() {
        readers.alice.patch(readers.page + "/incidents/" + incident, "{\"incident\": {\"status\": \"resolved\"}}");
        var answer = add(address(), "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/message")).contains("over");
    }

    @Test
    void formsAreReadAndOtherChannelsRefused() {
        var form = readers.alice.with("Content-Type", "application/x-www-form-urlencoded");
        var email = address();
        assertThat(form.send("POST", path(""), "subscriber[email]=" + email).text("/email"))
                .isEqualTo(email);
        var answer = readers.alice.post(
                path(""), "{\"subscriber\": {\"phone_country\": \"NO\", \"phone_number\": \"12345678\"}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("subscriber.email");
    }
}
