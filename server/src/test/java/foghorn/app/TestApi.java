package foghorn.app;

import foghorn.Await;
import foghorn.Cast;
import foghorn.audit.AuditVerifier;
import foghorn.audit.ChainState;
import foghorn.kit.config.Settings;
import foghorn.kit.config.SettingsException;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.db.PoolUse;
import foghorn.kit.db.SteadyClock;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.InboxMessage;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.web.Route;
import foghorn.kit.web.Routes;
import foghorn.organization.ApiKeyService.Issued;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.publicpage.store.PublishedStore;
import foghorn.subscriber.web.ProgramForms;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The whole product, at work on a port of its own: a database of its own, the cast's two organizations, as many keys and people as wanted.
 * Mail goes to the local inbox; 127.0.0.1 is a trusted proxy, so that a test can come by https and from where it likes.
 */
public final class TestApi implements AutoCloseable {
    /** The address of the console in every link. */
    public static final String CONSOLE = "http://console.example";

    private final TestDatabase testDatabase = TestDatabase.create();
    private final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    private final Database database = testDatabase.database(InstantSource.system());
    private final Shutdown shutdown = new Shutdown();
    private final Path folder;
    private final App app;
    private final URI address;
    private final Cast cast;
    private final People people;
    private final LocalInbox inbox;
    private final Connection tables = testDatabase.ownerConnection();

    public TestApi() {
        this(List.of());
    }

