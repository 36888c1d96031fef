package foghorn.app;

import foghorn.app.setup.SetupService;
import foghorn.audit.AuditVerifier;
import foghorn.kit.config.Settings;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.mail.LocalInbox;
import foghorn.organization.OrganizationRoom;
import foghorn.page.PageLinks;
import foghorn.page.PageRoom;
import foghorn.signin.SignInRoom;
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
        var links = new PageLinks(URI.create(http.consoleAddress(http.port())), http.pagesDomain());
        return new SetupService(database, organizations, new PageRoom(database), signIn.service(), links);
    }

    public LocalInbox inbox() {
        return new LocalInbox(database, vault);
    }

    public AuditVerifier audit() {
        return new AuditVerifier(database);
    }

    @Override
    public void close() {
        node.shutdown().close();
    }
}
