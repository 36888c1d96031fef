package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.Await;
import foghorn.app.ApiClient.Response;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A request with an {@code Idempotency-Key} is carried out once, however often it comes: every POST of {@code /v1}. */
class OnceTest {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "idempotency-replayed";

    /** Tables of a page that change although nothing is done. */
    private static final Set<String> OF_OTHER_WORK = Set.of("consumer_cursor", "team_reminder");

    /** Routes whose answer is not known before their change is made for good: a repetition is told to look. */
    private static final Set<String> KNOWN_AFTERWARDS = Set.of(
            "POST /v1/organizations/:organization_id/users",
            "POST /v1/pages/:page_id/subscribers/unsubscribe",
            "POST /v1/pages/:page_id/subscribers/reactivate",
            "POST /v1/pages/:page_id/subscribers/resend_confirmation",
            "POST /v1/pages/:page_id/subscribers/:subscriber_id/resend_confirmation",
            "POST /v1/pages/:page_id/incidents/:incident_id/subscribers/:subscriber_id/resend_confirmation",
            "POST /v1/pages/:page_id/incidents/:incident_id/notifications/pause",
            "POST /v1/pages/:page_id/incidents/:incident_id/notifications/resume",
            "POST /v1/pages/:page_id/incidents/:incident_id/notifications/:event_id/send_to_missed",
            "POST /v1/pages/:page_id/incidents/:incident_id/notifications/:event_id/recipients/:subscriber_id/replay");

    private static TestApi api;
    private static Samples samples;
    private static ApiClient alice;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        alice = api.alice();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Stream<Route> posts() {
        return api.routes().stream()
                .filter(route ->
                        route.access() instanceof Access.Key && route.method().equals("POST"));
    }

    @TestFactory
    Stream<DynamicTest> everyPostIsCarriedOutOnceForOneKey() {
        return posts().map(route -> dynamicTest(route.toString(), () -> {
            var request = samples.of(route);
            var once = alice.with(KEY, "once " + Ids.next());

            var first = request.sendBy(once);
            assertThat(first.status()).as(first.body()).isBetween(200, 299);
            assertThat(first.header(REPLAYED)).isEmpty();
            var entries = entries();
            var again = request.sendBy(once);

            assertSame(first, again);
            assertThat(entries()).isEqualTo(entries);

            var other = new Samples.Request(request.method(), request.path(), request.contentType(), "{\"other\": 1}")
                    .sendBy(once);
            assertNamesTheHeader(other);
            var elsewhere = new Samples.Request(
                            request.method(), request.path() + "?x=1", request.contentType(), request.body())
                    .sendBy(once);
            assertNamesTheHeader(elsewhere);
            assertThat(entries()).isEqualTo(entries);
        }));
    }

    /** Whatever changes leaves an entry, which RouteAuditTest holds of every route. */
    private static String entries() {
        return api.rows("select count(*) from audit_entry where actor like 'api_key:%'")
                .getFirst()
                .getFirst();
    }

