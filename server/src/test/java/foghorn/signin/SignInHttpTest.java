package foghorn.signin;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.web.Access;
import foghorn.kit.web.Routes;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInHttpTest {
    private static final String PASSWORD = "grey gulls over the pier";
    private static final String ADDRESS = "alice@lighthouse.example";

    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final SignInRoom room = new SignInRoom(database, cast.room(), cast.key(), false);
    private final TestConsole console = new TestConsole(room.guard(), routes());

    private Routes routes() {
        var routes = new Routes();
        room.addTo(routes);
        routes.get(
                Access.SESSION,
                "/console",
                http -> http.json(Map.of("who", http.call().actor().auditId(), "token", http.formToken())));
        routes.get(Access.SESSION, "/console/desks/:desk", http -> http.json(http.parameter("desk")));
        routes.post(Access.SESSION, "/console/desks/:desk/notes", http -> http.json("noted"));
        routes.get(
                Access.key(Permission.VIEW_PAGE),
                "/v1/who",
                http -> http.json(http.call().actor().auditId()));
        return routes;
    }

    @AfterAll
    void close() {
        console.close();
        test.close();
    }

    @BeforeEach
    void later() {
        now = now.plusSeconds(3600);
    }

    @Test
    void anOwnerFollowsTheLinkChoosesAPasswordSignsOutAndInAgain() {
        var browser = console.browser();
        String path = "/console/sign-in/link?token=" + link();

        var asked = browser.get(path);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body())
                .contains("Choose your password", ADDRESS, "autocomplete=\"new-password\"")
                .doesNotContain("<script", "style=");
        assertThat(asked.headers().firstValue("referrer-policy")).contains("same-origin");

        String token = path.substring(path.indexOf('=') + 1);
        var refused = browser.post("/console/sign-in/link", Map.of("token", token, "password", "too short"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("href=\"#field-password\"", "aria-describedby=\"field-password-hint field-password-error\"")
                .doesNotContain("too short");

        var done = browser.post("/console/sign-in/link", Map.of("token", token, "password", PASSWORD));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("location")).contains("/console");
        var home = browser.get("/console");
        assertThat(home.statusCode()).isEqualTo(200);

        String signedOutToken = home.body().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
        var session = browser.cookies.get("foghorn_session");
        assertThat(browser.post("/console/sign-out", Map.of("form_token", signedOutToken))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.cookies).doesNotContainKey("foghorn_session");
        browser.cookies.put("foghorn_session", String.valueOf(session));
        assertThat(browser.get("/console").headers().firstValue("location")).contains("/console/sign-in");
        browser.cookies.clear();

        assertThat(signIn(browser, PASSWORD).headers().firstValue("location")).contains("/console");
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongPasswordKeepsTheAddressAndNotThePassword() {
        var browser = console.browser();

        var answer = signIn(browser, "not the password");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"" + ADDRESS + "\"", "There is a problem", "autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"")
                .doesNotContain("not the password");
        assertThat(browser.cookies).doesNotContainKey("foghorn_session");
    }

    @Test
    void aPostWithoutTheFormTokenOrFromAnotherSiteIsRefused() {
        var browser = console.browser();
        browser.get("/console/sign-in");
        var fields = Map.of("email", ADDRESS, "password", PASSWORD, "form_token", "guess");
        assertThat(browser.post("/console/sign-in", fields).statusCode()).isEqualTo(403);

        var stranger = console.browser();
        stranger.get("/console/sign-in");
        stranger.cookies.clear();
        assertThat(stranger.post("/console/sign-in", Map.of("email", ADDRESS, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(403);

        var elsewhere = console.browser("sec-fetch-site", "cross-site");
        elsewhere.get("/console/sign-in");
        assertThat(elsewhere
                        .post("/console/sign-in", Map.of("email", ADDRESS, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSessionsFormTokenIsNotThatOfTheVisitBefore() {
        var browser = signedIn();
        assertThat(browser.post("/console/sign-out", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void onHttpsTheCookiesAreSecureAndBoundToTheHost() {
        var browser = console.browser("x-forwarded-proto", "https", "x-forwarded-host", "status.example.com");
        var answer = browser.get("/console/sign-in");

        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("__Host-foghorn_visit=")
                .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void overPlainHttpNobodySignsInExceptOnThisMachine() {
        var remote = console.browser("x-forwarded-proto", "http", "x-forwarded-host", "status.example.com");

        var answer = remote.get("/console/sign-in");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("needs https");
        assertThat(remote.cookies).isEmpty();
        remote.cookies.putAll(signedIn().cookies);
        assertThat(remote.get("/console").statusCode()).isEqualTo(303);
    }

    @Test
    void theEleventhFailureIsToldWhenToComeBack() {
        var browser = console.browser();
        for (int i = 0; i < 10; i++) {
            signIn(browser, "wrong");
        }

        var answer = signIn(browser, "wrong");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 900L);
    }

    @Test
    void aProgramIsKnownByItsAuthorizationHeaderAlone() {
        String secret = cast.room()
                .apiKeys()
                .create(
                        cast.alice(),
                        new NewApiKey("test", Set.of(Permission.VIEW_PAGE), Optional.empty(), Optional.empty()))
                .secret();

        assertThat(console.browser("authorization", "OAuth " + secret)
                        .get("/v1/who")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.browser("authorization", "Bearer " + secret)
                        .get("/v1/who")
                        .statusCode())
                .isEqualTo(200);
        assertThat(console.browser().get("/v1/who?api_key=" + secret).statusCode())
                .isEqualTo(401);
        assertThat(console.browser("authorization", "OAuth fh_guess")
                        .get("/v1/who")
                        .statusCode())
                .isEqualTo(401);
        assertThat(console.browser("authorization", secret).get("/v1/who").statusCode())
                .isEqualTo(401);
        assertThat(signedIn().get("/v1/who").statusCode()).isEqualTo(401);
        assertThat(console.browser("authorization", "OAuth " + secret)
                        .get("/console")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoeverSignsInAgainGoesOnWhereTheyWere() {
        choosePassword();
        var browser = console.browser("referer", "http://localhost/console/desks/7/notes?done=noted");
        assertThat(location(browser.get("/console/desks/7"))).isEqualTo("/console/sign-in?next=/console/desks/7");
        var unsent = location(browser.post("/console/desks/7/notes", Map.of("note", "Fog")));
        assertThat(unsent).isEqualTo("/console/sign-in?next=/console/desks/7/notes&unsent=true");

        assertThat(browser.get(unsent).body()).contains("nothing was sent");
        assertThat(signIn(browser, "wrong", "/console/desks/7/notes").body())
                .contains("name=\"next\" value=\"/console/desks/7/notes\"");
        assertThat(location(signIn(browser, PASSWORD, "/console/desks/7/notes")))
                .as("the screen above the address that only takes forms")
                .isEqualTo("/console/desks/7");
    }

    @Test
    void whoeverIsOnSeveralTeamsGoesOnInTheOrganizationOfThePageAskedFor() {
        choosePassword();
        var second = cast.found("Second Lighthouse", ADDRESS);
        var screen = "/console/pages/" + cast.pageOf(second, "Second Ferries").id() + "/incidents/new";

        assertThat(whoAfter(console.browser(), screen)).isEqualTo(second.actor().auditId());
        assertThat(whoAfter(console.browser(), "/console/pages/" + cast.page()))
                .isEqualTo(cast.alice().actor().auditId());
        for (var foreign : List.of(cast.otherPage().value(), "zzzzzzzzzzzz", "second-ferries", "")) {
            assertThat(whoAfter(console.browser(), "/console/pages/" + foreign))
                    .as(foreign)
                    .isEqualTo(cast.alice().actor().auditId());
        }
    }

    @Test
    void whoeverIsOnSeveralTeamsGoesOnInTheOrganizationOfTheSessionThatHasEnded() {
        choosePassword();
        var third = cast.found("Third Lighthouse", ADDRESS);
        var browser = signedIn();
        var held = String.valueOf(browser.cookies.get("foghorn_session"));
        room.sessions().switchTo(cast.alice(), held, third.organization());
        now = now.plus(Session.IDLE);
        assertThat(location(browser.get("/console/desks/7"))).isEqualTo("/console/sign-in?next=/console/desks/7");
        assertThat(whoAfter(browser, "/console/desks/7"))
                .isEqualTo(third.actor().auditId());

        var another = console.browser();
        another.cookies.put("foghorn_session", TestSessions.start(database, room, cast.mallory()));
        now = now.plus(Session.IDLE);
        assertThat(whoAfter(another, ""))
                .as("a session of somebody else tells nothing")
                .isEqualTo(cast.alice().actor().auditId());
    }

    /** As whom this browser acts after signing in for the sake of a screen. */
    private String whoAfter(TestConsole.Browser browser, String next) {
        assertThat(signIn(browser, PASSWORD, next).statusCode()).isEqualTo(303);
        return browser.get("/console").body().replaceFirst(".*\"who\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void nobodyIsLedElsewhereAfterSigningIn() {
        choosePassword();
        for (var next : List.of(
                "https://evil.example/console/desks/7",
                "//evil.example/console/desks/7",
                "/console//evil.example",
                "/console/../v1/who",
                "/console/desks/7?token=1",
                "/console/nowhere/at/all",
                "/v1/who",
                "")) {
            assertThat(location(signIn(console.browser(), PASSWORD, next)))
                    .as(next)
                    .isEqualTo("/console");
        }
    }

    @Test
    void aPartThatAScriptAsksForIsRefusedInPlace() {
        assertThat(console.browser("hx-request", "true").get("/console/desks/7").statusCode())
                .isEqualTo(401);
    }

    private void choosePassword() {
        var browser = console.browser();
        var token = link();
        browser.get("/console/sign-in/link?token=" + token);
        browser.post("/console/sign-in/link", Map.of("token", token, "password", PASSWORD));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    private TestConsole.Browser signedIn() {
        var browser = console.browser();
        browser.get("/console/sign-in");
        browser.cookies.put("foghorn_session", TestSessions.start(database, room, cast.alice()));
        return browser;
    }

    private static HttpResponse<String> signIn(TestConsole.Browser browser, String password) {
        return signIn(browser, password, "");
    }

    private static HttpResponse<String> signIn(TestConsole.Browser browser, String password, String next) {
        browser.get("/console/sign-in");
        return browser.post("/console/sign-in", Map.of("email", ADDRESS, "password", password, "next", next));
    }

    private String link() {
        var staff = new Call(new Actor.Staff(cast.alice().organization(), "test"), "r");
        var account = ((Actor.TeamMember) cast.alice().actor()).account();
        return database.change(staff, tx -> room.service().createLinkWithin(tx, account));
    }
}
