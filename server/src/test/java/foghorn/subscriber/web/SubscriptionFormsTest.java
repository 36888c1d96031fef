package foghorn.subscriber.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.PageSite;
import foghorn.kit.web.PageSites;
import foghorn.kit.web.Proxies;
import foghorn.kit.web.Published;
import foghorn.kit.web.RequestCounts;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Sites;
import foghorn.kit.web.WebServer;
import foghorn.publicpage.snapshot.ChoiceService;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public forms over real HTTP, as a browser without script and a mail provider use them. */
class SubscriptionFormsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(() -> Instant.parse("2026-05-04T09:00:00Z"));
    private final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    private final Vault vault = new Vault(key);
    private final SubscriberRoom room = new SubscriberRoom(database, vault, key);
    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final PageId page = new PageId(Ids.next());
    private final Call job = new Call(new Actor.Job(organization, "test"), "test");
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;
    private int port;

    @BeforeEach
    void open() {
        database.change(job, tx -> {
            tx.createUpdate(
                            "insert into organization (organization_id, name, created_at) values (:organizationId, 'H', :now)")
                    .execute();
            vault.createOrganization(tx);
            return tx.createUpdate("""
                    insert into page (organization_id, id, subdomain, name, tag_host, created_at, updated_at)
                    values (:organizationId, :page, 'ferries', 'Ferries & Co', 'status.example', :now, :now)
                    """).bind("page", page.value()).execute();
        });
        var routes = new Routes();
        new SubscriptionForms(room, new ChoiceService(database)).addTo(routes);
        var sites = new Sites(null, new OnePage(), new NothingPublished(), new Routes(), routes);
        server = new WebServer(vertx, sites, (http, access) -> null, new Proxies(List.of()), new RequestCounts());
        port = server.listen("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
        test.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = request(path).header("content-type", FORM).POST(BodyPublishers.ofString(body));
        return client.send((headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/p/ferries/" + path));
    }

    private long count(SubscriberState state) {
        return room.service().counts(job, page).getOrDefault(state, 0L);
    }

    @Test
    void whoWritesAReceiverReadsWhatTheDocumentsSay() throws Exception {
        var answer = get("docs/webhooks");
        assertThat(answer.statusCode()).isEqualTo(200);
        var shown = Jsoup.parse(answer.body()).select("main").text();
        var lines = Files.readString(Path.of("../docs/api/webhooks.md"))
                .replaceAll("\\|[ |-]+\\|\n", "")
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("(?m)^#+ |`", "")
                .split("\n\n|\\|");
        assertThat(lines)
                .hasSizeGreaterThan(20)
                .allSatisfy(line ->
                        assertThat(shown).contains(line.replaceAll("\\s+", " ").strip()));
    }

    /** A link of the only subscriber, as the mail would hold it. */
    private String secretOf(String table, String column, String idColumn) {
        return database.read(job, tx -> {
            var row = tx.createQuery("select id, " + idColumn + " as subject, " + column + " as sealed from " + table)
                    .map((found, context) ->
                            new Sealed(found.getString("id"), found.getString("subject"), found.getBytes("sealed")))
                    .one();
            var field = new foghorn.kit.crypto.Field(table, column, row.id());
            return vault.subject(tx, row.subject()).orElseThrow().open(field, row.bytes());
        });
    }

    private record Sealed(String id, String subject, byte[] bytes) {}

    @Test
    void theFormIsWholeWithoutItsScriptFilesAndCookie() throws Exception {
        var form = get("subscribe");

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .contains("Get updates from Ferries &amp; Co")
                .contains("method=\"post\" action=\"/p/ferries/subscribe\"")
                .contains("autocomplete=\"email\"")
                .containsPattern("<script src=\"/p/ferries/assets/[0-9a-f]{16}\\.js\"></script>");
        assertThat(form.body().replaceAll("<script( defer)? src=\"/p/ferries/assets/[0-9a-f]{16}\\.js\"></script>", ""))
                .doesNotContain("<script");
        assertThat(form.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void knownPendingAndNewAddressesAreAnsweredAlike() throws Exception {
        var fresh = post("subscribe", "email=a%40harbour.example");
        var pending = post("subscribe", "email=a%40harbour.example");
        room.confirmations().confirm(viewer(), page, newestToken());
        var known = post("subscribe", "email=a%40harbour.example");

        assertThat(List.of(fresh, pending, known)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("location")).contains("/p/ferries/subscribe/sent");
            assertThat(answer.body()).isEmpty();
        });
        assertThat(get("subscribe/sent").body()).contains("Check your mail");
    }

    private Call viewer() {
        return new Call(new Actor.Viewer(organization, page), "test");
    }

    private String newestToken() {
        database.change(job, tx -> tx.createUpdate("""
                delete from direct_message where id <> (select max(id) from direct_message)
                """).execute());
        return secretOf("direct_message", "token", "subject_id");
    }

    @Test
    void aMistypedAddressIsShownAgainWithWhatIsWrong() throws Exception {
        var answer = post("subscribe", "email=nobody%20%22here");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("There is a problem")
                .contains("href=\"#field-email\"")
                .contains("aria-describedby=\"field-email-error\"")
                .contains("value=\"nobody &#34;here\"")
                .contains("<title>Error: Subscribe");
        assertThat(count(SubscriberState.UNCONFIRMED)).isZero();
    }

    @Test
    void whatFillsTheHiddenFieldIsAnsweredAlikeAndDoesNothing() throws Exception {
        var answer = post("subscribe", "email=a%40harbour.example&website=x");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(count(SubscriberState.UNCONFIRMED)).isZero();
    }

    @Test
    void aFormThatComesFromAnotherSiteIsRefused() throws Exception {
        assertThat(post("subscribe", "email=a%40harbour.example", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("subscribe", "email=a%40harbour.example", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(count(SubscriberState.UNCONFIRMED)).isZero();
    }

    @Test
    void oneClientCannotAskForever() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(post("subscribe", "email=p" + i + "%40harbour.example").statusCode())
                    .isEqualTo(303);
        }
        var refused = post("subscribe", "email=p31%40harbour.example");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 3_600L);
    }

    @Test
    void followingTheLinkAsksAndTheButtonConfirms() throws Exception {
        post("subscribe", "email=a%40harbour.example");
        var link = "subscriptions/confirm/" + newestToken();

        assertThat(get(link).body()).contains("<form method=\"post\">").contains("Confirm subscription");
        assertThat(count(SubscriberState.ACTIVE)).as("a scanner's GET").isZero();
        assertThat(post(link, "").body()).contains("You are subscribed");
        assertThat(count(SubscriberState.ACTIVE)).isEqualTo(1);
        assertThat(get("subscriptions/confirm/" + "x".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(post("subscriptions/confirm/" + "x".repeat(43), "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneClickUnsubscribesWithoutCookieAndRedirect() throws Exception {
        post("subscribe", "email=a%40harbour.example");
        room.confirmations().confirm(viewer(), page, newestToken());
        var link = "subscriptions/unsubscribe/" + secretOf("subscriber", "secret", "id");

        assertThat(get(link).body()).contains("<form method=\"post\">");
        assertThat(count(SubscriberState.ACTIVE)).as("a scanner's GET").isEqualTo(1);
        var answer = post(link, "List-Unsubscribe=One-Click", "Origin", "https://mail.example");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(count(SubscriberState.UNSUBSCRIBED)).isEqualTo(1);
        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode())
                .as("again")
                .isEqualTo(200);
    }

    @Test
    void tokensAndSecretsAreKeptHashed() throws Exception {
        post("subscribe", "email=a%40harbour.example");
        var token = newestToken();
        var found = database.read(
                job,
                tx -> tx.createQuery("select count(*) from direct_message where token_hash = :hash")
                        .bind("hash", Tokens.hash(token))
                        .mapTo(Long.class)
                        .one());

        assertThat(found).isEqualTo(1);
    }

    private final class OnePage implements PageSites {
        @Override
        public @Nullable PageSite byHost(String host) {
            return null;
        }

        @Override
        public @Nullable PageSite byName(String name) {
            return name.equals("ferries") ? new PageSite(organization, page, "/p/ferries/") : null;
        }

        @Override
        public @Nullable PageSite root() {
            return null;
        }
    }

    private static final class NothingPublished implements Published {
        @Override
        public boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path) {
            return false;
        }

        @Override
        public boolean serveShortLink(HttpServerRequest request, boolean secure, String code) {
            return false;
        }

        @Override
        public String errorPage(PageSite site, int status, String message) {
            return message;
        }
    }
}
