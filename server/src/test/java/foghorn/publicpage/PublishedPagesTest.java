package foghorn.publicpage;

import static foghorn.publicpage.Waterfront.header;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedPagesTest {
    @TempDir
    static Path folder;

    private static TestDatabase database;
    private static Harbour harbour;
    private static Waterfront front;
    private static final String INCIDENT = Ids.next();
    private static String base;
    private static String summary;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        harbour = new Harbour(database, "Etc/UTC");
        front = new Waterfront(harbour.database, database.app(), folder, harbour.clock);
        harbour.change("2026-05-04T09:01:12.330Z", tx -> {
            harbour.component(tx, Ids.next(), "Booking site", null, 1);
            harbour.incident(tx, INCIDENT, "Slow checkout", "investigating", "minor");
            harbour.run(tx, "update page set domain = 'status.larkfield.example' where id = :page");
        });
        base = "/p/" + harbour.page + "/";
        summary = base + "api/v2/summary.json";
    }

    @AfterAll
    static void close() {
        front.close();
        database.close();
    }

    @Test
    void anAnswerCarriesWhatCachesAndBrowsersNeed() {
        var answer = front.get(summary);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(header(answer, "etag")).matches("\"[0-9a-f]{32}\"");
        assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=0, must-revalidate");
        assertThat(header(answer, "vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(header(answer, "surrogate-key")).isEqualTo("page-" + harbour.page);
        assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(answer, "content-security-policy")).contains("default-src 'none'");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "date")).isEqualTo("Mon, 04 May 2026 09:01:12 GMT");
        assertThat(header(front.get(base), "access-control-allow-origin")).isNull();
    }

    @Test
    void gzipHasBytesAndATagOfItsOwn() throws IOException {
        var plain = front.get(summary);
        var gzip = front.get(summary, "accept-encoding", "gzip");

        assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
        assertThat(header(gzip, "etag")).isNotEqualTo(header(plain, "etag"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void whoHasTheBytesIsToldSo() {
        var plain = front.get(summary);
        var gzip = front.get(summary, "accept-encoding", "gzip");

        for (var known : List.of(tag(plain), "W/" + tag(plain), "\"x\", " + tag(plain), "*")) {
            var answer = front.get(summary, "if-none-match", known);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            for (var name : List.of(
                    "etag",
                    "cache-control",
                    "vary",
                    "surrogate-key",
                    "date",
                    "access-control-allow-origin",
                    "content-security-policy")) {
                assertThat(header(answer, name)).as(name).isEqualTo(header(plain, name));
            }
        }
        assertThat(front.get(summary, "if-none-match", tag(gzip)).statusCode()).isEqualTo(200);
        assertThat(front.get(summary, "if-none-match", tag(gzip), "accept-encoding", "gzip")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void headTellsTheSameWithoutTheBytes() {
        var get = front.get(summary);
        var head = front.send("HEAD", summary);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map()).isEqualTo(get.headers().map());
    }

    @Test
    void otherMethodsAreRefusedAndBrowsersMayAskFirst() {
        var posted = front.send("POST", base);
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(header(posted, "allow")).isEqualTo("GET, HEAD");

        var preflight = front.send("OPTIONS", summary, "access-control-request-method", "GET");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(preflight, "access-control-allow-methods")).contains("GET");
    }

    @Test
    void theStyleSheetMayBeKeptForEver() {
        var page = front.text(base + "incidents/" + INCIDENT);
        var href = page.replaceAll("(?s).*rel=\"stylesheet\" href=\"\\.\\./([^\"]+)\".*", "$1");

        var style = front.get(base + href);

        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(header(style, "content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(style, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void aPageIsFoundByEachOfItsNamesAndNoOther() {
        var home = front.get(base).body();

        assertThat(front.get("/p/" + harbour.subdomain() + "/").body()).isEqualTo(home);
        var sites = front.room.sites();
        assertThat(sites.byHost("status.larkfield.example")).isNotNull();
        assertThat(sites.byHost(harbour.subdomain() + ".pages.example")).isNotNull();
        assertThat(sites.byHost(harbour.page + ".pages.example")).isNotNull();
        assertThat(sites.byHost("other.pages.example")).isNull();
        assertThat(sites.byHost("pages.example")).isNull();
        assertThat(sites.root()).isNull();
    }

    @Test
    void aShortLinkLeadsToTheIncident() {
        var answer = front.get("/s/" + INCIDENT);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "location")).isEqualTo("https://status.larkfield.example/incidents/" + INCIDENT);
        assertThat(front.get("/s/" + Ids.next()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotThereIsSaidInThePagesLook() {
        var missing = front.get(base + "incidents/" + Ids.next());

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(new String(missing.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<h1>Nothing is here</h1>", "Larkfield Ferries", "href=\"" + base + "\"");
    }

    @Test
    void manyRequestsOnOneConnectionGetEachItsOwnHeaders() {
        for (int i = 0; i < 3; i++) {
            var whole = front.get(summary);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(header(whole, "content-length")).isEqualTo(Integer.toString(whole.body().length));
            var known = front.get(summary, "if-none-match", tag(whole));
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(header(known, "content-type")).isNull();
            assertThat(header(known, "content-encoding")).isNull();
        }
    }

    private static String tag(HttpResponse<?> answer) {
        return String.valueOf(header(answer, "etag"));
    }
}
