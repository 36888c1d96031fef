package foghorn.subscriber.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /v1} does to many subscribers at once, and asking people again to confirm. */
@Covers({"unsubscribe", "reactivateSubscribers", "resendConfirmations", "resendConfirmation"})
class SubscriberBulkApiTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestApi api;
    private Readers readers;

    @BeforeAll
    static void start() {
        api = new TestApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void comeTogether() {
        readers = new Readers(api);
    }

    private String active() {
        return readers.active(Ids.next() + "@readers.example");
    }

    private int post(String rest, String body) {
        var answer = readers.alice.post(readers.path(rest), body);
        if (answer.status() == 201) {
            assertThat(answer.body()).isEmpty();
        }
        return answer.status();
    }

    private int statusOf(String id) {
        return readers.alice.get(readers.path("/" + id)).status();
    }

    private static void quarantine(String id) {
        api.rows("update subscriber set state = 'quarantined', quarantined_at = now() where id = ?", id);
    }

    private static int asked(String id) {
        return api.rows("select id from direct_message where kind = 'confirm_subscription' and subject_id = ?", id)
                .size();
    }

    @Test
    void whoIsNamedIsUnsubscribedIfInTheStateThatIsMeant() {
        var gone = active();
        var waiting = readers.unconfirmed();
        var staying = active();

        assertThat(post("/unsubscribe", Readers.named(gone, waiting))).isEqualTo(201);
        assertThat(statusOf(gone)).isEqualTo(404);
        assertThat(readers.state(waiting)).isEqualTo("unconfirmed");
        assertThat(readers.state(staying)).isEqualTo("active");

        assertThat(post("/unsubscribe.json", Readers.named(gone, waiting).replace("}", ", \"state\": \"all\"}")))
                .isEqualTo(201);
        assertThat(statusOf(waiting)).isEqualTo(404);
        assertThat(api.rows(
                        "select from direct_message where subject_id = ? and token_expires_at > now() + interval '1 second'",
                        waiting))
                .isEmpty();
    }

    @Test
    void allOfATypeAreUnsubscribed() {
        var webhook = readers.webhook("https://hooks.example/" + Ids.next(), "ops@hooks.example");
        var first = active();
        var second = active();
        assertThat(post("/unsubscribe", "{\"subscribers\": \"all\", \"type\": \"email\"}"))
                .isEqualTo(201);
        assertThat(statusOf(first)).isEqualTo(404);
        assertThat(statusOf(second)).isEqualTo(404);
        assertThat(readers.state(webhook)).isEqualTo("active");
    }

    /** More than are changed in one transaction. */
    @Test
    void howeverManyTheyAreAllAreUnsubscribed() {
        api.rows("""
                insert into subscriber (organization_id, page_id, id, channel, state, created_at)
                select organization_id, id, lpad(n::text, 12, 'z'), 'email', 'active', now()
                  from page, generate_series(1, 2500) as n where id = ?
                """, readers.page.replaceFirst(".*/", ""));
        assertThat(post("/unsubscribe", "{\"subscribers\": \"all\"}")).isEqualTo(201);
        var histogram = readers.alice.get(readers.path("/histogram_by_state")).json();
        assertThat(histogram.at("/email/total").intValue()).isZero();
    }

    @Test
    void aFormMayNameThemToo() {
        var first = active();
        var second = active();
        var third = active();
        var form = readers.alice.with("Content-Type", FORM);
        assertThat(form.send(
                                "POST",
                                readers.path("/unsubscribe"),
                                "subscribers[]=" + first + "&subscribers[]=" + second + "&state=active")
                        .status())
                .isEqualTo(201);
        assertThat(statusOf(first)).isEqualTo(404);
        assertThat(statusOf(second)).isEqualTo(404);
        assertThat(form.send("POST", readers.path("/unsubscribe"), "subscribers=" + third)
                        .status())
                .isEqualTo(201);
        assertThat(statusOf(third)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"subscribers\": []}",
                "{\"subscribers\": \"\"}",
                "{\"subscribers\": \"some\"}",
                "{\"subscribers\": 7}",
                "{\"subscribers\": [7]}",
                "{\"subscribers\": [\"all\", \"none\"]}",
                "{\"subscribers\": [\"k2x8vn4wq7pz\"]}",
                "{\"subscribers\": {\"all\": true}}"
            })
    void whoCannotBeNamedIsRefusedAndNothingChanges(String body) {
        var staying = active();
        for (var verb : new String[] {"/unsubscribe", "/reactivate", "/resend_confirmation"}) {
            var answer = readers.alice.post(readers.path(verb), body);
            assertThat(answer.status()).as(verb).isEqualTo(422);
            assertThat(answer.text("/errors/0/field")).isEqualTo("subscribers");
        }
        assertThat(post("/unsubscribe", Readers.named(staying, "k2x8vn4wq7pz"))).isEqualTo(422);
        assertThat(readers.state(staying)).isEqualTo("active");
    }

    @Test
    void oneHundredMayBeUnsubscribedByName() {
        var many = Collections.nCopies(101, "x").stream().map(x -> Ids.next()).toArray(String[]::new);
        var answer = readers.alice.post(readers.path("/unsubscribe"), Readers.named(many));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/message")).contains("100");
    }

    @Test
    void whoWasLeftAloneIsToldAgain() {
        var first = active();
        var second = active();
        var webhook = readers.webhook("https://hooks.example/" + Ids.next(), "ops@hooks.example");
        var waiting = readers.unconfirmed();
        quarantine(first);
        quarantine(second);
        quarantine(webhook);

        assertThat(post("/reactivate", Readers.named(first, waiting))).isEqualTo(201);
        assertThat(readers.state(first)).isEqualTo("active");
        assertThat(readers.state(waiting)).isEqualTo("unconfirmed");
        assertThat(readers.state(second)).isEqualTo("quarantined");

        assertThat(post("/reactivate", "{\"subscribers\": \"all\", \"type\": \"email\"}"))
                .isEqualTo(201);
        assertThat(readers.state(second)).isEqualTo("active");
        assertThat(readers.state(webhook)).isEqualTo("quarantined");
    }

    @Test
    void whoHasNotConfirmedIsAskedAgain() {
        var first = readers.unconfirmed();
        var second = readers.unconfirmed();
        var active = active();

        assertThat(post("/resend_confirmation", Readers.named(first, active))).isEqualTo(201);
        assertThat(asked(first)).isEqualTo(2);
        assertThat(asked(second)).isEqualTo(1);
        assertThat(asked(active)).isZero();

        assertThat(post("/resend_confirmation", "{\"subscribers\": \"all\"}")).isEqualTo(201);
        assertThat(asked(first)).isEqualTo(3);
        assertThat(asked(second)).isEqualTo(2);

        assertThat(post("/" + second + "/resend_confirmation", "")).isEqualTo(201);
        assertThat(asked(second)).isEqualTo(3);
        var answer = readers.alice.post(readers.path("/" + active + "/resend_confirmation"), "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("subscriber_id");
    }

    @Test
    void nobodyIsAskedMoreThanFiveTimesADay() {
        var often = readers.unconfirmed();
        for (int i = 0; i < 5; i++) {
            assertThat(post("/" + often + "/resend_confirmation", "")).isEqualTo(201);
        }
        assertThat(post("/" + often + "/resend_confirmation", "")).isEqualTo(429);
        assertThat(post("/resend_confirmation", "{\"subscribers\": \"all\"}")).isEqualTo(201);
        assertThat(asked(often)).isEqualTo(6);
    }

    /** The message that comes again is for what was asked for last, not for the whole page. */
    @Test
    void whoIsAskedAgainIsAskedTheSame() {
        var quay = readers.component("Quay");
        var one = readers.alice
                .post(
                        readers.path(""),
                        "{\"subscriber\": {\"email\": \"" + Ids.next() + "@readers.example\", \"component_ids\": [\""
                                + quay + "\"]}}")
                .text("/id");
        assertThat(post("/" + one + "/resend_confirmation", "")).isEqualTo(201);
        assertThat(scopes(one)).isEqualTo("[[component:" + quay + "], [component:" + quay + "]]");
    }

    /** A link that was mailed before must not undo what the team has chosen since. */
    @Test
    void whatIsChosenForSomebodyStaysWhenTheyConfirm() {
        var quay = readers.component("Quay");
        var one = readers.unconfirmed();
        readers.alice.patch(readers.path("/" + one), "{\"component_ids\": [\"" + quay + "\"]}");
        assertThat(scopes(one)).isEqualTo("[[null]]");
    }

    private static String scopes(String subscriber) {
        return api.rows("select scope from direct_message where subject_id = ?", subscriber)
                .toString();
    }
}
