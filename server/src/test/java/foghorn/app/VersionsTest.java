package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every single thing of {@code /v1} that can be changed tells its version, and is not changed by whoever has seen another one. */
class VersionsTest {
    /** Changed by programs that cannot read it alone; what it answers to a change tells the version. */
    private static final Set<String> READ_INSIDE_ANOTHER = Set.of(
            "/v1/pages/:page_id/incidents/:incident_id/incident_updates/:incident_update_id",
            "/v1/pages/:page_id/incidents/:incident_id/postmortem/publish");

    /** Taken away, or back, by programs that cannot read it alone, each with its reason. */
    private static final Map<String, String> WITHOUT_VERSION = Map.of(
            "/v1/organizations/:organization_id/users/:user_id", "its permissions have one, and are gone with it",
            "/v1/pages/:page_id/incidents/:incident_id/postmortem/revert",
                    "what is reverted is published for it each time anew; the postmortem's own test holds it to its version");

    private static TestApi api;
    private static Samples samples;
    private static Callers callers;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** The routes of every path that is changed or taken away as one thing, by method. */
    private static Map<String, Map<String, Route>> singles() {
        var paths = new TreeMap<String, Map<String, Route>>();
        for (var route : api.routes()) {
            if (route.access() instanceof Access.Key && route.path().startsWith("/v1/")) {
                paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                        .put(route.method(), route);
            }
        }
        paths.values().removeIf(methods -> !methods.containsKey("PATCH") && !methods.containsKey("DELETE"));
        return paths;
    }

    @Test
    void whatCannotBeReadAloneIsOnAList() {
        var unreadable = singles().entrySet().stream()
                .filter(single -> !single.getValue().containsKey("GET"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var listed = Stream.concat(READ_INSIDE_ANOTHER.stream(), WITHOUT_VERSION.keySet().stream());
        assertThat(unreadable).containsExactlyInAnyOrderElementsOf(listed.toList());
    }

    @TestFactory
    Stream<DynamicTest> noChangeOfAnotherVersionThanTheOneSeen() {
        return singles().entrySet().stream()
                .filter(single -> !WITHOUT_VERSION.containsKey(single.getKey()))
                .map(single -> dynamicTest(single.getKey(), () -> check(single.getValue())));
    }

    private static void check(Map<String, Route> methods) {
        for (var method : List.of("PATCH", "PUT")) {
            if (methods.containsKey(method)) {
                checkChange(methods, required(methods, method));
                samples.things().useUp();
            }
        }
        if (methods.containsKey("DELETE")) {
            checkRemoval(methods, required(methods, "DELETE"));
        }
        samples.things().useUp();
    }

    /** What of it can be read: by its GET, or by a change that keeps it as it is seen by nobody else. */
    private static String version(Map<String, Route> methods) {
        var readable = methods.containsKey("GET") ? required(methods, "GET") : required(methods, "PATCH");
        var answer = call(readable, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("etag")).as(readable.toString()).isPresent();
        return answer.header("etag").get();
    }

    private static void checkChange(Map<String, Route> methods, Route change) {
        var seen = version(methods);
        var changed = call(change, seen);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        var next = changed.header("etag").orElseThrow();
        assertThat(next).as("the version after " + change).isNotEqualTo(seen);

        for (var stale : List.of(seen, "\"7.7\"", "x", "\"" + "9".repeat(40) + "\"")) {
            assertThat(call(change, stale).status())
                    .as(change + " with " + stale)
                    .isEqualTo(412);
        }
        if (methods.containsKey("GET")) {
            assertThat(version(methods)).as("nothing was changed").isEqualTo(next);
        }
        assertThat(call(change, next).status()).isEqualTo(200);
        assertThat(call(change, "*").status()).isEqualTo(200);
        assertThat(call(change, null).status()).isEqualTo(200);
    }

    private static void checkRemoval(Map<String, Route> methods, Route removal) {
        var seen = version(methods);
        assertThat(call(removal, "\"123456789\"").status())
                .as(removal.toString())
                .isEqualTo(412);
        assertThat(version(methods)).as("it is still there").isEqualTo(seen);

        assertThat(call(removal, seen).status()).isBetween(200, 204);
        assertThat(call(required(methods, "GET"), null).status())
                .as("it is gone")
                .isEqualTo(404);
    }

    private static Route required(Map<String, Route> methods, String method) {
        return Objects.requireNonNull(methods.get(method), method);
    }

    private static Response call(Route route, @Nullable String ifMatch) {
        var client = callers.everything();
        // Where a row wants somebody new each time, this one has them for long enough.
        return samples.of(route, Samples.row(route), name -> name.equals("newcomer_id") ? "team_member_id" : name)
                .sendBy(ifMatch == null ? client : client.with("If-Match", ifMatch));
    }
}