    private static void assertSame(Response first, Response again) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        for (var header : List.of("etag", "content-type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(again.header(REPLAYED)).contains("true");
    }

    private static void assertNamesTheHeader(Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(KEY);
    }

    private static Response create(ApiClient client, String name) {
        return client.post(api.page("/components"), "{\"component\": {\"name\": \"" + name + "\"}}");
    }

    private static int components() {
        return Integer.parseInt(
                api.rows("select count(*) from component").getFirst().getFirst());
    }

    @Test
    void aRepetitionChangesNoTable() {
        var page = api.anotherPage().value();
        var once = alice.with(KEY, Ids.next());
        var path = "/v1/pages/" + page + "/components";
        var first = once.post(path, "{\"component\": {\"name\": \"Only one\"}}");
        Await.until("all work on it is done", () -> isQuiet(page));
        var before = tables(page);

        for (int i = 0; i < 3; i++) {
            assertSame(first, once.post(path, "{\"component\": {\"name\": \"Only one\"}}"));
        }

        assertThat(tables(page)).isEqualTo(before);
        assertThat(before).containsKeys("component", "outbox", "component_status_history");
    }

    private static boolean isQuiet(String page) {
        return api.rows("""
                select 1 from page p
                  join consumer_cursor c on c.page_id = p.id and c.page_seq < p.page_seq
                 where p.id = ?
                """, page).isEmpty();
    }

    /** The rows of a page, each table as one digest. */
    private static Map<String, String> tables(String page) {
        var digests = new TreeMap<String, String>();
        for (var table : api.rows("""
                select table_name from information_schema.columns c
                  join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace
                 where table_schema = 'public' and column_name = 'page_id' and relkind in ('r', 'p') and not relispartition
                """)) {
            var name = table.getFirst();
            if (!OF_OTHER_WORK.contains(name)) {
                digests.put(
                        name,
                        api.rows(
                                        "select count(*) || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                                + name + " t where page_id = ?",
                                        page)
                                .getFirst()
                                .getFirst());
            }
        }
        return digests;
    }

    @Test
    void withoutAKeyOrWithAnotherItIsDoneAgain() {
        int before = components();
        create(alice, "Twice");
        create(alice, "Twice");
        create(alice.with(KEY, Ids.next()), "Twice");
        create(alice.with(KEY, Ids.next()), "Twice");

        assertThat(components()).isEqualTo(before + 4);
    }

    @Test
    void keysOfDifferentProgramsAreApart() {
        var name = Ids.next();
        var mine = create(alice.with(KEY, name), "Mine");
        var yours = create(api.alice().with(KEY, name), "Yours");

        assertThat(mine.text("/name")).isEqualTo("Mine");
        assertThat(yours.text("/name")).isEqualTo("Yours");
        var theirs = api.mallory()
                .with(KEY, name)
                .post("/v1/pages/" + api.cast().otherPage() + "/components", "{\"component\": {\"name\": \"Theirs\"}}");
        assertThat(theirs.text("/name")).isEqualTo("Theirs");
    }

    @Test
    void whatWasRefusedCanBeAskedAgainInOtherWords() {
        var once = alice.with(KEY, Ids.next());
        assertThat(create(once, "x".repeat(256)).status()).isEqualTo(422);

        var right = create(once, "Shorter");

        assertThat(right.status()).isEqualTo(201);
        assertSame(right, create(once, "Shorter"));
    }

    @Test
    void aKeyHas1To255PrintableCharacters() {
        int before = components();
        for (var wrong : List.of("", "x".repeat(256), "a\tb", "x".repeat(10_000))) {
            assertNamesTheHeader(create(alice.with(KEY, wrong), "Wrong"));
        }
        assertThat(components()).isEqualTo(before);
        assertThat(create(alice.with(KEY, "~" + " ".repeat(253) + "!"), "Right").status())
                .isEqualTo(201);
    }

    @Test
    void onReadsAndChangesTheHeaderMeansNothing() {
        var once = alice.with(KEY, "x".repeat(300));
        assertThat(once.get(api.page("")).status()).isEqualTo(200);
        assertThat(once.patch(api.page(""), "{\"page\": {\"headline\": \"H\"}}").status())
                .isEqualTo(200);
    }

    @Test
    void afterADayAKeyIsForgotten() {
        var name = Ids.next();
        var first = create(alice.with(KEY, name), "Day");
        age(first, "created_at = created_at - interval '24 hours 1 second'");

        var next = create(alice.with(KEY, name), "Day");

        assertThat(next.text("/id")).isNotEqualTo(first.text("/id"));
        assertSame(next, create(alice.with(KEY, name), "Day"));
        age(next, "created_at = created_at - interval '23 hours'");
        api.sweepRequests();
        assertSame(next, create(alice.with(KEY, name), "Day"));
        age(next, "created_at = created_at - interval '1 hour 1 second'");
        var before = requests();
        api.sweepRequests();
        assertThat(requests()).isLessThan(before);
    }

    private static int requests() {
        return Integer.parseInt(
                api.rows("select count(*) from once_request").getFirst().getFirst());
    }

    /** Changes what is kept of the request that was carried out last. */
    private static void age(Response answer, String change) {
        assertThat(answer.status()).isLessThan(300);
        var changed = api.rows("update once_request set " + change
                + " where created_at = (select max(created_at) from once_request) returning attempt");
        assertThat(changed).hasSize(1);
    }

    /** What is answered is kept in the transaction of the change, so it does not matter what happens right after that. */
    @TestFactory
    Stream<DynamicTest> whatWasMadeIsAnsweredAlsoIfTheServerStoppedRightAfterIt() {
        return posts().map(route -> dynamicTest(route.toString(), () -> {
            samples.things().useUp();
            var request = samples.of(route);
            var once = alice.with(KEY, Ids.next());
            Response first;
            try (var stopped = new StopsAfterTheChange()) {
                first = request.sendBy(once);
            }
            assertThat(first.status()).as(first.body()).isBetween(200, 299);
            var entries = entries();

            var again = request.sendBy(once);

            if (KNOWN_AFTERWARDS.contains(route.toString())) {
                assertThat(again.status()).isEqualTo(409);
            } else {
                assertSame(first, again);
            }
            assertThat(entries()).isEqualTo(entries);
        }));
    }

    @Test
    void everyExceptionIsARoute() {
        assertThat(posts().map(Route::toString)).containsAll(KNOWN_AFTERWARDS);
    }

    /** As long as it is open, nothing is written down of a request once its change is made. */
    private static final class StopsAfterTheChange implements AutoCloseable {
        StopsAfterTheChange() {
            api.rows("""
                    create function stopped() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$
                    """);
            api.rows("""
                    create trigger stopped before update on once_request for each row
                     when (old.running_until is not null and new.running_until is null) execute function stopped()
                    """);
        }

        @Override
        public void close() {
            api.rows("drop function stopped cascade");
        }
    }

    /** Between the commit and the keeping of the answer the server can stop. */
    @Test
    void aChangeWhoseAnswerWasLostIsNotMadeAgain() {
        var once = alice.with(KEY, Ids.next());
        var first = create(once, "Lost");
        age(first, "answer = null, running_until = now() - interval '1 second'");
        int before = components();

        var again = create(once, "Lost");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/message")).contains("was carried out");
        assertThat(components()).isEqualTo(before);
    }

    @Test
    void theMarkIsMadeInTheTransactionOfTheChange() {
        var once = alice.with(KEY, Ids.next());
        create(once, "Marked");

        assertThat(api.rows("""
                select 1 from once_request o join component c on c.name = 'Marked'
                 where o.carried_out_at = c.created_at
                """)).hasSize(1);
    }

    @Test
    void nothingOfRequestAndAnswerCanBeReadInTheTable() {
        var address = "canary-" + Ids.next() + "@readers.example";
        var name = "name-" + Ids.next();
        var made = alice.with(KEY, name)
                .post(api.page("/subscribers"), "{\"subscriber\": {\"email\": \"" + address + "\"}}");
        assertThat(made.text("/email")).isEqualTo(address);

        var kept = api.rows(
                "select encode(key_hash, 'escape') || encode(fingerprint, 'escape') || encode(answer, 'escape') from once_request");

        assertThat(kept.toString()).doesNotContain(address).doesNotContain(name).doesNotContain("created_at");
        assertThat(made.json()
                        .equals(alice.with(KEY, name)
                                .post(api.page("/subscribers"), "{\"subscriber\": {\"email\": \"" + address + "\"}}")
                                .json()))
                .isTrue();
    }

    // ---- at the same time

    @Test
    void asLongAsTheFirstRunsTheSecondIsTurnedAway() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var locked = new LockedPage()) {
            var once = alice.with(KEY, Ids.next());
            int before = components();
            var first = started(threads, once, "Running");

            var second = create(once, "Running");

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.header("retry-after")).contains("1");
            locked.close();
            assertThat(first.get().status()).isEqualTo(201);
            assertSame(first.get(), create(once, "Running"));
            assertThat(components()).isEqualTo(before + 1);
        }
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        int before = components();
        var once = alice.with(KEY, Ids.next());
        var answers = new ArrayList<Future<Response>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> create(once, "Race")));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get().status()).isIn(201, 409);
        }
        assertThat(components()).isEqualTo(before + 1);
        assertThat(create(once, "Race").header(REPLAYED)).contains("true");
    }

    /** A node that hangs for longer than anybody waits has not died: what it does in the end must come to nothing. */
    @Test
    void anAttemptThatWasGivenUpCannotFinishBesideTheNext() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var locked = new LockedPage()) {
            var once = alice.with(KEY, Ids.next());
            int before = components();
            var first = started(threads, once, "Slow");
            api.rows("update once_request set running_until = now() - interval '1 second'"
                    + " where answer is null and carried_out_at is null returning attempt");
            var attempt = attempts();
            var second = threads.submit(() -> create(once, "Slow"));
            Await.until("the second has taken over", () -> !attempts().equals(attempt));
            locked.close();

            assertThat(List.of(first.get().status(), second.get().status())).containsExactlyInAnyOrder(409, 201);
            assertThat(second.get().status()).isEqualTo(201);
            assertThat(components()).isEqualTo(before + 1);
            assertSame(second.get(), create(once, "Slow"));
        }
    }

    private static List<List<String>> attempts() {
        return api.rows("select attempt from once_request where answer is null and carried_out_at is null order by 1");
    }

    /** A request that waits for the page, which is locked. */
    private static Future<Response> started(ExecutorService threads, ApiClient client, String name) {
        int before = attempts().size();
        var answer = threads.submit(() -> create(client, name));
        Await.until("the first runs", () -> attempts().size() > before);
        return answer;
    }

    /** Holds the lock that every change of Alice's page waits for. */
    private static final class LockedPage implements AutoCloseable {
        private final Connection connection = api.tables();

        LockedPage() throws SQLException {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("select 1 from page where id = ? for update")) {
                statement.setString(1, api.cast().page().value());
                statement.execute();
            }
        }

        @Override
        public void close() throws SQLException {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.close();
            }
        }
    }
}
