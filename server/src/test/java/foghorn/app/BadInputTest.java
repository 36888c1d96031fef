package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Json;
import foghorn.kit.web.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Bad input of every kind to every operation of the document, as JSON and as a form: it is refused with the name of its field, never fails,
 * and changes nothing. The same seed ({@code -Dfoghorn.seed=…}) makes the same input.
 */
class BadInputTest {
    private static final long SEED = Long.getLong("foghorn.seed", 20_261_122L);

    /** How much is tried of each field; the twins PUT and PATCH run the same code. */
    private static final int EACH = Integer.getInteger("foghorn.each", 3);

    /** What goes on by itself, or when a key is used. */
    private static final Set<String> OF_OTHER_WORK = Set.of(
            "api_key",
            "claim",
            "consumer_cursor",
            "delivery",
            "delivery_summary",
            "direct_message",
            "team_reminder",
            "inbox_message",
            "notification_event",
            "tranche",
            "once_request");

    /** An endpoint that does not answer fails, and after ten times is left alone. */
    private static final String SUBSCRIBERS = """
            (select case channel
                    when 'webhook' then to_jsonb(s) - array['failures', 'state', 'quarantined_at', 'purge_at', 'version']
                    else to_jsonb(s) end
               from subscriber s) told""";

    private static TestApi api;
    private static Samples samples;
    private static Callers callers;
    private static String theirs;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
        theirs = api.mallory()
                .post("/v1/pages/" + api.cast().otherPage() + "/components", "{\"component\": {\"name\": \"Theirs\"}}")
                .text("/id");
        System.out.println("bad input with the seed " + SEED);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Stream<Route> routes() {
        return api.routes().stream().filter(route -> route.path().startsWith("/v1/"));
    }

    @TestFactory
    Stream<DynamicTest> badInputIsRefusedByTheNameOfItsFieldAndChangesNothing() {
        return routes().filter(route -> !Contract.load().bodyOf(route).isEmpty())
                .map(route -> dynamicTest(route.toString(), () -> {
                    var request = samples.of(route);
                    var right = (ObjectNode) Json.MAPPER.readTree(request.body());
                    var fields = Contract.load().bodyOf(route);
                    var random = new Random(SEED ^ route.toString().hashCode());
                    int each = route.method().equals("PUT") ? 1 : EACH;
                    var before = tables();
                    var wrong = new ArrayList<String>();
                    for (var input : BadInput.of(
                            right, fields, theirs, random, each, Contract.load().needsBody(route))) {
                        var answer = send(request, input);
                        problem(input, answer).ifPresent(wrong::add);
                    }
                    assertThat(wrong).as("seed " + SEED).isEmpty();
                    assertThat(tables()).as("seed " + SEED).isEqualTo(before);
                    var good = callers.settle(route, request.sendBy(callers.everything()));
                    assertThat(good.status()).as(good.body()).isBetween(200, 299);
                }));
    }

    private static Response send(Samples.Request request, BadInput input) {
        var client = callers.everything();
        var sender = input.contentType().isEmpty()
                ? client.with("Content-Type", " ")
                : client.with("Content-Type", input.contentType());
        return sender.send(request.method(), request.path(), input.body());
    }

    private static Optional<String> problem(BadInput input, Response answer) {
        boolean isRefused = input.statuses().contains(answer.status());
        var message = isRefused ? answer.text("/message") : "";
        var names = new ArrayList<>(List.of(message));
        if (isRefused) {
            names.addAll(answer.json().path("errors").findValuesAsText("field"));
        }
        boolean isNamed = names.stream().anyMatch(name -> name.contains(input.field()));
        return isRefused && isNamed
                ? Optional.empty()
                : Optional.of(input.what() + ": " + answer.status() + " "
                        + answer.body().substring(0, Math.min(200, answer.body().length())));
    }

    /** Ten times what is read, of every operation, whether it reads a body or not. */
    @TestFactory
    Stream<DynamicTest> tooMuchIsRefused() {
        return routes().filter(route -> !route.method().equals("GET") && route.access() instanceof Access.Key)
                .map(route -> dynamicTest(route.toString(), () -> {
                    var request = samples.of(route);
                    var before = tables();
                    var answer = sendTooMuch(request);
                    assertThat(answer).isEqualTo(413);
                    assertThat(tables()).isEqualTo(before);
                }));
    }

    private static int sendTooMuch(Samples.Request request) throws IOException {
        return callers.everything()
                .with("Content-Type", "application/json")
                .send(request.method(), request.path(), new byte[10 * 1024 * 1024])
                .status();
    }

