package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import foghorn.kit.web.WebServer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The headers of every route and of everything published, whether it is answered or refused, by the rule for its kind. */
class RouteHeadersTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Routes that answer the same whether what they name is there or not. */
    private static final Set<String> TELLS_NOTHING =
            Set.of("POST /api/v2/subscriptions/:subscriber_id/resend_confirmation");

    private static TestApi api;
    private static Samples samples;
    private static Callers callers;
    private static String page;
    private static String incident;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
        page = "/p/" + api.cast().page();
        incident = samples.things().get("incident_id");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAndWhatItRefuses() {
        return api.routes().stream()
                .map(route -> dynamicTest(route.toString(), () -> {
                    assertStrangersRefused(route);
                    assertWrongAddressesRefused(route);
                    if (route.method().equals("GET")) {
                        assertHead(route);
                    } else {
                        assertBodiesRefused(route);
                    }
                    var rule = HeaderRule.of(route);
                    var answer = callers.call(route, callers.successful(route));
                    assertThat(answer.status()).as(answer.body()).isLessThan(400);
                    if (route.access() instanceof Access.Key) {
                        assertTellsPace(answer);
                    }
                    (isFile(route) ? HeaderRule.published("assets/page.css") : rule).check(answer, false);
                }));
    }

    /** How a program stands with its limit. */
    private static void assertTellsPace(Response answer) {
        assertThat(answer.header("ratelimit-limit")).contains("1000000");
        assertThat(answer.header("ratelimit-policy")).contains("1000000;w=60");
        assertThat(Integer.parseInt(answer.header("ratelimit-remaining").orElseThrow()))
                .isBetween(900_000, 999_999);
        assertThat(Integer.parseInt(answer.header("ratelimit-reset").orElseThrow()))
                .isBetween(1, 61);
    }

    private static boolean isFile(Route route) {
        return route.path().endsWith("/assets/:file");
    }

    private static void assertStrangersRefused(Route route) {
        if (!(route.access() instanceof Access.PageLink)) {
            var crossSite = callers.call(route, api.anonymous().with("Sec-Fetch-Site", "cross-site"));
            rule(route, crossSite).check(crossSite, false);
            var byHttps = callers.call(route, api.anonymous().with("X-Forwarded-Proto", "https"));
            rule(route, byHttps).check(byHttps, true);
        }
    }

    private static HeaderRule rule(Route route, Response answer) {
        var rule = isFile(route) ? HeaderRule.published("assets/page.css") : HeaderRule.of(route);
        return answer.status() < 400 ? rule : rule.refused();
    }

    private static void assertWrongAddressesRefused(Route route) {
        var request = samples.of(route);
        var path = request.path().replaceFirst("\\?.*", "");
        var client = callers.successful(route).client();
        var known = api.everyRoute().stream()
                .filter(other -> Row.isOfPage(other) == Row.isOfPage(route))
                .filter(other -> (Row.isOfPage(other) ? page + other.path() : other.path())
                        .matches(path.replaceAll("[^/]+", "(?:$0|:[a-z_]+)")))
                .map(Route::method)
                .collect(Collectors.toSet());
        // An address may know them all: a word in place of an id is one, too.
        METHODS.stream().filter(method -> !known.contains(method)).findFirst().ifPresent(other -> {
            var notAllowed = (path.startsWith("/v1/") ? api.alice() : client).send(other, path, "");
            assertThat(notAllowed.status()).as(other).isEqualTo(405);
            assertThat(notAllowed.header("allow").orElse("")).contains(route.method());
            HeaderRule.elsewhere(path).check(notAllowed, false);
        });
        if (!route.path().contains(":")) {
            return;
        }
        var nowhere = samples.of(
                        route,
                        Samples.row(route),
                        name -> name.equals("page_id") && Row.isOfPage(route) ? name : "=bbbbbbbbbbbb")
                .withFormToken(callers.successful(route).formToken())
                .sendBy(client);
        if (TELLS_NOTHING.contains(route.toString())) {
            assertThat(nowhere.status()).as(nowhere.body()).isEqualTo(200);
            HeaderRule.of(route).check(nowhere, false);
        } else {
            assertThat(nowhere.status()).as(nowhere.body()).isEqualTo(404);
            HeaderRule.of(route).refused().check(nowhere, false);
        }
        var broken = (Row.isOfPage(route) ? page : "") + route.path().replaceAll(":[a-z_]+", "%zz");
        var malformed =
                sendRaw(route.method() + " " + broken + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n");
        assertThat(malformed.status()).isEqualTo(400);
        HeaderRule.unreadable(broken).check(malformed, false);
    }

    /** HEAD says what GET would say, and nothing else. */
    private static void assertHead(Route route) {
        var request = samples.of(route);
        var client = callers.successful(route).client();
        var got = request.sendBy(client);
        var head = client.send("HEAD", request.path(), "");
        assertThat(head.status()).isEqualTo(got.status());
        assertThat(head.body()).isEmpty();
        for (var name : List.of("content-type", "cache-control", "content-security-policy", "referrer-policy")) {
            assertThat(head.header(name)).as(name).isEqualTo(got.header(name));
        }
    }

    private static void assertBodiesRefused(Route route) {
        var rule = HeaderRule.of(route).refused();
        var path = samples.of(route).path();
        var client = callers.successful(route).client();
        var large = client.with("Content-Type", FORM).send(route.method(), path, new byte[WebServer.MAX_BODY + 1]);
        assertThat(large.status()).isEqualTo(413);
        rule.check(large, false);
        if (readsBody(route)) {
            var malformed = client.with("Content-Type", FORM).send(route.method(), path, "%zz");
            assertThat(malformed.status()).isEqualTo(400);
            rule.check(malformed, false);
            var unknown = client.with("Content-Type", "text/plain").send(route.method(), path, "x");
            assertThat(unknown.status()).isEqualTo(415);
            rule.check(unknown, false);
        }
    }

    /** Mail providers may post what they like to a secret link, and nobody sends a body to a deletion. */
    private static boolean readsBody(Route route) {
        return switch (route.access()) {
            case Access.Key key -> !Samples.row(route).json().isMissingNode();
            case Access.Session session -> true;
            case Access.SignedOut out -> true;
            case Access.PageForm form -> true;
            case Access.PageProgram program -> !Samples.row(route).form().isEmpty();
            case Access.PageLink link -> false;
            case Access.Open open -> false;
        };
    }

    // ---- what is published

    @TestFactory
    Stream<DynamicTest> everythingPublishedAndWhatItRefuses() {
        return api.published(api.cast().page()).stream()
                .map(path -> dynamicTest("/" + path, () -> {
                    var rule = HeaderRule.published(path);
                    var address = page + "/" + path;
                    var answer = api.anonymous().get(address);
                    assertThat(answer.status()).isEqualTo(200);
                    rule.check(answer, false);
                    rule.check(
                            api.anonymous().with("X-Forwarded-Proto", "https").get(address), true);
                    rule.check(api.anonymous().send("HEAD", address, ""), false);

                    var again = api.anonymous()
                            .with("If-None-Match", answer.header("etag").orElseThrow());
                    var unchanged = again.get(address);
                    assertThat(unchanged.status()).isEqualTo(304);
                    rule.check(unchanged, false);

                    var refused = api.anonymous().send("POST", address, "");
                    assertThat(refused.status()).isEqualTo(405);
                    rule.refused().check(refused, false);
                    rule.cached(HeaderRule.PRIVATE).check(api.anonymous().send("OPTIONS", address, ""), false);
                }));
    }

    // ---- where nothing lives

    @TestFactory
    Stream<DynamicTest> nowhere() {
        return Stream.of(
                        "/none",
                        "/v1",
                        "/console/none",
                        "/console/pages/",
                        "/health",
                        "/p/",
                        "/p/none",
                        "/p/none/",
                        "/s/none",
                        "/s/bbbbbbbbbbbb",
                        page + "/none",
                        page + "/incidents/bbbbbbbbbbbb",
                        page + "/api/v2/none")
                .map(path -> dynamicTest(path, () -> {
                    for (var method : List.of("GET", "POST", "DELETE")) {
                        var answer = api.anonymous().send(method, path, "");
                        assertThat(answer.status()).as(method).isEqualTo(404);
                        HeaderRule.elsewhere(path).check(answer, false);
                    }
                }));
    }

    @Test
    void nothingLivesInTheApiForStrangers() {
        var answer = api.anonymous().get("/v1/none");
        assertThat(answer.status()).isEqualTo(401);
        HeaderRule.elsewhere("/v1/none").check(answer, false);
        HeaderRule.elsewhere("/v1/none").check(api.alice().get("/v1/none"), false);
    }

    @Test
    void anotherHostHasNothing() {
        var answer = api.anonymous().with("X-Forwarded-Host", "other.example").get("/");
        assertThat(answer.status()).isEqualTo(404);
        HeaderRule.unreadable("/").check(answer, false);
    }

    @Test
    void whatLeadsElsewhereHasThemToo() {
        for (var path : List.of(page, "/s/" + incident)) {
            var answer = api.anonymous().get(path);
            assertThat(answer.status()).isIn(302, 308);
            HeaderRule.elsewhere(path).check(answer, false);
            HeaderRule.elsewhere(path)
                    .check(api.anonymous().with("X-Forwarded-Proto", "https").get(path), true);
        }
    }

    @Test
    void whatIsNoRequestHasThemToo() {
        assertUnreadable(414, "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        assertUnreadable(431, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n");
        assertUnreadable(400, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno header\r\n");
        assertUnreadable(400, "GET\r\n");
    }

    private static void assertUnreadable(int status, String head) {
        var answer = sendRaw(head);
        assertThat(answer.status()).isEqualTo(status);
        HeaderRule.unreadable("/").check(answer, false);
    }

    private static Response sendRaw(String head) {
        return api.anonymous().sendRaw(head + "Connection: close\r\n\r\n");
    }
}
