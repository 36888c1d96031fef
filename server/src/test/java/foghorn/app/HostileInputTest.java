package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import foghorn.Await;
import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Handler;
import foghorn.kit.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/**
 * Hostile input in every parameter of every route: in paths, queries, forms and bodies. It is taken as the text it is, or refused by the
 * name of its field; nothing fails, nothing of it is run, and nothing changes beyond the page and the organization of who sent it.
 */
class HostileInputTest {
    /** Routes that do not say which field is wrong, each with its reason. */
    private static final Map<String, String> KEEP_QUIET =
            Map.of("POST /console/sign-in", "whether there is an account with this address must not be told");

    /** Routes that show what was done on every page of the organization. */
    private static final Set<String> OF_ALL_PAGES = Set.of("GET /console/activity", "GET /console/activity/export");

    private static final Pattern READ_FROM_QUERY =
            Pattern.compile("(?:query|queryFlag|number|paging)\\(\\s*\"([a-z_]+)\"");
    /** What only a failure shows: of the database, of the program, of the machine. */
    private static final List<String> INNARDS =
            List.of("SQLException", "postgresql", "syntax error at", "java.", "foghorn.", "root:x:0");

    private static final int MOST_LEFT = 8;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final AtomicInteger CLIENT = new AtomicInteger();

    private static TestApi api;
    private static Samples samples;
    private static Callers callers;

    @BeforeAll
    static void start() {
        api = new TestApi();
        samples = new Samples(api);
        callers = new Callers(api, samples);
        LOG.start();
        root().addAppender(LOG);
    }

    @AfterAll
    static void stop() {
        root().detachAppender(LOG);
        api.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @TestFactory
    Stream<DynamicTest> whatIsHostileIsTakenAsTextOrRefused() throws IOException {
        var queries = queries();
        var another = populated(api.alice(), api.anotherPage().value(), "Elsewhere");
        var theirs = populated(api.mallory(), api.cast().otherPage().value(), "Theirs");
        samples.things()
                .keep(
                        "theirs",
                        api.mallory().get("/v1/pages/" + theirs + "/components").text("/0/id"));
        var before = rowsOfOthers(another, theirs);
        var known = new HashSet<Handler>();
        var attacked = api.routes().stream().map(route -> {
            boolean isTwin = !known.add(route.handler());
            return dynamicTest(route.toString(), () -> {
                assertThat(Attack.on(route, queries, isTwin).stream().flatMap(attack -> launch(route, attack)))
                        .isEmpty();
                tidyUp();
            });
        });
        return Stream.concat(
                attacked,
                Stream.of(dynamicTest(
                        "nothing of others has changed",
                        () -> assertThat(rowsOfOthers(another, theirs)).isEqualTo(before))));
    }

    /** Every name that any route reads from a query. */
    private static Set<String> queries() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                READ_FROM_QUERY.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        assertThat(names).contains("page", "per_page", "limit", "q", "tab", "token");
        return names;
    }

    /** What is wrong with the answer to an attack, each with the attack in words. */
    private static Stream<String> launch(Route route, Attack attack) {
        LOG.list.clear();
        var answer = send(route, attack);
        var problems = new LinkedHashMap<String, Boolean>();
        problems.put("fails", answer.status() >= 500);
        problems.put(
                "logs an error",
                LOG.list.stream().anyMatch(event -> event.getLevel().equals(Level.ERROR)));
        problems.put("shows its innards", INNARDS.stream().anyMatch(answer.body()::contains));
        problems.put("runs a template", answer.body().contains(Attack.RUN));
        problems.put(
                "sends a header that it was given",
                answer.headers().map().toString().toLowerCase(Locale.ROOT).contains("evil"));
        problems.put("shows what is another's", answer.body().contains("Theirs"));
        problems.put(
                "shows what is on another page",
                answer.body().contains("Elsewhere") && !OF_ALL_PAGES.contains(route.toString()));
        problems.put(
                "leads elsewhere",
                answer.header("location").filter(to -> !to.matches("/[^/].*")).isPresent());
        boolean isInPath = attack.row().equals(Samples.row(route));
        boolean isSecret = route.access() instanceof Access.SignedOut;
        problems.put("finds nothing where a field is wrong", answer.status() == 404 && !isInPath && !isSecret);
        problems.put("does not name the field", answer.status() == 422 && !names(route, answer, attack));
        if (isHtml(answer)) {
            Markup.foreignIn(answer.body(), false).forEach(foreign -> problems.put(foreign, true));
        }
        return problems.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(problem ->
                        attack.payload() + " as " + attack.field() + ", " + answer.status() + ": " + problem.getKey());
    }

    /** Sends it as somebody who may, each time from another place, so that no limit stands in the way. */
    private static Response send(Route route, Attack attack) {
        var browser = callers.successful(route);
        var client = route.access() instanceof Access.Key ? callers.everything() : browser.client();
        int number = CLIENT.incrementAndGet();
        var answer = samples.of(route, weakened(route, attack), attack.renaming())
                .withFormToken(browser.formToken())
                .sendBy(client.with("X-Forwarded-For", "198.51." + number / 250 + "." + (1 + number % 250)));
        callers.settle(route, answer);
        return answer;
    }

    /** Only one attack on the set-up goes through with a password, for each of those is slow to hash. */
    private static Row weakened(Route route, Attack attack) {
        var row = attack.row();
        if (!route.toString().equals("POST /console/set-up") || attack.payload().equals("markup")) {
            return row;
        }
        var form = new LinkedHashMap<>(row.form());
        form.put("owner_password", "short");
        return row.withForm(form);
    }

