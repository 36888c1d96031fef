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
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Routes;
import foghorn.kit.web.TestServer;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.page.api.PageController;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1} over real HTTP, real rooms and a database of its own, with the cast's two organizations and as many keys as wanted. */
public final class TestApi implements AutoCloseable {
    private final TestDatabase testDatabase = TestDatabase.create();
    private final Keys keys = new Keys();
    private final Cast cast;
    private final Routes routes = new Routes();
    private final TestServer server;

    public TestApi() {
        var database = testDatabase.database(InstantSource.system());
        cast = Cast.on(database);
        addRoutes(database);
        server = new TestServer(routes, keys);
    }

    private void addRoutes(Database database) {
        var pages = new PageRoom(database).pages();
        new OpenApiController().addTo(routes);
        new PageController(pages).addTo(routes);
        var components = new ComponentRoom(database);
        var addresses = new AutomationAddresses(InstallationKey.of(Ids.bytes(32)), "console.example");
        new ComponentController(components.components(), addresses).addTo(routes);
        new ComponentGroupController(components.groups()).addTo(routes);
        var incidents = new IncidentRoom(database).incidents();
        var links = new PageLinks(URI.create("http://console.example"), Optional.empty());
        new IncidentController(incidents, addresses, links).addTo(routes);
        new IncidentUpdateController(incidents).addTo(routes);
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
        return anonymous().withKey(keys.add(cast.organization(), Set.of(scopes), Optional.empty()));
    }

    /** A program of Alice's organization that may do everything on one page. */
    public ApiClient keyOf(PageId page) {
        return anonymous().withKey(keys.add(cast.organization(), Set.of(Permission.values()), Optional.of(page)));
    }

    /** A program of the other organization that may do everything there. */
    public ApiClient mallory() {
        return anonymous().withKey(keys.add(cast.otherOrganization(), Set.of(Permission.values()), Optional.empty()));
    }

    /** The actions in the audit log of Alice's organization, oldest first. */
    public List<String> audit() {
        try (var connection = testDatabase.ownerConnection();
                var statement = connection.prepareStatement(
                        "select action from audit_entry where organization_id = ? order by seq")) {
            statement.setString(1, cast.organization().value());
            var rows = statement.executeQuery();
            var actions = new ArrayList<String>();
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
            return actions;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        testDatabase.close();
    }

    private static final class Keys implements Guard {
        private final Map<String, Actor> actors = new ConcurrentHashMap<>();

        String add(OrganizationId organization, Set<Permission> scopes, Optional<PageId> onlyPage) {
            var id = Ids.next();
            actors.put("OAuth " + id, new Actor.ApiKey(organization, id, scopes, onlyPage));
            return id;
        }

        @Override
        public @Nullable Call admit(Exchange http, Access access) {
            return http.header("authorization")
                    .flatMap(key -> Optional.ofNullable(actors.get(key)))
                    .map(actor -> new Call(actor, http.requestId()))
                    .orElseThrow(() -> new Problem.Unauthenticated("An API key is needed."));
        }
    }
}
