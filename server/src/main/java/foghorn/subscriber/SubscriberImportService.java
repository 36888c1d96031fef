package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.Map;

/** Takes over subscribers who have confirmed elsewhere; whoever imports them vouches for that. */
public final class SubscriberImportService {
    private final Database database;
    private final Vault vault;
    private final SubscriberService subscribers;

    SubscriberImportService(Database database, Vault vault, SubscriberService subscribers) {
        this.database = database;
        this.vault = vault;
        this.subscribers = subscribers;
    }

    /**
     * Adds addresses that follow the whole page from now on, without a word to anybody, and returns how many are new. One that the page
     * knows already stays in the state it is in. All in one transaction: a few hundred at a time.
     */
    public int addConfirmed(Call call, PageId page, List<EmailAddress> addresses) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var rows = new SubscriberRepository(tx);
            var index = vault.blindIndex(tx, page);
            int added = 0;
            for (var address : addresses) {
                byte[] mac = index.unique(address.comparable());
                if (rows.lockByAddress(page, mac).isEmpty()) {
                    rows.activate(subscribers.insert(tx, page, address, mac));
                    added++;
                }
            }
            if (added > 0) {
                new AuditLog(tx).record("subscriber.imported", page.value(), Map.of("added", added));
            }
            return added;
        });
    }
}
