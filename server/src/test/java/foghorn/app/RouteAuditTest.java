package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.app.ApiClient.Response;
import foghorn.audit.ChainState;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever changes something leaves an entry: every route of the table that is no GET is called, and found by its request in the right chain. */
class RouteAuditTest {
    /** Routes that change nothing although they are no GET, each with its reason. */
    private static final Map<String, String> CHANGE_NOTHING = Map.of(
            "POST /console/pages/:page_id/incidents/reach",
                    "counts who would be told by a form, which is too long for an address",
            "POST /console/pages/:page_id/incidents/:incident_id/reach", "the same for an update",
            "POST /console/pages/:page_id/maintenances/reach", "the same for a maintenance",
            "POST /console/pages/:page_id/incidents/:incident_id/plan/reach", "the same for its plan",
            "POST /console/pages/:page_id/subscribers/search",
                    "looks for an address, which must not stand in that of a page",
            "POST /subscriptions/track_attempt", "programs of the original post it, and nothing is kept");

    /** Routes whose change concerns the installation as a whole, in whose chain it stands beside that of the new organization. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of("POST /console/set-up");

    private static TestApi api;
    private static Callers callers;

    @BeforeAll
    static void start() {
        api = new TestApi();
        callers = new Callers(api, new Samples(api));
    }

    @AfterAll
    static void stop() {
        assertThat(api.verifyAudit()).allMatch(ChainState.Intact.class::isInstance);
        api.close();
    }

    private static Stream<Route> changing() {
        return api.routes().stream().filter(route -> !route.method().equals("GET"));
    }

    @Test
    void noExceptionIsLeftOver() {
        assertThat(changing().map(Route::toString)).containsAll(CHANGE_NOTHING.keySet());
        assertThat(changing().map(Route::toString)).containsAll(OF_THE_INSTALLATION);
    }

    @TestFactory
    Stream<DynamicTest> everyChangeLeavesItsEntry() {
        return changing()
                .map(route -> dynamicTest(route.toString(), () -> {
                    var answer = callers.call(route, callers.successful(route));
                    assertThat(answer.status()).as(answer.body()).isLessThan(400);
                    assertEntries(route, answer.header("x-request-id").orElseThrow());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whoeverIsRefusedLeavesNone() {
        return changing()
                .map(route -> dynamicTest(route.toString(), () -> {
                    var answer = refused(route);
                    assertThat(answer.header("location").orElse("/console/sign-in"))
                            .isEqualTo("/console/sign-in");
                    assertThat(answer.status()).isGreaterThanOrEqualTo(303);
                    assertThat(entries(
                                    "audit_entry", answer.header("x-request-id").orElseThrow()))
                            .isEmpty();
                }));
    }

    private static void assertEntries(Route route, String request) {
        var ofOrganizations = entries("audit_entry", request);
        var ofInstallation = entries("installation_audit_entry", request);
        if (CHANGE_NOTHING.containsKey(route.toString())) {
            assertThat(ofOrganizations).isEmpty();
            assertThat(ofInstallation).isEmpty();
            return;
        }
        assertThat(ofOrganizations).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.actor()).matches(actor(route));
            assertThat(entry.action()).matches("[a-z_]+\\.[a-z_]+");
            assertThat(entry.subject()).isNotBlank();
            assertThat(entry.toString()).as("a person's address").doesNotContain("@");
        });
        if (OF_THE_INSTALLATION.contains(route.toString())) {
            assertThat(ofInstallation)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.subject())
                            .isEqualTo(ofOrganizations.getFirst().chain()));
        } else {
            assertThat(ofInstallation).isEmpty();
            assertThat(ofOrganizations)
                    .extracting(Entry::chain)
                    .containsOnly(api.cast().organization().value());
        }
    }

    private static String actor(Route route) {
        return switch (route.access()) {
            case Access.Key key -> "api_key:.+";
            case Access.Session session -> "team_member:.+";
            case Access.SignedOut out -> "team_member:.+|staff:set-up";
            case Access.PageForm form -> "viewer";
            case Access.PageProgram program -> "viewer";
            case Access.PageLink link -> "viewer";
            case Access.Open open -> throw new AssertionError("anybody may change something: " + route);
        };
    }

    private static Response refused(Route route) {
        return switch (route.access()) {
            case Access.Key(var permission, var ofMaintenance) -> callers.call(route, callers.keyWithout(permission));
            case Access.Session(var permission) ->
                callers.call(route, permission.map(callers::memberWithout).orElseGet(callers::visitor));
            case Access.SignedOut out -> callers.call(route, callers.anonymous());
            case Access.PageForm form -> crossSite(route);
            case Access.PageProgram program -> crossSite(route);
            case Access.PageLink link ->
                callers.callOnPage(route, api.cast().otherPage().value(), callers.anonymous());
            case Access.Open open -> throw new AssertionError("anybody may change something: " + route);
        };
    }

    private static Response crossSite(Route route) {
        return callers.call(route, callers.anonymous().with("Sec-Fetch-Site", "cross-site"));
    }

    private record Entry(String chain, String actor, String action, String subject, String details) {}

    private static List<Entry> entries(String table, String request) {
        var chain = table.equals("audit_entry") ? "organization_id" : "'installation'";
        return api
                .rows(
                        "select " + chain + ", actor, action, subject, details from " + table + " where request_id = ?",
                        request)
                .stream()
                .map(row -> new Entry(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }
}
