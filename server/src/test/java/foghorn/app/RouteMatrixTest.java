package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.app.ApiClient.Response;
import foghorn.app.People.Browser;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import foghorn.kit.web.TestServer;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every route of the product, called by everybody who matters. The routes come from the route table and what is expected follows from the
 * rule on {@link Access}, never from a recording; a route without a row fails, and so does a row without a route.
 */
class RouteMatrixTest {
    private static TestApi api;
    private static Samples samples;
    private static Callers callers;
    private static String anotherPage;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
        anotherPage = api.anotherPage().value();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theDocumentAndTheRoutesAreTwins() {
        var routes = api.routes().stream()
                .map(Route::toString)
                .filter(route -> route.contains(" /v1/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Contract.load().operations()).isEqualTo(routes);
    }

    @Test
    void theDocumentNamesTheScopeAndTheParametersOfEveryRoute() {
        var contract = Contract.load();
        for (var route : api.routes().stream()
                .filter(route -> route.path().startsWith("/v1/"))
                .toList()) {
            var operation = contract.operationOf(route);
            var scope =
                    route.access() instanceof Access.Key(var permission, var ofMaintenance) ? permission.scope() : "";
            assertThat(operation.path("x-scope").asText(""))
                    .as(route.toString())
                    .isEqualTo(scope);
            var scopeOfMaintenance = route.access() instanceof Access.Key(var other, var ofMaintenance)
                    ? ofMaintenance.map(Permission::scope).orElse("")
                    : "";
            assertThat(operation.path("x-scope-of-maintenance").asText(""))
                    .as(route.toString())
                    .isEqualTo(scopeOfMaintenance);
            var inPath = Arrays.stream(route.path().split("/"))
                    .filter(part -> part.startsWith(":"))
                    .map(part -> part.substring(1))
                    .toList();
            assertThat(contract.pathParameters(operation))
                    .as(route.toString())
                    .containsExactlyInAnyOrderElementsOf(inPath);
        }
    }

    @Test
    void everyRouteHasARowAndNoRowIsLeftOver() {
        var routes = api.routes().stream().map(Route::toString).toList();
        assertThat(routes).doesNotHaveDuplicates();
        assertThat(Rows.byRoute().keySet()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAsksWhoCalls() {
        return api.routes().stream().flatMap(route -> cells(route).stream());
    }

    @TestFactory
    List<DynamicTest> whatIsPublishedIsForVisitors() {
        return new VisitorMatrix(api, samples).cells();
    }

    /** Whoever reaches the management listener runs the installation, so it asks nobody; and it shows nothing but the node's health and numbers. */
    @Test
    void theManagementListenerTellsHealthAndNumbersAlone() {
        var routes = api.managementRoutes();
        assertThat(routes.all().stream().map(Route::toString))
                .containsExactlyInAnyOrder("GET /health", "GET /health/live", "GET /health/ready", "GET /metrics");
        try (var server = new TestServer(routes, (http, access) -> null)) {
            var anybody = new ApiClient(server.address());
            assertThat(routes.all()).allSatisfy(route -> {
                assertThat(route.access()).isInstanceOf(Access.Open.class);
                var answer = anybody.get(route.path());
                assertThat(answer.status()).isEqualTo(200);
                HeaderRule.of(route).check(answer, false);
            });
            assertStatus(anybody.get("/console/sign-in"), 404);
            assertStatus(callers.anonymous().get("/health"), 404);
        }
    }

    private static List<DynamicTest> cells(Route route) {
        var cells = new Cells(route);
        switch (route.access()) {
            case Access.Open open -> cells.add("anybody", () -> assertSucceeds(call(route, callers.anonymous())));
            case Access.SignedOut out -> signedOut(cells);
            case Access.Key(var permission, var ofMaintenance) -> {
                program(cells, permission);
                ofMaintenance.ifPresent(scope -> maintenances(cells, scope));
            }
            case Access.Session(var permission) -> person(cells, permission);
            case Access.PageForm form -> publicForm(cells);
            case Access.PageProgram program -> publicForm(cells);
            case Access.PageLink link -> secretLink(cells);
        }
        return cells.all;
    }

    private record Cells(Route route, List<DynamicTest> all) {
        Cells(Route route) {
            this(route, new ArrayList<>());
        }

        void add(String what, Executable check) {
            all.add(dynamicTest(route + ": " + what, check));
        }

        boolean changes() {
            return !route.method().equals("GET");
        }

        boolean namesAPage() {
            return route.path().contains(":page_id");
        }

        /** Whether it names something that is Alice's organization's, or this organization itself. */
        boolean namesHers() {
            return route.path().contains(":");
        }

        /** Whether it names something that belongs to a page. */
        boolean namesAPartOfAPage() {
            return namesAPage() && route.path().indexOf(':') != route.path().lastIndexOf(':');
        }
    }

    // ---- programs

    private static void program(Cells cells, Permission permission) {
        var route = cells.route();
        cells.add("anonymous is asked for a key", () -> assertWantsKey(call(route, callers.anonymous())));
        cells.add(
                "a made-up key is refused",
                () -> assertWantsKey(call(route, callers.anonymous().withKey("fh_no"))));
        cells.add("a session is no key", () -> assertWantsKey(call(route, callers.owner())));
        cells.add(
                "a key of another organization finds nothing",
                () -> assertForeign(cells, call(route, callers.mallory())));
        cells.add("a key of another organization without the scope finds nothing", () -> {
            var answer = call(route, callers.malloryWithout(permission));
            assertStatus(answer, cells.namesHers() ? 404 : 403);
        });
        cells.add("a key of another page is refused", () -> {
            var answer = call(route, callers.keyOfAnotherPage());
            // The page is known in the organization, so the answer may say that it is not allowed.
            assertStatus(answer, cells.namesAPage() || permission.isOrganizationWide() ? 403 : 200);
            assertTellsNothing(answer);
        });
        if (cells.namesAPartOfAPage()) {
            var theirs = api.cast().otherPage().value();
            cells.add(
                    "on their own page another organization finds nothing of ours",
                    () -> assertStatus(callers.callOnPage(route, theirs, callers.mallory()), 404));
            cells.add(
                    "another page has not what is on this one",
                    () -> assertStatus(callers.callOnPage(route, anotherPage, callers.key(permission)), 404));
        }
        cells.add(
                "a key without the scope is refused",
                () -> assertStatus(call(route, callers.keyWithout(permission)), 403));
        cells.add("a key with the scope succeeds", () -> {
            assertThat(call(route, callers.key(permission)).status()).isBetween(200, 299);
        });
    }

    private static void maintenances(Cells cells, Permission scope) {
        var route = cells.route();
        cells.add(
                "a key without " + scope + " changes no maintenance",
                () -> assertStatus(samples.ofMaintenance(route).sendBy(callers.keyWithout(scope)), 403));
        cells.add("a key with " + scope + " alone changes a maintenance", () -> {
            var answer = callers.settle(route, samples.ofMaintenance(route).sendBy(callers.key(scope)));
            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        });
    }

    private static void assertWantsKey(Response answer) {
        assertStatus(answer, 401);
        assertThat(answer.header("www-authenticate")).contains("OAuth");
    }

    // ---- people

    private static void signedOut(Cells cells) {
        var route = cells.route();
        if (cells.changes()) {
            forged(cells, callers.visitor());
        }
        cells.add("who has the form succeeds", () -> assertSucceeds(call(route, callers.visitor())));
    }

    private static void person(Cells cells, Optional<Permission> permission) {
        var route = cells.route();
        cells.add("who is signed out is sent to sign in", () -> assertSignedOut(call(route, callers.anonymous())));
        cells.add(
                "a key is no session",
                () -> assertSignedOut(call(route, callers.key(permission.orElse(Permission.VIEW_PAGE)))));
        if (cells.changes()) {
            forged(cells, callers.owner());
        }
        boolean isOfOrganization =
                permission.filter(Permission::isOrganizationWide).isPresent();
        for (var role : List.of(Role.OWNER, Role.ADMIN, Role.MEMBER)) {
            cells.add("of another organization, " + role + " finds nothing", () -> {
                var answer = call(route, callers.stranger(role));
                if (isOfOrganization && role == Role.MEMBER) {
                    assertStatus(answer, 403);
                    assertTellsNothing(answer);
                } else {
                    assertForeign(cells, answer);
                }
            });
        }
        if (cells.namesAPartOfAPage()) {
            var theirs = api.cast().otherPage().value();
            cells.add(
                    "on their own page another organization finds nothing of ours",
                    () -> assertStatus(callers.callOnPage(route, theirs, callers.stranger(Role.OWNER)), 404));
            cells.add(
                    "another page has not what is on this one",
                    () -> assertStatus(callers.callOnPage(route, anotherPage, callers.owner()), 404));
        }
        permission.ifPresent(needed -> {
            cells.add(
                    "a member without any grant is refused",
                    () -> assertStatus(call(route, callers.memberWithoutAny()), 403));
            cells.add(
                    "a member with every other grant is refused",
                    () -> assertStatus(call(route, callers.memberWithout(needed)), 403));
            if (isOfOrganization) {
                cells.add(
                        "a member with every grant on the page is refused",
                        () -> assertStatus(call(route, callers.memberWithAll()), 403));
            } else {
                cells.add(
                        "a member with the grant succeeds", () -> assertSucceeds(call(route, callers.member(needed))));
            }
            cells.add("an admin succeeds", () -> assertSucceeds(call(route, callers.admin())));
        });
        cells.add("the owner succeeds", () -> assertSucceeds(call(route, callers.owner())));
    }

    private static void assertSignedOut(Response answer) {
        assertStatus(answer, 303);
        assertThat(answer.header("location").orElse("")).matches("/console/sign-in(\\?next=/console/[A-Za-z0-9/_-]+)?");
    }

    /** What a browser sends for another site, or without having had the form. */
    private static void forged(Cells cells, Browser browser) {
        var route = cells.route();
        cells.add("a post without the form's token is refused", () -> assertStatus(call(route, browser.client()), 403));
        cells.add(
                "a post with another form's token is refused",
                () -> assertStatus(
                        call(
                                route,
                                new Browser(
                                        browser.client(),
                                        "x".repeat(browser.formToken().length()))),
                        403));
        cells.add("a post from another site is refused", () -> {
            for (var site : List.of("cross-site", "same-site")) {
                var client = browser.client().with("Sec-Fetch-Site", site);
                assertStatus(call(route, new Browser(client, browser.formToken())), 403);
            }
        });
    }

    // ---- visitors of a page

    private static void publicForm(Cells cells) {
        var route = cells.route();
        if (cells.changes()) {
            cells.add("a post from another site is refused", () -> {
                for (var origin : List.of("https://evil.example", "null", "http://127.0.0.1.evil.example")) {
                    assertStatus(call(route, callers.anonymous().with("Origin", origin)), 403);
                }
                for (var site : List.of("cross-site", "same-site")) {
                    assertStatus(call(route, callers.anonymous().with("Sec-Fetch-Site", site)), 403);
                }
            });
        }
        cells.add("anybody", () -> assertSucceeds(call(route, callers.anonymous())));
    }

    /** Mail providers post it from elsewhere, without cookie and origin (RFC 8058). */
    private static void secretLink(Cells cells) {
        var route = cells.route();
        cells.add(
                "another organization's page has not what is on this one",
                () -> assertStatus(
                        callers.callOnPage(route, api.cast().otherPage().value(), callers.anonymous()), 404));
        cells.add(
                "another page has not what is on this one",
                () -> assertStatus(callers.callOnPage(route, anotherPage, callers.anonymous()), 404));
        cells.add("a made-up secret is not found", () -> {
            var made =
                    samples.of(route, Samples.row(route), name -> name.equals("page_id") ? name : "=" + "x".repeat(22));
            assertStatus(made.sendBy(callers.anonymous()), 404);
        });
        cells.add(
                "who holds the secret succeeds",
                () -> assertSucceeds(call(route, callers.anonymous().with("Origin", "https://mail.example"))));
    }

    // ---- answers

    private static void assertForeign(Cells cells, Response answer) {
        if (cells.namesHers()) {
            assertStatus(answer, 404);
        } else {
            assertSucceeds(answer);
        }
        assertTellsNothing(answer);
    }

    private static void assertTellsNothing(Response answer) {
        assertThat(answer.body()).doesNotContain(api.cast().page().value()).doesNotContain("Larkfield");
    }

    private static void assertStatus(Response answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static void assertSucceeds(Response answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 204, 303);
        assertThat(answer.header("location")
                        .map(to -> to.replaceFirst("\\?.*", ""))
                        .filter("/console/sign-in"::equals))
                .as("sent to sign in although signed in")
                .isEqualTo(Optional.of("/console/sign-in").filter(signIn -> Callers.endsSession(answer)));
    }

    private static Response call(Route route, ApiClient client) {
        return callers.call(route, client);
    }

    private static Response call(Route route, Browser browser) {
        return callers.call(route, browser);
    }
}
