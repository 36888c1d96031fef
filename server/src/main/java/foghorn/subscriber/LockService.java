package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Duration;

/**
 * Locks the subscription of an address that several people read. Every message to it holds the secret that would let any of them change or
 * end it for all; while it is locked that takes a link of its own, which is mailed to the address, so that all of them see it.
 */
public final class LockService {
    /** Links mailed per subscription and hour. */
    static final Limit MAILS = new Limit("subscription.unlock", 3, Duration.ofHours(1));

    private final Database database;
    private final Vault vault;
    private final Limits limits;
    private final Runnable onMessage;

    LockService(Database database, Vault vault, Limits limits, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.limits = limits;
        this.onMessage = onMessage;
    }

    /** Only mail is read by several people; what is locked stays so. */
    public void lock(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var row = row(tx, page, secret, true);
            if (!row.channel().equals(Audience.EMAIL) || row.state() == SubscriberState.UNSUBSCRIBED) {
                throw new Problem.Conflict("Only a subscription by e-mail that has not ended can be locked.");
            }
            if (row.lockedAt().isEmpty()) {
                new SubscriptionRepository(tx, page).lock(row.id());
                new AuditLog(tx).record("subscriber.locked", row.id());
            }
            return null;
        });
    }

    public boolean isLocked(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> row(tx, page, secret, false))
                .lockedAt()
                .isPresent();
    }

    /** Mails a link that unlocks. Where nothing is locked, nothing is mailed. */
    public void mailLink(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        var id = database.read(call, tx -> row(tx, page, secret, false)).id();
        limits.take(MAILS, id);
        database.change(call, tx -> {
            if (row(tx, page, secret, true).lockedAt().isPresent()) {
                new DirectMessages(tx, vault).unlock(id);
                tx.afterCommit(onMessage);
                new AuditLog(tx).record("subscriber.unlock_requested", id);
            }
            return null;
        });
    }

    /** Whether this is the token of a link that unlocks, for the page that asks before it acts. */
    public boolean canUnlock(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.read(
                call,
                tx -> new LinkRepository(tx)
                        .find(page, LinkRepository.UNLOCK, Tokens.hash(token))
                        .filter(link -> !link.isUsed())
                        .isPresent());
    }

    /** Unlocks, once per link, and answers the secret of the subscription. */
    public String unlock(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.change(call, tx -> {
            var links = new LinkRepository(tx);
            var link = links.lock(page, LinkRepository.UNLOCK, Tokens.hash(token))
                    .filter(good -> !good.isUsed())
                    .orElseThrow(() -> new Problem.NotFound("link"));
            var id = link.subscriber().id();
            links.use(link.message());
            var subscriptions = new SubscriptionRepository(tx, page);
            subscriptions.unlock(id);
            new AuditLog(tx).record("subscriber.unlocked", id);
            var row = subscriptions.byId(id).orElseThrow();
            return vault.subject(tx, id).orElseThrow().open(Audience.secret(id), row.secret());
        });
    }

    private static SubscriptionRepository.Row row(Tx tx, PageId page, String secret, boolean forUpdate) {
        return new SubscriptionRepository(tx, page)
                .bySecret(Tokens.hash(secret), forUpdate)
                .orElseThrow(() -> new Problem.NotFound("subscription"));
    }
}