    /** @param reachable networks of this machine to which webhooks may go */
    public TestApi(List<Network> reachable) {
        var vertx = Vertx.vertx();
        shutdown.add(
                "Vert.x",
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
        var outgoing = new GuardedClient(vertx, reachable);
        shutdown.add("calls to others", outgoing);
        try {
            folder = Files.createTempDirectory("foghorn-api-");
            app = new App(new App.Ground(
                    Settings.read(Map.of(
                            "FOGHORN_CONSOLE_URL", CONSOLE,
                            "FOGHORN_TRUSTED_PROXIES", "127.0.0.0/8",
                            "FOGHORN_API_LIMIT", "1000000")),
                    0,
                    URI.create(CONSOLE),
                    folder.resolve("published"),
                    database,
                    testDatabase.app(),
                    key,
                    Ids.next(),
                    () -> DatabaseGate.Start.REACHED,
                    () -> new PoolUse(3, 2, 1),
                    outgoing,
                    new SteadyClock(InstantSource.system())));
        } catch (IOException | SettingsException e) {
            throw new IllegalStateException(e);
        }
        address = URI.create("http://127.0.0.1:" + app.listen(vertx, shutdown));
        app.work();
        Await.until(
                "the pages are known", () -> anonymous().get("/health/ready").status() == 200);
        cast = Cast.on(database, key);
        rows(
                "update page set allow_webhook_subscribers = true where id = ?",
                cast.page().value());
        people = new People(database, cast, anonymous());
        inbox = new LocalInbox(database, cast.vault());
    }

    public Cast cast() {
        return cast;
    }

    /** Every route of the product that does something, those of the console's host first. */
    List<Route> routes() {
        return everyRoute().stream()
                .filter(route -> !isUnbuilt(route) && !isRefusing(route))
                .toList();
    }

    List<Route> everyRoute() {
        return Stream.concat(app.consoleRoutes().all().stream(), app.pageRoutes().all().stream())
                .toList();
    }

    /** The routes of pages that always refuse. */
    List<Route> refusingRoutes() {
        return app.pageRoutes().all().stream().filter(TestApi::isRefusing).toList();
    }

    private static boolean isRefusing(Route route) {
        return route.handler() instanceof ProgramForms.Refusing;
    }

    /** The routes of the contract that are not built. */
    List<Route> unbuiltRoutes() {
        return app.consoleRoutes().all().stream().filter(TestApi::isUnbuilt).toList();
    }

    private static boolean isUnbuilt(Route route) {
        return route.handler() instanceof Unbuilt.Answer;
    }

    /** The routes of the management listener, which this one does not open. */
    Routes managementRoutes() {
        return app.managementRoutes();
    }

    /** The path of Alice's page, {@code /v1/pages/{id}}, and what follows. */
    public String page(String rest) {
        return "/v1/pages/" + cast.page() + rest;
    }

    /** The id of a further page of Alice's organization. */
    public PageId anotherPage() {
        return cast.anotherPage("Another " + Ids.next()).id();
    }

    People people() {
        return people;
    }

    // ---- programs

    /** A client without a key. */
    public ApiClient anonymous() {
        return new ApiClient(address);
    }

    /** A program of Alice's organization that may do everything. */
    public ApiClient alice() {
        return key(Permission.values());
    }

    /** A program of Alice's organization with these scopes alone. */
    public ApiClient key(Permission... scopes) {
        return program(cast.organization(), Set.of(scopes), Optional.empty());
    }

    /** A program of Alice's organization with every scope but this, and but the one of which this is a part. */
    public ApiClient keyWithout(Permission scope) {
        var others = EnumSet.complementOf(EnumSet.of(scope));
        scope.whole().ifPresent(others::remove);
        return program(cast.organization(), others, Optional.empty());
    }

    /** A program of Alice's organization that may do everything on one page. */
    public ApiClient keyOf(PageId page) {
        return program(cast.organization(), Set.of(Permission.values()), Optional.of(page));
    }

    /** A program of the other organization that may do everything there. */
    public ApiClient mallory() {
        return program(cast.otherOrganization(), Set.of(Permission.values()), Optional.empty());
    }

    /** A program of the other organization with this scope alone. */
    ApiClient malloryWith(Permission scope) {
        return program(cast.otherOrganization(), Set.of(scope), Optional.empty());
    }

    /** The id of a key of Alice's organization that nobody uses. */
    String apiKeyId() {
        return issued(cast.organization(), Set.of(Permission.VIEW_PAGE), Optional.empty())
                .key()
                .id();
    }

    private ApiClient program(OrganizationId organization, Set<Permission> scopes, Optional<PageId> onlyPage) {
        return anonymous().withKey(issued(organization, scopes, onlyPage).secret());
    }

    private Issued issued(OrganizationId organization, Set<Permission> scopes, Optional<PageId> onlyPage) {
        var staff = new Call(new Actor.Staff(organization, "test"), "test");
        return cast.room().apiKeys().create(staff, new NewApiKey("test", scopes, onlyPage, Optional.empty()));
    }

    /** A program of Alice's organization that may ask so many times a minute. */
    ApiClient alice(int perMinute) {
        var staff = new Call(new Actor.Staff(cast.organization(), "test"), "test");
        var key = new NewApiKey(
                "slow", Set.of(Permission.values()), Optional.empty(), Optional.empty(), Optional.of(perMinute));
        return anonymous().withKey(cast.room().apiKeys().create(staff, key).secret());
    }

    /** Forgets what has been over for long, as happens every hour. */
    void sweepRequests() {
        app.once().sweep(List.of(cast.organization(), cast.otherOrganization()));
    }

    // ---- what it left behind

    /** The newest mail in the name of Alice's page to this address in which these words are; waits for it. */
    InboxMessage mailTo(String address, String words) {
        var found = new ArrayList<InboxMessage>();
        Await.until(
                "a mail to " + address + ": " + words,
                () -> inbox.list(cast.alice(), cast.page()).stream()
                        .filter(mail -> mail.to().equals(address) && mail.text().contains(words))
                        .findFirst()
                        .map(found::add)
                        .isPresent());
        return found.getFirst();
    }

    /** Every mail in the name of Alice's page as it was sent, oldest first. */
    List<byte[]> mails() {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery("select id, message from inbox_message where page_id = :page order by at, id")
                        .bind("page", cast.page().value())
                        .map((row, context) -> cast.vault()
                                .open(
                                        tx,
                                        new Field("inbox_message", "message", row.getString("id")),
                                        row.getBytes("message")))
                        .list());
    }

    /** What the verification of every audit chain says. */
    List<ChainState> verifyAudit() {
        return new AuditVerifier(database).verifyAll();
    }

    /** A connection of the owner of the tables; closed by whoever asks. */
    Connection tables() {
        return testDatabase.ownerConnection();
    }

    /** The rows of a query, as the owner of the tables, who sees all organizations; each value as text. */
    public synchronized List<List<String>> rows(String sql, String... values) {
        try (var statement = tables.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            var rows = new ArrayList<List<String>>();
            if (statement.execute()) {
                var found = statement.getResultSet();
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(found.getString(i)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The paths of all that is published of a page, and of what all pages share, as a node that starts now would find them on disk. */
    Set<String> published(PageId page) {
        try {
            var copy = Files.createDirectory(folder.resolve("copy-" + Ids.next()));
            try (var files = Files.list(folder.resolve("published"))) {
                for (var file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            var store = PublishedStore.open(copy);
            var paths = new TreeSet<String>();
            for (var name : List.of(page.value(), "shared")) {
                paths.addAll(Objects.requireNonNull(store.find(name)).items().keySet());
            }
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shutdown.close();
        try {
            tables.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        testDatabase.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