    /** Every parameter of the query that the document names; what is no number is the default, what is no word of a list is refused. */
    @TestFactory
    Stream<DynamicTest> badQueriesAreClampedOrRefused() {
        var contract = Contract.load();
        return routes().filter(route -> route.method().equals("GET"))
                .map(route -> dynamicTest(route.toString(), () -> {
                    var path = samples.of(route).path().replaceFirst("\\?.*", "");
                    var client = callers.successful(route).client();
                    for (var parameter : contract.queryParameters(contract.operationOf(route))) {
                        var name = parameter.get("name").textValue();
                        for (var bad : List.of(
                                "no_such_word",
                                "-1",
                                "1.5",
                                "9".repeat(40),
                                "%00",
                                "%C3",
                                "x".repeat(6_000),
                                "%F0%9F%A6%8A")) {
                            var answer = client.get(path + "?" + name + "=" + bad);
                            assertThat(answer.status()).as(name + "=" + bad).isIn(200, 400, 422);
                            if (answer.status() == 422) {
                                assertThat(answer.text("/errors/0/field")).isEqualTo(name);
                            }
                            if (parameter.get("schema").has("enum")) {
                                assertThat(answer.status()).as(name + "=" + bad).isNotEqualTo(200);
                            }
                        }
                    }
                }));
    }

    // ---- what no caller sets

    @Test
    void nobodyIsConfirmedMadeAnOwnerOrGivenAnIdByABody() {
        var unasked = "\"id\": \"" + theirs + "\", \"organization_id\": \""
                + api.cast().otherOrganization() + "\", \"page_id\": \""
                + api.cast().otherPage()
                + "\", \"role\": \"owner\", \"confirmed\": true, \"state\": \"active\", \"version\": 77";
        var component = post("/components", "component", "\"name\": \"C\"", unasked);
        var group = post(
                "/component-groups",
                "component_group",
                "\"name\": \"G\", \"components\": [\"" + component.text("/id") + "\"]",
                unasked);
        var incident = post("/incidents", "incident", "\"name\": \"I\"", unasked);
        var subscriber = post("/subscribers", "subscriber", "\"email\": \"unasked@readers.example\"", unasked);
        var follower = post(
                "/incidents/" + incident.text("/id") + "/subscribers",
                "subscriber",
                "\"email\": \"unasked-2@readers.example\"",
                unasked);
        var user = callers.everything()
                .post(
                        "/v1/organizations/" + api.cast().organization() + "/users",
                        "{" + unasked + ", \"user\": {\"email\": \"unasked@newcomers.example\", " + unasked + "}}");

        for (var made : List.of(component, group, incident)) {
            assertThat(made.text("/page_id")).isEqualTo(api.cast().page().value());
        }
        for (var made : List.of(component, group, incident, subscriber, follower, user)) {
            assertThat(made.text("/id")).isNotEqualTo(theirs);
            assertThat(made.body()).doesNotContain(api.cast().otherPage().value());
        }
        assertThat(subscriber.text("/state")).isEqualTo("unconfirmed");
        assertThat(follower.text("/state")).isEqualTo("unconfirmed");
        assertThat(user.text("/organization_id"))
                .isEqualTo(api.cast().organization().value());
        assertThat(api.rows("select role from invitation where id = ?", user.text("/id")))
                .containsExactly(List.of("member"));
    }

    private static Response post(String path, String name, String fields, String unasked) {
        var answer = callers.everything()
                .post(api.page(path), "{" + unasked + ", \"" + name + "\": {" + fields + ", " + unasked + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    // ---- what is there

    /** Every table of the tenants, each as one digest; of the audit log what programs have done. */
    private static Map<String, String> tables() {
        var digests = new TreeMap<String, String>();
        for (var table : api.rows("""
                select relname from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                   and exists (select 1 from pg_attribute where attrelid = pg_class.oid and attname = 'organization_id')
                """)) {
            var name = table.getFirst();
            if (!OF_OTHER_WORK.contains(name)) {
                var rows = switch (name) {
                    case "audit_entry" -> "audit_entry where actor like 'api_key:%'";
                    case "subscriber" -> SUBSCRIBERS;
                    default -> name;
                };
                digests.put(
                        name,
                        api.rows(
                                        "select count(*) || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from (select * from "
                                                + rows + ") t")
                                .getFirst()
                                .getFirst());
            }
        }
        assertThat(digests).containsKeys("component", "incident", "subscriber", "invitation", "audit_entry");
        return digests;
    }
}
