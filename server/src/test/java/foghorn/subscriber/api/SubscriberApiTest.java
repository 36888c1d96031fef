package foghorn.subscriber.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subscribers by e-mail through {@code /v1}; every answer is held to the contract on its way. */
@Covers({
    "createSubscriber",
    "getSubscriber",
    "patchSubscriber",
    "putSubscriber",
    "deleteSubscriber",
    "rotateSubscriberSecret",
    "reactivateSubscriber"
})
class SubscriberApiTest {
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

    private static ApiClient.Response add(String email, String more) {
        return alice.post(api.page("/subscribers"), "{\"subscriber\": {\"email\": \"" + email + "\"" + more + "}}");
    }

    private static String component(String name) {
        return alice.post(api.page("/components"), "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
    }

    @Test
    void whoIsAddedIsAskedToConfirm() {
        var email = Ids.next() + "@readers.example";
        var made = add(email, "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/mode")).isEqualTo("email");
        assertThat(made.text("/email")).isEqualTo(email);
        assertThat(made.text("/state")).isEqualTo("unconfirmed");
        assertThat(made.json().get("components").isNull()).isTrue();
        assertThat(made.json().get("signing_secret").isNull()).isTrue();
        assertThat(add(email, "").status()).isEqualTo(422);
    }

    @Test
    void whatIsNotThereYetIsRefusedByItsName() {
        for (var field : new String[] {"page_access_user", "phone_number"}) {
            var wrong = add(Ids.next() + "@readers.example", ", \"" + field + "\": \"x\"");
            assertThat(wrong.status()).as(field).isEqualTo(422);
            assertThat(wrong.text("/errors/0/field")).isEqualTo("subscriber." + field);
            var number = add(Ids.next() + "@readers.example", ", \"" + field + "\": 42");
            assertThat(number.text("/errors/0/field")).isEqualTo("subscriber." + field);
            assertThat(add(Ids.next() + "@readers.example", ", \"" + field + "\": null")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(add(Ids.next() + "@readers.example", ", \"phone_country\": 42")
                        .text("/errors/0/field"))
                .isEqualTo("subscriber.phone_country");
        var phoneAlone = alice.post(api.page("/subscribers"), "{\"subscriber\": {\"phone_number\": \"5551234\"}}");
        assertThat(phoneAlone.text("/errors/0/field")).isEqualTo("subscriber.phone_number");
    }

    @Test
    void itIsToldWhoWasNotAskedAndWhenWhatIsLeftAloneIsForgotten() {
        var asked = add(Ids.next() + "@readers.example", "");
        assertThat(asked.json().get("skip_confirmation_notification").booleanValue())
                .isFalse();
        assertThat(asked.json().get("purge_at").isNull()).isTrue();

        var vouched = add(Ids.next() + "@readers.example", ", \"skip_confirmation_notification\": true");
        var one = api.page("/subscribers/" + vouched.text("/id"));
        assertThat(alice.get(one).json().get("skip_confirmation_notification").booleanValue())
                .isTrue();
        api.rows(
                "update subscriber set state = 'quarantined', quarantined_at = now(), purge_at = now() where id = ?",
                vouched.text("/id"));
        assertThat(alice.get(one).text("/purge_at")).isNotEmpty();
    }

    @Test
    void theFlagThatSilencesANoticeIsHeldToItsKind() {
        var made = add(Ids.next() + "@readers.example", "");
        var one = api.page("/subscribers/" + made.text("/id"));
        var wrong = alice.delete(one + "?skip_unsubscription_notification=perhaps");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("skip_unsubscription_notification");
        assertThat(alice.delete(one + "?skip_unsubscription_notification=true").status())
                .isEqualTo(200);
    }

    @Test
    void whoIsVouchedForFollowsTheComponentsUntilTheyAreReset() {
        var quay = component("Quay");
        var made = add(
                Ids.next() + "@readers.example",
                ", \"skip_confirmation_notification\": true, \"component_ids\": [\"" + quay + "\"]");
        assertThat(made.text("/state")).isEqualTo("active");
        assertThat(made.text("/components/0")).isEqualTo(quay);

        var one = api.page("/subscribers/" + made.text("/id"));
        assertThat(alice.get(one).text("/components/0")).isEqualTo(quay);
        var wrong = alice.patch(one, "{\"component_ids\": [\"" + Ids.next() + "\"]}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("component_ids");
        assertThat(alice.patch(one, "{\"component_ids\": []}").status()).isEqualTo(422);
        assertThat(alice.patch(one, "{}").json().get("components").isNull()).isTrue();

        assertThat(alice.delete(one).status()).isEqualTo(200);
        assertThat(alice.get(one).status()).isEqualTo(404);
    }

    @Test
    void aWebhookShowsItsSecretWhenItIsMadeAndWhenItIsRotated() {
        var made = alice.post(
                api.page("/subscribers"),
                "{\"subscriber\": {\"endpoint\": \"https://hooks.example/" + Ids.next()
                        + "\", \"email\": \"ops@hooks.example\"}}");
        var one = api.page("/subscribers/" + made.text("/id"));
        assertThat(made.text("/signing_secret")).startsWith("whsec_");
        assertThat(alice.get(one).json().get("signing_secret").isNull()).isTrue();
        var rotated = alice.post(one + "/rotate_secret", "");
        assertThat(rotated.text("/signing_secret")).startsWith("whsec_").isNotEqualTo(made.text("/signing_secret"));
    }

    @Test
    void anEndpointThatIsActiveIsNotMadeAgainAndLosesNothing() {
        var endpoint = "https://hooks.example/" + Ids.next();
        var pier = component("Pier of hooks");
        var command = "{\"subscriber\": {\"endpoint\": \"" + endpoint + "\", \"email\": \"%s@hooks.example\"%s}}";
        var made = alice.post(
                api.page("/subscribers"), command.formatted("ops", ", \"component_ids\": [\"" + pier + "\"]"));
        var secrets = "select encode(signing_secret, 'hex'), encode(secret, 'hex'), encode(contact, 'hex')"
                + " from subscriber where id = ?";
        var before = api.rows(secrets, made.text("/id"));

        var again = alice.post(api.page("/subscribers"), command.formatted("others", ""));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("/errors/0/field")).isEqualTo("subscriber.endpoint");
        assertThat(api.rows(secrets, made.text("/id"))).isEqualTo(before);
        var one = api.page("/subscribers/" + made.text("/id"));
        assertThat(alice.get(one).text("/components/0")).isEqualTo(pier);

        alice.delete(one);
        assertThat(alice.post(api.page("/subscribers"), command.formatted("ops", ""))
                        .status())
                .as("what has left may come again")
                .isEqualTo(201);
    }

    @Test
    void aWebhookTellsTheVersionThatAChangeCanBeBasedOn() {
        var component = component("Pier");
        var made = alice.post(
                api.page("/subscribers"),
                "{\"subscriber\": {\"endpoint\": \"https://hooks.example/" + Ids.next()
                        + "\", \"email\": \"ops@hooks.example\", \"component_ids\": [\"" + component + "\"]}}");
        var one = api.page("/subscribers/" + made.text("/id"));
        var version = alice.get(one).header("etag").orElseThrow();
        assertThat(made.header("etag")).contains(version);
        assertThat(alice.post(one + "/rotate_secret", "").header("etag")).contains(version);

        assertThat(alice.with("If-Match", version).patch(one, "{}").status()).isEqualTo(200);
        assertThat(alice.with("If-Match", version).delete(one).status()).isEqualTo(412);
    }

    @Test
    void whoIsLeftAloneIsToldAgain() {
        var made = add(Ids.next() + "@readers.example", ", \"skip_confirmation_notification\": true");
        api.rows("update subscriber set state = 'quarantined', quarantined_at = now() where id = ?", made.text("/id"));
        var one = api.page("/subscribers/" + made.text("/id"));
        assertThat(alice.get(one).text("/state")).isEqualTo("quarantined");
        assertThat(alice.put(one, "{}").text("/state")).isEqualTo("quarantined");
        assertThat(alice.post(one + "/reactivate", "").text("/state")).isEqualTo("active");
    }
}
