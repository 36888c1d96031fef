package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.SubscriptionRepository.Row;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What subscribers do with their own subscription, named by the secret that stands in every message to them: see it, choose what they
 * follow, come back, and be forgotten. Leaving is a verb of {@link SubscriberService}. All of it works on pages that are not public any
 * more, too: who was told of a page before can always leave.
 */
public final class SubscriptionService {
    /** How long leaving can be taken back. */
    public static final Duration UNDO = Duration.ofMinutes(10);

    private final Database database;
    private final Vault vault;
    private final Forgetting forgetting;

    SubscriptionService(Database database, Vault vault, Forgetting forgetting) {
        this.database = database;
        this.vault = vault;
        this.forgetting = forgetting;
    }

    /** Also forgets what others keep of those who are forgotten here. */
    public void onErasure(Traces traces) {
        forgetting.alsoIn(traces);
    }

    public Subscription find(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> new SubscriptionOpening(tx, vault, page).opened(row(tx, page, secret, false)));
    }

    /**
     * What a subscriber wishes.
     *
     * @param zone in which times are told; empty for that of the page
     */
    public record Wish(Scope scope, Optional<ZoneId> zone) {}

    /** From now on this is followed, whole page or parts, in place of what was. */
    public void follow(Call call, PageId page, String secret, Wish wish) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var row = row(tx, page, secret, true);
            if (row.state() == SubscriberState.UNSUBSCRIBED) {
                throw new Problem.Conflict("This subscription has ended; there is nothing to choose.");
            }
            requireUnlocked(row);
            var scopes = new Scopes(tx, page);
            scopes.require(wish.scope(), scopes.of(row.id()));
            scopes.replace(row.id(), wish.scope());
            new SubscriptionRepository(tx, page).timeIn(row.id(), wish.zone());
            new AuditLog(tx).record("subscriber.scope_chosen", row.id());
            return null;
        });
    }

    /** Takes leaving back, within {@link #UNDO}: the subscription stands as if nothing had been. Where nothing ended, nothing changes. */
    public void undo(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var row = row(tx, page, secret, true);
            if (row.state() == SubscriberState.UNSUBSCRIBED) {
                if (SubscriptionOpening.undoUntil(row, tx.now()).isEmpty()) {
                    throw new Problem.Conflict(
                            "It is too late to take this back. You can subscribe again on the page.");
                }
                restore(new SubscriptionRepository(tx, page), row);
                new AuditLog(tx).record("subscriber.returned", row.id());
            }
            return null;
        });
    }

    private static void restore(SubscriptionRepository rows, Row row) {
        if (row.quarantinedAt().isPresent()) {
            rows.restore(
                    row.id(), SubscriberState.QUARANTINED, row.quarantinedAt().map(at -> at.plus(Purge.KEPT)));
        } else if (row.confirmedAt().isEmpty()) {
            rows.restore(
                    row.id(),
                    SubscriberState.UNCONFIRMED,
                    Optional.of(row.createdAt().plus(Purge.KEPT)));
        } else {
            rows.restore(row.id(), SubscriberState.ACTIVE, Optional.empty());
        }
    }

    /** Is told again who was left alone since messages failed. Where that is not so, nothing changes. */
    public void reactivate(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var row = row(tx, page, secret, true);
            if (row.state() == SubscriberState.QUARANTINED) {
                new SubscriberRepository(tx).activate(row.id());
                new AuditLog(tx).record("subscriber.reactivated", row.id());
            }
            return null;
        });
    }

    /**
     * Forgets a subscriber at once, for ever: the key of everything personal is destroyed. Of an e-mail address a keyed hash stays, so that
     * nobody imports it again without its owner.
     */
    public void erase(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var row = row(tx, page, secret, true);
            requireUnlocked(row);
            new SubscriberRepository(tx).unsubscribe(row.id());
            forgetting.forget(tx, List.of(new ErasureRepository(tx).find(row.id())));
            new AuditLog(tx).record("subscriber.erased", row.id());
            return null;
        });
    }

    private static void requireUnlocked(Row row) {
        if (row.lockedAt().isPresent()) {
            throw new Problem.Conflict(SubscriberService.LOCKED);
        }
    }

    private static Row row(Tx tx, PageId page, String secret, boolean locked) {
        return new SubscriptionRepository(tx, page)
                .bySecret(Tokens.hash(secret), locked)
                .orElseThrow(() -> new Problem.NotFound("subscription"));
    }
}
