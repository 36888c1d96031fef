package foghorn.app;

import foghorn.Cast;
import foghorn.component.AutomationAddresses;
import foghorn.component.ComponentRoom;
import foghorn.component.api.ComponentController;
import foghorn.component.api.ComponentGroupController;
import foghorn.incident.IncidentRoom;
import foghorn.incident.api.IncidentController;
import foghorn.incident.api.IncidentUpdateController;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.web.Routes;
import foghorn.kit.web.TestServer;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.organization.OrganizationRoom;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.page.api.PageController;
import foghorn.signin.SignInRoom;
import foghorn.signin.web.SignInController;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The product's routes over real HTTP, with real rooms, a database of its own and the cast's two organizations; as many keys, people and
 * sessions as wanted.
 */
public final class TestApi implements AutoCloseable {
    private final TestDatabase testDatabase = TestDatabase.create();
    private final InstallationKey key = InstallationKey.of(Ids.bytes(32));
    private final Database database = testDatabase.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final OrganizationRoom organizations = OrganizationRoom.of(database, key, new Vault(key));
    private final SignInRoom signIn = new SignInRoom(database, organizations, key, false);
    private final Routes routes = new Routes();
    private final TestServer server;

    public TestApi() {
        addRoutes();
        server = new TestServer(routes, signIn.guard());
    }

    private void addRoutes() {
        var components = new ComponentRoom(database);
        var incidents = new IncidentRoom(database).incidents();
        var addresses = new AutomationAddresses(key, "console.example");
        var links = new PageLinks(URI.create("http://console.example"), Optional.empty());
        new OpenApiController().addTo(routes);
        new PageController(new PageRoom(database).pages()).addTo(routes);
        new ComponentController(components.components(), addresses).addTo(routes);
        new ComponentGroupController(components.groups()).addTo(routes);
        new IncidentController(incidents, addresses, links).addTo(routes);
        new IncidentUpdateController(incidents).addTo(routes);
        new SignInController(signIn.service(), signIn.signedIn()).addTo(routes);
    }

    public Cast cast() {
        return cast;
    }

    public Routes routes() {
        return routes;
    }

    /** The path of Alice's page, {@code /v1/pages/{id}}, and what follows. */
    public String page(String rest) {
        return "/v1/pages/" + cast.page() + rest;
    }

    /** The id of a further page of Alice's organization. */
    public PageId anotherPage() {
        return cast.anotherPage(database, "Another " + Ids.next()).id();
    }

    // ---- programs

    /** A client without a key. */
    public ApiClient anonymous() {
        return new ApiClient(server.address());
    }

    /** A program of Alice's organization that may do everything. */
    public ApiClient alice() {
        return key(Permission.values());
    }

    /** A program of Alice's organization with these scopes alone. */
    public ApiClient key(Permission... scopes) {
        return program(cast.organization(), Set.of(scopes), Optional.empty());
    }

    /** A program of Alice's organization with every scope but this. */
    public ApiClient keyWithout(Permission scope) {
        return program(cast.organization(), EnumSet.complementOf(EnumSet.of(scope)), Optional.empty());
    }

    /** A program of Alice's organization that may do everything on one page. */
    public ApiClient keyOf(PageId page) {
        return program(cast.organization(), Set.of(Permission.values()), Optional.of(page));
    }

    /** A program of the other organization that may do everything there. */
    public ApiClient mallory() {
        return program(cast.otherOrganization(), Set.of(Permission.values()), Optional.empty());
    }

    private ApiClient program(OrganizationId organization, Set<Permission> scopes, Optional<PageId> onlyPage) {
        var command = new NewApiKey("test", scopes, onlyPage, Optional.empty());
        return anonymous()
                .withKey(organizations
                        .apiKeys()
                        .create(staff(organization), command)
                        .secret());
    }

    // ---- people

    /** A signed-in browser, and the token that its forms must carry. */
    public record Browser(ApiClient client, String formToken) {}

    /** A browser in which an owner of Alice's organization is signed in. */
    public Browser owner() {
        return signedIn(cast.organization(), Role.OWNER, Set.of());
    }

    /** A browser in which a member of Alice's organization is signed in who has these permissions on her page. */
    public Browser member(Permission... granted) {
        return signedIn(cast.organization(), Role.MEMBER, Set.of(granted));
    }

    /** A browser in which an owner of the other organization is signed in. */
    public Browser stranger() {
        return signedIn(cast.otherOrganization(), Role.OWNER, Set.of());
    }

    private Browser signedIn(OrganizationId organization, Role role, Set<Permission> granted) {
        var call = staff(organization);
        var account = newAccount(organization, role);
        if (!granted.isEmpty()) {
            organizations.team().grant(call, account, cast.page(), granted);
        }
        var link = database.change(call, tx -> signIn.service().createLinkWithin(tx, account));
        var session = signIn.service().useLink(link, "quay lantern osprey 41", "test");
        var mac = key.mac("form token", ("session|" + session).getBytes(StandardCharsets.UTF_8));
        return new Browser(
                anonymous().with("Cookie", "foghorn_session=" + session),
                Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }

    /** A link by which a new member of Alice's organization signs in, once, and chooses a password. */
    public String signInLink() {
        var account = newAccount(cast.organization(), Role.MEMBER);
        return database.change(
                staff(cast.organization()), tx -> signIn.service().createLinkWithin(tx, account));
    }

    private AccountId newAccount(OrganizationId organization, Role role) {
        var address = EmailAddress.of("email", Ids.next() + "@example.com");
        return organizations.team().add(staff(organization), address, role).account();
    }

    private static Call staff(OrganizationId organization) {
        return new Call(new Actor.Staff(organization, "test"), "test");
    }

    // ---- what it left behind

    /** An entry of the audit log. */
    public record Entry(String actor, String action, String subject) {}

    /** The audit log of Alice's organization, oldest first. */
    public List<Entry> audit() {
        try (var connection = testDatabase.ownerConnection();
                var statement = connection.prepareStatement(
                        "select actor, action, subject from audit_entry where organization_id = ? order by seq")) {
            statement.setString(1, cast.organization().value());
            var rows = statement.executeQuery();
            var entries = new ArrayList<Entry>();
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return entries;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        testDatabase.close();
    }
}
