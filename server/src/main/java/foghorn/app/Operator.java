package foghorn.app;

import foghorn.app.demo.DemoService;
import foghorn.app.setup.SetupService;
import foghorn.audit.AuditVerifier;
import foghorn.component.ComponentRoom;
import foghorn.incident.IncidentRoom;
import foghorn.kit.config.Settings;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.http.GuardedClient;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.LocalInbox;
import foghorn.organization.OrganizationRoom;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.SignInRoom;
import foghorn.subscriber.SubscriberExportService;
import foghorn.subscriber.SubscriberFileImport;
import foghorn.subscriber.SubscriberRoom;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import foghorn.transfer.PublicPageImport;
import io.vertx.core.Vertx;
import java.net.URI;

/** What whoever runs the installation can do from the shell, wired for one command; a server may run beside it. */
public final class Operator implements AutoCloseable {
    private final Node node;
    private final Database database;
    private final Vault vault;

    private Operator(Node node) {
        this.node = node;
        this.database = new Database(node.database().dataSource(), node.clock());
        this.vault = new Vault(node.key());
    }

    public static Operator of(Settings settings) throws StartException {
        return new Operator(NodeStart.forCommand(settings));
    }

    public SetupService setup() {
        var http = node.settings().http();
        var organizations = OrganizationRoom.of(database, node.key(), vault);
        var signIn = new SignInRoom(database, organizations, node.key(), http.insecureConsole());
        return new SetupService(database, organizations, new PageRoom(database), signIn.service(), links());
    }

    private PageLinks links() {
        var http = node.settings().http();
        return new PageLinks(URI.create(http.consoleAddress(http.port())), http.pagesDomain());
    }

    public DemoService demo() {
        var pages = new PageRoom(database);
        return new DemoService(new DemoService.Needs(
                setup(),
                OrganizationRoom.of(database, node.key(), vault).installation(),
                links(),
                pages.pages(),
                new DemoService.Imports(
                        pages.imports(),
                        new ComponentRoom(database).imports(),
                        new IncidentRoom(database).imports(),
                        subscribers().imports()),
                page -> callFor(page, "demo")));
    }

    public LocalInbox inbox() {
        return new LocalInbox(database, vault);
    }

    public AuditVerifier audit() {
        return new AuditVerifier(database);
    }

    /** Imports into pages; its way out is ended with this. */
    public PublicPageImport publicPageImport() {
        var vertx = Vertx.vertx();
        node.shutdown().add("Vert.x", () -> vertx.close().await());
        var client = new GuardedClient(vertx, node.settings().outgoing().allow());
        node.shutdown().add("calls to others", client);
        return new PublicPageImport(
                client,
                new PageRoom(database).imports(),
                new ComponentRoom(database).imports(),
                new IncidentRoom(database).imports());
    }

    private SubscriberRoom subscribers() {
        return new SubscriberRoom(database, vault, node.key());
    }

    /** Imports subscribers into pages. */
    public SubscriberFileImport subscriberImport() {
        return subscribers().files();
    }

    /** Hands out the subscribers of pages. */
    public SubscriberExportService subscriberExport() {
        return subscribers().exports();
    }

    /** What the operator asks of a page by a command of this name; {@link Problem.NotFound} if no organization has the page. */
    public Call callFor(PageId page, String command) {
        var organization = database.installation(handle -> new PageOwnerRepository(handle).find(page))
                .orElseThrow(() -> new Problem.NotFound("page"));
        return new Call(new Actor.Staff(organization, command), Ids.next());
    }

    /** Ends this before everything that was made so far, when the command is done or on Ctrl-C. */
    public void endFirst(String name, AutoCloseable part) {
        node.shutdown().add(name, part);
    }

    @Override
    public void close() {
        node.shutdown().close();
    }
}
