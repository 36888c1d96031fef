package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.app.ApiClient.Response;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every list of {@code /v1} that has parts can be followed by cursor, and nothing is missed or comes twice while rows are added. */
class CursorTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    /** What makes the list come in an order that a cursor can follow, where that is not its own. */
    private static final Map<String, String> ORDERS =
            Map.of("/v1/pages/:page_id/subscribers", "state=all&sort_field=created_at&");

    private static TestApi api;
    private static ApiClient alice;
    private static String incident = "";

    @BeforeAll
    static void fill() {
        api = new TestApi();
        alice = api.alice();
        var components = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            components.add(made("/components", "{\"component\": {\"name\": \"C" + i + "\"}}"));
        }
        for (int i = 0; i < 6; i++) {
            made(
                    "/component-groups",
                    "{\"component_group\": {\"name\": \"G" + i + "\", \"components\": [\"" + components.get(i)
                            + "\"]}}");
            incident = made("/incidents", "{\"incident\": {\"name\": \"I" + i + "\"}}");
            made(
                    "/incident_templates",
                    "{\"template\": {\"name\": \"T" + i + "\", \"title\": \"Late\", \"body\": \"We wait.\"}}");
            maintenance(i, "scheduled");
            maintenance(i, "in_progress");
        }
        for (int i = 0; i < 5; i++) {
            made("/subscribers", "{\"subscriber\": {\"email\": \"follower-" + i + "@readers.example\"}}");
            made(
                    "/incidents/" + incident + "/subscribers",
                    "{\"subscriber\": {\"email\": \"of-one-" + i + "@readers.example\"}}");
            var left = made("/subscribers", "{\"subscriber\": {\"email\": \"left-" + i + "@readers.example\"}}");
            alice.delete(api.page("/subscribers/" + left));
            invite("asked-" + i);
        }
        // All at one time, as an import makes them: only the ids tell them apart.
        api.rows(
                "update incident set created_at = '2026-05-04T09:00:00Z', scheduled_for = case when scheduled_for is null"
                        + " then null else scheduled_until - interval '1 hour' end returning id");
        api.rows(
                "update subscriber set created_at = '2026-05-04T09:00:00Z' where address_hmac is not null returning id");
    }

    private static void maintenance(int number, String status) {
        made(
                "/incidents",
                "{\"incident\": {\"name\": \"M" + number + "\", \"status\": \"" + status
                        + "\", \"scheduled_for\": \"2126-05-04T09:00:00Z\", \"scheduled_until\": \"2126-05-04T11:00:00Z\"}}");
    }

    private static String made(String path, String body) {
        return alice.post(api.page(path), body).text("/id");
    }

    private static void invite(String name) {
        alice.post(
                "/v1/organizations/" + api.cast().organization() + "/users",
                "{\"user\": {\"email\": \"" + name + "@newcomers.example\"}}");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Stream<Route> lists() {
        var contract = Contract.load();
        return api.routes().stream()
                .filter(route ->
                        route.path().startsWith("/v1/") && route.method().equals("GET"))
                .filter(route -> names(contract, route).contains("page"));
    }

    private static List<String> names(Contract contract, Route route) {
        return contract.queryParameters(contract.operationOf(route)).stream()
                .map(parameter -> parameter.get("name").textValue())
                .toList();
    }

    private static String path(Route route) {
        return route.path()
                .replace(":page_id", api.cast().page().value())
                .replace(":organization_id", api.cast().organization().value())
                .replace(":incident_id", incident);
    }

    @Test
    void theDocumentHasTheCursorOfEveryListWithParts() {
        var contract = Contract.load();
        assertThat(lists())
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(route ->
                        assertThat(names(contract, route)).as(route.toString()).contains("cursor"));
    }

    @TestFactory
    Stream<DynamicTest> aListIsFollowedFromItsBeginningToItsEnd() {
        return lists().map(route -> dynamicTest(route.path(), () -> {
            var contract = Contract.load();
            var size = names(contract, route).contains("limit") ? "limit" : "per_page";
            var order = ORDERS.getOrDefault(route.path(), "");
            var whole = ids(alice.get(path(route) + "?" + order + size + "=100"));
            assertThat(whole).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();

            for (int limit : List.of(1, 2, whole.size() - 1, whole.size())) {
                var start = path(route) + "?" + order + size + "=" + limit;
                assertThat(followed(start)).as("by page, then by cursor").isEqualTo(whole);
                assertThat(followed(start + "&cursor=")).as("by cursor alone").isEqualTo(whole);
            }
            assertThat(alice.get(path(route) + "?" + order + size + "=100").header("link"))
                    .isEmpty();
        }));
    }

    private static List<String> followed(String start) {
        var ids = new ArrayList<String>();
        var next = start;
        while (!next.isEmpty()) {
            var answer = alice.get(next);
            assertThat(answer.status()).as(next + answer.body()).isEqualTo(200);
            ids.addAll(ids(answer));
            next = next(answer);
            assertThat(ids.size()).isLessThan(200);
        }
        return ids;
    }

    private static String next(Response answer) {
        return answer.header("link")
                .map(link -> {
                    var found = NEXT.matcher(link);
                    assertThat(found.matches()).as(link).isTrue();
                    return found.group(1);
                })
                .orElse("");
    }

    private static List<String> ids(Response answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(one -> one.get("id"))
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void whatIsAddedMeanwhileShiftsNothing() {
        var path = api.page("/incidents?limit=2");
        var whole = ids(alice.get(api.page("/incidents?limit=100")));
        var seen = new ArrayList<String>();
        for (var next = path; !next.isEmpty(); ) {
            var answer = alice.get(next);
            seen.addAll(ids(answer));
            next = next(answer);
            made("/incidents", "{\"incident\": {\"name\": \"New\"}}");
        }
        assertThat(seen).isEqualTo(whole);
        assertThat(new HashSet<>(ids(alice.get(api.page("/incidents?limit=100")))))
                .hasSizeGreaterThan(whole.size());
    }

    @Test
    void aListGoesOnBehindAnIncidentThatIsGone() {
        // The newest is not the one whose subscribers are listed elsewhere.
        var newest = made("/incidents", "{\"incident\": {\"name\": \"Newest\"}}");
        var whole = ids(alice.get(api.page("/incidents/unresolved")));
        assertThat(whole.getFirst()).isEqualTo(newest);
        var next = next(alice.get(api.page("/incidents/unresolved?per_page=1")));
        alice.delete(api.page("/incidents/" + newest));

        assertThat(ids(alice.get(next))).containsExactly(whole.get(1));
    }

    @Test
    void aCursorThatLeadsNowhereIsRefused() {
        var ofOther = "/v1/pages/" + api.cast().otherPage() + "/incidents";
        api.mallory().post(ofOther, "{\"incident\": {\"name\": \"Theirs\"}}");
        var theirs = next(api.mallory().get(ofOther + "?limit=1")).replaceFirst(".*cursor=", "");
        var unknown = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1." + Ids.next()).getBytes(StandardCharsets.UTF_8));
        assertThat(lists()).allSatisfy(route -> {
            for (var cursor : List.of("x", "%25", "MS54", theirs, unknown, "a".repeat(3_000))) {
                var answer = alice.get(path(route) + "?cursor=" + cursor);
                assertThat(answer.status()).as(route + " " + cursor).isEqualTo(422);
                assertThat(answer.text("/errors/0/field")).isEqualTo("cursor");
            }
        });
    }

    @Test
    void subscribersAreFollowedInTheOrderInWhichTheyCame() {
        var answer = alice.get(api.page("/subscribers?state=all&cursor=&sort_field=primary"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("sort_field");
        assertThat(alice.get(api.page("/subscribers?state=all&limit=1&sort_field=primary"))
                        .header("link"))
                .isEmpty();

        var rising = followed(api.page("/subscribers?state=all&limit=3&cursor="));
        var falling = followed(api.page("/subscribers?state=all&limit=3&cursor=&sort_direction=desc"));
        assertThat(falling).isEqualTo(rising.reversed()).hasSize(10);
    }
}
