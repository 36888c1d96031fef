package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route, called by everybody who matters. The routes come from the route table and what is expected follows from the rule on
 * {@link Access}, never from a recording; a route without a sample request fails.
 */
class RouteMatrixTest {
    private static TestApi api;
    private static Samples samples;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theDocumentAndTheRoutesAreTwins() {
        var routes = api.routes().all().stream()
                .map(Route::toString)
                .filter(route -> route.contains(" /v1/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Contract.load().operations()).isEqualTo(routes);
    }

    @Test
    void noSampleIsLeftOver() {
        var routes = api.routes().all().stream().map(Route::toString).toList();
        assertThat(routes).containsAll(Samples.all().keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAsksWhoCalls() {
        return api.routes().all().stream().flatMap(route -> cells(route).stream());
    }

    private List<DynamicTest> cells(Route route) {
        return switch (route.access()) {
            case Access.Open open ->
                List.of(cell(route, "anybody", () -> assertSucceeds(call(route, api.anonymous()))));
            case Access.SignedOut out -> signedOut(route);
            case Access.Key(var permission) -> program(route, permission);
            case Access.Session(var permission) -> person(route, permission.orElse(null));
            case Access.PageForm form -> throw new AssertionError("no cells for " + route);
            case Access.PageLink link -> throw new AssertionError("no cells for " + route);
        };
    }

    // ---- programs

    private List<DynamicTest> program(Route route, Permission permission) {
        return List.of(
                cell(route, "anonymous is asked for a key", () -> {
                    var answer = call(route, api.anonymous());
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.header("www-authenticate")).contains("OAuth");
                }),
                cell(
                        route,
                        "a made-up key is refused",
                        () -> assertThat(call(route, api.anonymous().withKey("fh_no")))
                                .extracting(Response::status)
                                .isEqualTo(401)),
                cell(
                        route,
                        "another organization finds nothing",
                        () -> assertForeign(route, call(route, api.mallory()))),
                cell(route, "a key of another page is refused", () -> {
                    var answer = call(route, api.keyOf(api.anotherPage()));
                    assertForeignPage(route, answer);
                }),
                cell(
                        route,
                        "a key without the scope is refused",
                        () -> assertThat(call(route, api.keyWithout(permission)).status())
                                .isEqualTo(403)),
                cell(route, "a key with the scope succeeds", () -> assertSucceeds(call(route, api.key(permission)))));
    }

    private static void assertForeign(Route route, Response answer) {
        if (route.path().contains(":")) {
            assertThat(answer.status()).isEqualTo(404);
        } else {
            assertSucceeds(answer);
        }
        assertThat(answer.body()).doesNotContain(api.cast().page().value());
    }

    /** The page is known in the organization, so the answer may say that it is not allowed. */
    private static void assertForeignPage(Route route, Response answer) {
        if (route.path().contains(":page_id")) {
            assertThat(answer.status()).isEqualTo(403);
        } else {
            assertSucceeds(answer);
        }
        assertThat(answer.body()).doesNotContain(api.cast().page().value());
    }

    // ---- people

    private static List<DynamicTest> signedOut(Route route) {
        if (route.method().equals("GET")) {
            return List.of(cell(route, "anybody", () -> assertSucceeds(call(route, api.anonymous()))));
        }
        return List.of(cell(
                route,
                "a post without the form's token is refused",
                () -> assertThat(call(route, api.anonymous()).status()).isEqualTo(403)));
    }

    private static List<DynamicTest> person(Route route, @org.jspecify.annotations.Nullable Permission permission) {
        var cells = new java.util.ArrayList<DynamicTest>();
        cells.add(cell(route, "who is signed out is sent to sign in", () -> {
            var answer = call(route, api.anonymous());
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).contains("/console/sign-in");
        }));
        if (route.path().contains(":")) {
            cells.add(cell(
                    route,
                    "another organization finds nothing",
                    () -> assertForeign(route, call(route, api.stranger()))));
        }
        if (permission != null) {
            cells.add(cell(
                    route,
                    "a member without the grant is refused",
                    () -> assertThat(call(route, api.member()).status()).isEqualTo(403)));
            cells.add(cell(
                    route,
                    "a member with the grant succeeds",
                    () -> assertSucceeds(call(route, api.member(permission, Permission.VIEW_PAGE)))));
        }
        cells.add(cell(route, "the owner succeeds", () -> assertSucceeds(call(route, api.owner()))));
        if (!route.method().equals("GET")) {
            cells.add(cell(
                    route,
                    "a post without the form's token is refused",
                    () -> assertThat(call(route, new TestApi.Browser(api.owner().client(), "wrong"))
                                    .status())
                            .isEqualTo(403)));
        }
        return cells;
    }

    private static void assertSucceeds(Response answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 399);
    }

    private static Response call(Route route, ApiClient client) {
        var request = samples.of(route);
        var sender = request.isForm() && !request.method().equals("GET")
                ? client.with("Content-Type", "application/x-www-form-urlencoded")
                : client;
        return sender.send(request.method(), request.path(), request.body());
    }

    private static Response call(Route route, TestApi.Browser browser) {
        var request = samples.of(route);
        if (request.method().equals("GET")) {
            return browser.client().send("GET", request.path(), "");
        }
        return browser.client()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send(request.method(), request.path(), request.body() + "&form_token=" + browser.formToken());
    }

    private static DynamicTest cell(Route route, String what, org.junit.jupiter.api.function.Executable check) {
        return dynamicTest(route + ": " + what, check);
    }
}
