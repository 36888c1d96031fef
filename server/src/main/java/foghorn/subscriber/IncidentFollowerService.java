package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.incident.IncidentId;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who follows a single incident, as programs of the team manage them. Whoever follows the whole page is told of it anyway and is not among
 * them; nobody is added who has left or had themselves erased.
 */
public final class IncidentFollowerService {
    private final Database database;
    private final Vault vault;
    private final SubscriberService subscribers;
    private final ConfirmationAgainService again;

    IncidentFollowerService(
            Database database, Vault vault, SubscriberService subscribers, ConfirmationAgainService again) {
        this.database = database;
        this.vault = vault;
        this.subscribers = subscribers;
        this.again = again;
    }

    /**
     * Somebody to be told of an incident by e-mail.
     *
     * @param vouched whether they have agreed already, and are not asked
     */
    public record NewFollower(IncidentId incident, String email, boolean vouched) {}

    /** Somebody among those who follow an incident. */
    public record Place(IncidentId incident, SubscriberId id) {}

    /** Whom the page knows follows the incident beside what they follow already. */
    public Follower add(Call call, PageId page, NewFollower command) {
        var address = EmailAddress.of("email", command.email());
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            if (incident(tx, page, command.incident()).isOver()) {
                throw new Problem.Invalid("incident_id", "is over; there is nothing more to tell");
            }
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            var known = new SubscriberRepository(tx).lockByAddress(page, mac);
            boolean hasLeft = known.filter(row -> row.state() == SubscriberState.UNSUBSCRIBED)
                    .isPresent();
            if (hasLeft || new ErasureRepository(tx).isErased(page, mac)) {
                throw new Problem.Invalid("email", "is not to be written to before its owner subscribes on the page");
            }
            var only = new Scope(Set.of(), Set.of(command.incident()));
            String id;
            if (known.isEmpty()) {
                id = subscribers.insert(tx, page, address, mac);
                new ScopeRepository(tx, page).replace(id, only);
            } else {
                id = known.get().id();
                follow(new Scopes(tx, page), known.get(), only, command.vouched());
            }
            if (known.isEmpty() || known.get().state() == SubscriberState.UNCONFIRMED) {
                admit(tx, id, only, command.vouched());
            }
            new AuditLog(tx).record(known.isEmpty() ? "subscriber.added" : "subscriber.scope_chosen", id);
            return opened(
                    tx,
                    new FollowerRepository(tx, page).find(new SubscriberId(id)).orElseThrow());
        });
    }

    /** Nobody who has not confirmed is vouched for to follow more than this. */
    private static void follow(Scopes scopes, SubscriberRepository.Row known, Scope only, boolean vouched) {
        boolean isNew = known.state() == SubscriberState.UNCONFIRMED && vouched;
        if (isNew && scopes.of(known.id()).isEverything()) {
            scopes.replace(known.id(), only);
        } else {
            scopes.add(known.id(), only.incidents());
        }
    }

    private void admit(Tx tx, String id, Scope scope, boolean vouched) {
        if (vouched) {
            new SubscriberRepository(tx).vouch(id);
        } else {
            new DirectMessages(tx, vault).confirm(id, scope);
            tx.afterCommit(subscribers::messageWaits);
        }
    }

    /** In the order in which they came. */
    public List<Follower> list(Call call, PageId page, IncidentId incident, Paging paging) {
        return database.readPage(call, page, Permission.VIEW_SUBSCRIBERS, tx -> {
            incident(tx, page, incident);
            return new FollowerOpening(tx, vault)
                    .opened(new FollowerListRepository(tx, page).ofIncident(incident, paging));
        });
    }

    public Follower find(Call call, PageId page, IncidentId incident, SubscriberId id) {
        return database.readPage(
                call, page, Permission.VIEW_SUBSCRIBERS, tx -> opened(tx, row(tx, page, incident, id)));
    }

    /** Tells somebody of the incident no more; who follows nothing else has left with that. */
    public Follower remove(Call call, PageId page, Place place, ExpectedVersion expected) {
        var incident = place.incident();
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = row(tx, page, incident, place.id());
            var removed = opened(tx, row);
            expected.check(removed.version());
            var scopes = new ScopeRepository(tx, page);
            var scope = scopes.find(row.id());
            var others = new HashSet<>(scope.incidents());
            others.remove(incident);
            var rest = new Scope(scope.components(), others);
            if (rest.isEverything()) {
                new SubscriberRepository(tx).unsubscribe(row.id());
                new LinkRepository(tx).expire(row.id());
                new AuditLog(tx).record("subscriber.removed", row.id());
            } else {
                scopes.replace(row.id(), rest);
                new LinkRepository(tx).followAsIs(row.id());
                new AuditLog(tx).record("subscriber.scope_chosen", row.id());
            }
            return removed;
        });
    }

    /** Asks somebody once more to confirm; see {@link ConfirmationAgainService#ask(Call, PageId, SubscriberId)}. */
    public void askAgain(Call call, PageId page, IncidentId incident, SubscriberId id) {
        find(call, page, incident, id);
        again.ask(call, page, id);
    }

    private static Followed incident(Tx tx, PageId page, IncidentId id) {
        return new ScopeRepository(tx, page)
                .named(List.of(id.value())).stream()
                        .filter(Followed::isIncident)
                        .findFirst()
                        .orElseThrow(() -> new Problem.NotFound("incident"));
    }

    private static FollowerRepository.Row row(Tx tx, PageId page, IncidentId incident, SubscriberId id) {
        incident(tx, page, incident);
        return new FollowerRepository(tx, page)
                .find(id)
                .filter(row ->
                        new ScopeRepository(tx, page).find(row.id()).incidents().contains(incident))
                .orElseThrow(() -> new Problem.NotFound("subscriber"));
    }

    private Follower opened(Tx tx, FollowerRepository.Row row) {
        return new FollowerOpening(tx, vault).opened(row);
    }
}
