package foghorn.kit.mail;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Where mail goes while no SMTP server is configured, and the demo's always: into the database, encrypted under the organization's keyset, the newest
 * {@value #KEPT} of each page. Messages hold addresses and one-time links, so reading them needs
 * {@link Permission#MANAGE_SUBSCRIBERS}.
 */
public final class LocalInbox implements MailTransport {
    /** To be shown wherever these messages are. */
    public static final String NOTICE =
            "No mail server is configured. Messages are kept in this local inbox, and nothing leaves this machine.";

    /** Messages of a page that are kept. */
    public static final int KEPT = 200;

    /** Written at the same time: senders are many, and connections to the database are for everybody. */
    private static final int AT_ONCE = 2;

    private final Semaphore writing = new Semaphore(AT_ONCE);
    private final Database database;
    private final Vault vault;

    public LocalInbox(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    @Override
    public MailOutcome send(Envelope envelope, byte[] message) throws InterruptedException {
        var call = new Call(new Actor.Job(envelope.organization(), "local_inbox"), "local_inbox");
        writing.acquire();
        try {
            database.change(call, tx -> {
                String id = Ids.next();
                var inbox = new InboxRepository(tx, envelope.page());
                inbox.insert(id, vault.seal(tx, field(id), message));
                inbox.deleteAllBut(KEPT);
                return id;
            });
            return new MailOutcome.Accepted(0);
        } catch (Problem.Unavailable e) {
            return new MailOutcome.Deferred(0, "the database cannot be reached", MailOutcome.About.SERVER);
        } finally {
            writing.release();
        }
    }

    @Override
    public boolean leavesTheMachine() {
        return false;
    }

    /** The messages sent in this page's name, newest first. */
    public List<InboxMessage> list(Call call, PageId page) {
        return database.readPage(
                call,
                page,
                Permission.MANAGE_SUBSCRIBERS,
                tx -> new InboxRepository(tx, page)
                        .findAll().stream().map(stored -> opened(tx, stored)).toList());
    }

    /** The messages of all pages, newest first, for whoever runs the installation and so holds its key. */
    public List<InboxMessage> listAll() {
        return database.installation(handle -> new PageDirectoryRepository(handle).findAll()).stream()
                .flatMap(place -> {
                    var call = new Call(new Actor.Staff(place.organization(), "command-line"), "inbox");
                    return list(call, place.page()).stream();
                })
                .sorted(Comparator.comparing(InboxMessage::at).reversed())
                .toList();
    }

    public InboxMessage find(Call call, PageId page, String id) {
        return database.readPage(
                call,
                page,
                Permission.MANAGE_SUBSCRIBERS,
                tx -> new InboxRepository(tx, page)
                        .find(id)
                        .map(stored -> opened(tx, stored))
                        .orElseThrow(() -> new Problem.NotFound("message")));
    }

    /** Removes the messages to these addresses, inside a transaction that forgets their owners. */
    public void remove(Tx tx, PageId page, Set<String> addresses) {
        var inbox = new InboxRepository(tx, page);
        inbox.findAll().stream()
                .filter(stored -> addresses.contains(opened(tx, stored).to()))
                .forEach(stored -> inbox.delete(stored.id()));
    }

    private InboxMessage opened(Tx tx, InboxRepository.Sealed stored) {
        return InboxMessage.read(stored.id(), stored.at(), vault.open(tx, field(stored.id()), stored.message()));
    }

    private static Field field(String id) {
        return new Field("inbox_message", "message", id);
    }
}
