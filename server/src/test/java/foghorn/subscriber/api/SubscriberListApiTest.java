package foghorn.subscriber.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.subscriber.FollowerListService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and counts of subscribers through {@code /v1}; every answer is held to the contract on its way. */
@Covers({"listSubscribers", "countSubscribers", "countSubscribersByState", "listUnsubscribed"})
class SubscriberListApiTest {
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
        readers.active("carla@boats.example");
        readers.active("Anna@ferries.example");
        readers.active("bjorn@boats.example");
        readers.unconfirmed("dora@boats.example");
        readers.webhook("https://hooks.example/a", "ops@hooks.example");
        var left = readers.active("eva@boats.example");
        readers.alice.delete(readers.path("/" + left));
    }

    @Test
    void whoIsActiveIsListedByWhereMessagesGo() {
        assertThat(readers.emails(readers.path("")))
                .containsExactly(
                        "Anna@ferries.example", "bjorn@boats.example", "carla@boats.example", "ops@hooks.example");
        assertThat(readers.emails(readers.path(".json?sort_direction=desc")))
                .containsExactly(
                        "ops@hooks.example", "carla@boats.example", "bjorn@boats.example", "Anna@ferries.example");
        assertThat(readers.emails(readers.path("?sort_field=created_at")))
                .containsExactly(
                        "carla@boats.example", "Anna@ferries.example", "bjorn@boats.example", "ops@hooks.example");
    }

    @ParameterizedTest
    @CsvSource({
        "type=webhook, ops@hooks.example",
        "type=webhook&state=all, ops@hooks.example",
        "type=slack, ''",
        "state=unconfirmed, dora@boats.example",
        "state=quarantined, ''",
        "type=email&limit=1, Anna@ferries.example",
        "type=email&limit=1&page=1, bjorn@boats.example",
        "type=email&limit=1&page=2, carla@boats.example",
        "type=email&limit=1&page=3, ''",
        "limit=0, Anna@ferries.example",
        "limit=1&page=-5, Anna@ferries.example",
        "limit=1&page=99999999999, ''",
        "limit=1&page=x, Anna@ferries.example"
    })
    void theListIsNarrowedAndComesInParts(String query, String expected) {
        assertThat(String.join(" ", readers.emails(readers.path("?" + query)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "bjorn@boats.example, bjorn@boats.example",
        "BJORN@boats.example, bjorn@boats.example",
        "bjo, bjorn@boats.example",
        "boats.example, bjorn@boats.example carla@boats.example",
        "@boats.example, bjorn@boats.example carla@boats.example",
        "hooks.example, ops@hooks.example",
        "orn, ''",
        "bjorn@boats.ex, ''",
        "eva@boats.example, ''"
    })
    void anAddressIsFoundByItselfItsDomainOrItsBeginning(String words, String expected) {
        assertThat(String.join(" ", readers.emails(readers.path("?q=" + words))))
                .isEqualTo(expected);
    }

    @Test
    void whoFitsBestComesFirst() {
        readers.active("boats.example@zoo.example");
        readers.active("amos@boats.example");
        assertThat(readers.emails(readers.path("?q=boats.example&sort_field=relevance&type=email")))
                .containsExactly("carla@boats.example", "bjorn@boats.example", "amos@boats.example");
        readers.active("amos@boats");
        assertThat(readers.emails(readers.path("?q=amos@boats&sort_field=relevance")))
                .containsExactly("amos@boats", "amos@boats.example");
        assertThat(readers.emails(readers.path("?q=amos@boats&sort_field=relevance&sort_direction=desc")))
                .containsExactly("amos@boats.example", "amos@boats");
    }

    @ParameterizedTest
    @CsvSource({
        "type=fax, type",
        "state=unsubscribed, state",
        "sort_field=email, sort_field",
        "sort_field=relevance, sort_field",
        "sort_direction=up, sort_direction",
        "q=ab, q"
    })
    void whatCannotBeAskedForIsRefusedByName(String query, String field) {
        var answer = readers.alice.get(readers.path("?" + query));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void moreThanCanBeSortedComeInTheOrderInWhichTheyCame() {
        var page = readers.page.replaceFirst(".*/", "");
        api.rows("""
                insert into subscriber (organization_id, page_id, id, channel, state, created_at)
                select organization_id, id, lpad(n::text, 12, 'z'), 'email', 'active', now() + interval '1 hour'
                  from page, generate_series(1, cast(? as integer)) as n where id = ?
                """, Integer.toString(FollowerListService.MOST_SORTED), page);
        assertThat(readers.emails(readers.path("?limit=4")))
                .containsExactly(
                        "carla@boats.example", "Anna@ferries.example", "bjorn@boats.example", "ops@hooks.example");
        assertThat(readers.alice.get(readers.path("/count")).json().get("email").intValue())
                .isEqualTo(FollowerListService.MOST_SORTED + 3);
    }

    @Test
    void countsAreByTypeAndState() {
        assertThat(readers.alice.get(readers.path("/count")).body())
                .isEqualTo("{\"email\":3,\"sms\":0,\"webhook\":1,\"integration_partner\":0,\"slack\":0,\"teams\":0}");
        assertThat(readers.alice
                        .get(readers.path("/count?state=all&type=email"))
                        .body())
                .isEqualTo("{\"email\":4,\"sms\":0,\"webhook\":0,\"integration_partner\":0,\"slack\":0,\"teams\":0}");
        var histogram = readers.alice.get(readers.path("/histogram_by_state")).json();
        assertThat(histogram.get("email"))
                .hasToString("{\"active\":3,\"unconfirmed\":1,\"quarantined\":0,\"total\":4}");
        assertThat(histogram.get("webhook"))
                .hasToString("{\"active\":1,\"unconfirmed\":0,\"quarantined\":0,\"total\":1}");
        assertThat(readers.alice.get(readers.path("/count?type=fax")).status()).isEqualTo(422);
    }

    @Test
    void whoHasLeftIsListedApart() {
        assertThat(readers.emails(readers.path("/unsubscribed"))).containsExactly("eva@boats.example");
        var later = readers.active("fred@boats.example");
        readers.alice.delete(readers.path("/" + later));
        assertThat(readers.emails(readers.path("/unsubscribed.json?per_page=1")))
                .containsExactly("fred@boats.example");
        assertThat(readers.emails(readers.path("/unsubscribed?per_page=1&page=2")))
                .containsExactly("eva@boats.example");
        assertThat(readers.alice.get(readers.path("/unsubscribed")).text("/0/state"))
                .isEqualTo("unsubscribed");
    }
}
