package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What is published has no routes: the published sets are the table. Everything of a public page is for everybody, at each of its
 * addresses and nowhere else; of a page that is not public nothing is found, and not even its name is told.
 */
final class VisitorMatrix {
    /** Everything that is published of a page with an incident and a component; ids and hashes stand as parameters. */
    private static final Set<String> DOCUMENTS = Set.of(
            "",
            "accessibility",
            "incidents/:incident_id",
            "incidents/:incident_id.json",
            "history",
            "history.json",
            "history.atom",
            "history.rss",
            "history.feed.json",
            "history.ics",
            "uptime",
            "uptime/:component_id",
            "uptime/:component_id.csv",
            "api/v2/summary.json",
            "api/v2/status.json",
            "api/v2/components.json",
            "api/v2/incidents.json",
            "api/v2/incidents/unresolved.json",
            "api/v2/scheduled-maintenances.json",
            "api/v2/scheduled-maintenances/upcoming.json",
            "api/v2/scheduled-maintenances/active.json",
            "embed/script.js",
            "embed/frame",
            "badge.svg",
            "badges/:component_id.svg",
            "assets/:hash.css",
            "assets/:hash.js");

    private static final String HOST = "status.larkfield.example";
    private static final String SECRET_NAME = "Works of the harbour master";

    private final TestApi api;
    private final Samples samples;
    private final ApiClient owner;
    private final String page;
    private final String incident;
    private final PageId hidden;
    private final String hiddenIncident;

    VisitorMatrix(TestApi api, Samples samples) {
        this.api = api;
        this.samples = samples;
        this.owner = api.alice();
        this.page = api.cast().page().value();
        this.incident = samples.things().get("incident_id");
        owner.post(api.page("/components"), "{\"component\": {\"name\": \"Quay\", \"showcase\": true}}");
        owner.patch(api.page(""), "{\"page\": {\"domain\": \"" + HOST + "\"}}");
        this.hidden = api.cast().anotherPage(SECRET_NAME).id();
        this.hiddenIncident = owner.post("/v1/pages/" + hidden + "/incidents", "{\"incident\": {\"name\": \"Secret\"}}")
                .text("/id");
    }

    List<DynamicTest> cells() {
        var cells = new ArrayList<DynamicTest>();
        var published = paths(api.cast().page(), incident);
        cells.add(dynamicTest(
                "everything published has a row",
                () -> assertThat(published.stream().map(VisitorMatrix::pattern).collect(Collectors.toSet()))
                        .isEqualTo(DOCUMENTS)));
        published.forEach(path -> cells.add(dynamicTest(path + " is for everybody", () -> isForEverybody(path))));
        cells.add(dynamicTest("another page has not what is on this one", this::stayOnTheirPage));
        var secret =
                Stream.concat(paths(hidden, hiddenIncident).stream(), forms()).toList();
        cells.add(dynamicTest("of a page that is not public nothing is found", () -> hides(secret)));
        cells.add(dynamicTest("the host of a page has no console", this::hostsNoConsole));
        return cells;
    }

    private List<String> paths(PageId of, String itsIncident) {
        return api.published(of).stream()
                .filter(path -> !path.startsWith("incidents/") || path.startsWith("incidents/" + itsIncident))
                .toList();
    }

    private static String pattern(String path) {
        return path.replaceFirst("^incidents/[^/.]+", "incidents/:incident_id")
                .replaceFirst("^uptime/[^/.]+", "uptime/:component_id")
                .replaceFirst("^badges/[^/.]+", "badges/:component_id")
                .replaceFirst("^assets/[0-9a-f]+\\.", "assets/:hash.");
    }

    private void isForEverybody(String path) {
        for (var base : List.of("/p/" + page + "/", "/p/larkfield-ferries/")) {
            assertThat(api.anonymous().get(base + path).status()).as(base).isEqualTo(200);
            for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                var refused = api.anonymous().send(method, base + path, "");
                assertThat(refused.status()).as(method).isEqualTo(405);
                assertThat(refused.header("allow").orElse("")).startsWith("GET, HEAD");
            }
        }
        assertThat(atHost(HOST).get("/" + path).status()).as(HOST).isEqualTo(200);
        assertThat(atHost("other.example").get("/" + path).status()).isEqualTo(404);
    }

    private void stayOnTheirPage() {
        var other = "/p/" + api.cast().otherPage() + "/incidents/";
        assertThat(api.anonymous().get(other + incident).status()).isEqualTo(404);
        assertThat(api.anonymous()
                        .get("/p/" + hidden + "/incidents/" + incident)
                        .status())
                .isEqualTo(404);
    }

    /** The public forms of every page; a secret link is whose it is, also of a page that is no longer public. */
    private Stream<String> forms() {
        return api.routes().stream()
                .filter(route -> route.access() instanceof Access.PageForm
                        && route.method().equals("GET"))
                .map(route -> route.path().substring(1));
    }

    private void hides(List<String> paths) {
        var base = "/p/" + hidden + "/";
        paths.forEach(path ->
                assertThat(api.anonymous().get(base + path).status()).as(path).isEqualTo(200));
        owner.patch("/v1/pages/" + hidden, "{\"page\": {\"viewers_must_be_team_members\": true}}");
        for (var path :
                paths.stream().filter(path -> !path.startsWith("assets/")).toList()) {
            var answer = api.anonymous().get(base + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain(SECRET_NAME);
        }
        var posted = api.anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", base + "subscribe", "email=a%40readers.example");
        assertThat(posted.status()).isEqualTo(404);
        assertThat(posted.body()).doesNotContain(SECRET_NAME);
        assertThat(api.anonymous().get("/s/" + hiddenIncident).status()).isEqualTo(404);
        assertThat(api.anonymous().get("/s/" + incident).status()).isEqualTo(302);
    }

    private void hostsNoConsole() {
        var signedIn = api.people().owner().client().with("X-Forwarded-Host", HOST);
        for (Route route : api.routes()) {
            if (!Row.isOfPage(route)) {
                var answer = samples.of(route).sendBy(signedIn);
                assertThat(answer.status()).as(route.toString()).isEqualTo(404);
            }
        }
    }

    private ApiClient atHost(String host) {
        return api.anonymous().with("X-Forwarded-Host", host);
    }
}
