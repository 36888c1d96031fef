package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.component.PageComponents;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.subscriber.FollowerRepository.Row;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;

/**
 * Subscribers as programs of the team manage them. Who is added is asked to confirm, unless the caller vouches for them; nobody is added
 * who has left or had themselves erased.
 */
public final class FollowerService {
    private final Database database;
    private final Vault vault;
    private final SubscriberService subscribers;

    FollowerService(Database database, Vault vault, SubscriberService subscribers) {
        this.database = database;
        this.vault = vault;
        this.subscribers = subscribers;
    }

    /**
     * Somebody to be added by e-mail.
     *
     * @param vouched whether they have agreed already, and are not asked
     */
    public record NewFollower(String email, Scope scope, boolean vouched) {}

    public Follower add(Call call, PageId page, NewFollower command) {
        var address = EmailAddress.of("email", command.email());
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            requireComponents(tx, page, command.scope());
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            if (new ErasureRepository(tx).isErased(page, mac)
                    || new SubscriberRepository(tx).lockByAddress(page, mac).isPresent()) {
                throw new Problem.Invalid("email", "is known already, or its owner has to subscribe on the page");
            }
            var id = subscribers.insert(tx, page, address, mac);
            new ScopeRepository(tx, page).replace(id, command.scope());
            if (command.vouched()) {
                new SubscriberRepository(tx).vouch(id);
            } else {
                confirm(tx, id, command.scope());
            }
            new AuditLog(tx).record("subscriber.added", id);
            return opened(tx, row(tx, page, new SubscriberId(id)));
        });
    }

    private static void requireComponents(Tx tx, PageId page, Scope scope) {
        if (new PageComponents(tx, page).named(scope.components()).size()
                < scope.components().size()) {
            throw new Problem.Invalid("component_ids", "must be components of this page, at least one");
        }
    }

    private void confirm(Tx tx, String id, Scope scope) {
        new DirectMessages(tx, vault).confirm(id, scope);
        tx.afterCommit(subscribers::messageWaits);
    }

    public Follower find(Call call, PageId page, SubscriberId id) {
        return database.readPage(call, page, Permission.VIEW_SUBSCRIBERS, tx -> opened(tx, row(tx, page, id)));
    }

    /** What somebody shall follow in place of what they do. */
    public record NewScope(SubscriberId id, Scope scope, ExpectedVersion expected) {}

    /** From now on this is followed, in place of what was. */
    public Follower follow(Call call, PageId page, NewScope command) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = row(tx, page, command.id());
            command.expected().check(opened(tx, row).version());
            requireComponents(tx, page, command.scope());
            new ScopeRepository(tx, page).replace(row.id(), command.scope());
            new LinkRepository(tx).followAsIs(row.id());
            new AuditLog(tx).record("subscriber.scope_chosen", row.id());
            return opened(tx, row);
        });
    }

    /** Ends a subscription at once. */
    public Follower remove(Call call, PageId page, SubscriberId id, ExpectedVersion expected) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = row(tx, page, id);
            var removed = opened(tx, row);
            expected.check(removed.version());
            new SubscriberRepository(tx).unsubscribe(row.id());
            new LinkRepository(tx).expire(row.id());
            new AuditLog(tx).record("subscriber.removed", row.id());
            return removed;
        });
    }

    /** Is told again who was left alone since messages failed. */
    public Follower reactivate(Call call, PageId page, SubscriberId id) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = row(tx, page, id);
            if (row.state() == SubscriberState.QUARANTINED) {
                new SubscriberRepository(tx).activate(row.id());
            }
            new AuditLog(tx).record("subscriber.reactivated", row.id());
            return opened(tx, row(tx, page, id));
        });
    }

    private static Row row(Tx tx, PageId page, SubscriberId id) {
        return new FollowerRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("subscriber"));
    }

    private Follower opened(Tx tx, Row row) {
        return new FollowerOpening(tx, vault).opened(row);
    }
}