    @Test
    void addressesLeadToNoFile() {
        var page = "/p/" + api.cast().page();
        for (var base :
                List.of("", page, page + "/incidents", page + "/assets", "/console/assets", "/s", "/v1/pages")) {
            for (var way : List.of(
                    "/../../../../etc/passwd",
                    "/..%2f..%2f..%2f..%2fetc%2fpasswd",
                    "/%2e%2e/%2e%2e/etc/passwd",
                    "/..%5c..%5cetc%5cpasswd",
                    "//etc/passwd",
                    "/%00",
                    "/%252e%252e%252fetc%252fpasswd",
                    "/%c0%ae%c0%ae/etc/passwd")) {
                var answer = api.anonymous()
                        .sendRaw("GET " + base + way + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
                assertThat(answer.status()).as(base + way).isIn(400, 401, 404);
                assertThat(answer.body()).doesNotContain("root:x:0");
            }
        }
    }

    @Test
    void headersAreNoMoreTrusted() {
        var page = "/p/" + api.cast().page() + "/";
        var markup = Attack.MARKUP.replaceAll("[^ -~]", "");
        for (var header : List.of(
                "Authorization",
                "Cookie",
                "If-Match",
                "If-None-Match",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Request-Id",
                "Origin",
                "Sec-Fetch-Site",
                "HX-Request",
                "Accept-Encoding",
                "Content-Type",
                "User-Agent",
                "Referer")) {
            for (var value : List.of(markup, "-1", "x".repeat(8_000), "foghorn_session=" + markup)) {
                for (var path : List.of(page, page + "subscribe", "/console", api.page(""))) {
                    LOG.list.clear();
                    var answer = callers.everything().with(header, value).get(path);
                    assertThat(answer.status()).as(header + " " + path).isLessThan(500);
                    assertThat(answer.body()).doesNotContain("alert(1)</script>");
                    assertThat(answer.headers().map().toString()).doesNotContain("alert(");
                    assertThat(LOG.list)
                            .as(header)
                            .noneMatch(event -> event.getLevel().equals(Level.ERROR));
                }
            }
        }
    }

    private static boolean isHtml(Response answer) {
        return answer.header("content-type").orElse("").startsWith("text/html");
    }

    private static boolean names(Route route, Response answer, Attack attack) {
        if (KEEP_QUIET.containsKey(route.toString())) {
            return true;
        }
        var fields = weakened(route, attack).equals(attack.row())
                ? List.of(attack.field())
                : List.of(attack.field(), "owner_password");
        return fields.stream().anyMatch(field -> names(answer, field));
    }

    private static boolean names(Response answer, String field) {
        if (!isHtml(answer)) {
            return answer.json().path("errors").findValuesAsText("field").stream()
                    .anyMatch(name -> name.contains(field));
        }
        var body = answer.body().toLowerCase(Locale.ROOT);
        return body.contains("#field-" + field) || body.contains("<p>" + field);
    }

    /** Screens that list all that was taken as text would make the test slow. */
    private static void tidyUp() {
        for (var list : List.of("/incidents", "/components")) {
            var all = callers.everything().get(api.page(list)).json();
            if (all.size() > MOST_LEFT) {
                all.forEach(one -> callers.everything()
                        .delete(api.page(list + "/" + one.get("id").asText())));
                samples.things().useUp();
            }
        }
    }

    // ---- the others

    /** A page with something of every kind on it, once the rest of the product has done with it. */
    private static String populated(ApiClient client, String page, String name) {
        var base = "/v1/pages/" + page;
        var component = client.post(base + "/components", "{\"component\": {\"name\": \"" + name + "\"}}")
                .text("/id");
        client.post(
                base + "/component-groups",
                "{\"component_group\": {\"name\": \"" + name + "\", \"components\": [\"" + component + "\"]}}");
        var incident = client.post(base + "/incidents", "{\"incident\": {\"name\": \"" + name + "\"}}")
                .text("/id");
        Await.until(
                "the incident is told of",
                () -> !api.rows("select from notification_event where incident_id = ?", incident)
                        .isEmpty());
        return page;
    }

    /** Every row of other pages and of the other organization, as one hash for each table. */
    private static Map<String, String> rowsOfOthers(String another, String theirs) {
        var hashes = new TreeMap<String, String>();
        var columns = api.rows("""
                select table_name, string_agg(column_name, ' ') from information_schema.columns
                 where table_schema = 'public' and column_name in ('organization_id', 'page_id')
                   -- Work in the background notes what it has seen of every page.
                   and table_name not in ('consumer_cursor', 'team_reminder')
                 group by table_name
                """);
        for (var table : columns) {
            var name = table.getFirst();
            var organization = api.cast().otherOrganization().value();
            hashes.put(name, hash(name, "organization_id", organization));
            if (table.getLast().contains("page_id")) {
                hashes.put(name + " of another page", hash(name, "page_id", another) + hash(name, "page_id", theirs));
            }
        }
        assertThat(hashes.values()).filteredOn(hash -> !hash.startsWith("0 ")).hasSizeGreaterThan(10);
        return hashes;
    }

    private static String hash(String table, String column, String value) {
        var sql = "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table
                + " t where " + column + " = ?";
        return api.rows(sql, value).getFirst().getFirst();
    }
}
