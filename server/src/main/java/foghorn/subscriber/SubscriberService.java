package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who follows a page by e-mail. Nobody is told anything before the owner of the address has confirmed; what the forms answer does not
 * tell whether an address is known. The verbs of the public forms are a viewer's own, on the page whose form it is.
 */
public final class SubscriberService {
    /** What is answered to whoever would change or end what is locked. */
    static final String LOCKED = "This subscription is locked. Have a link mailed to its address first.";

    private static final int SECRET_BYTES = 16;

    private final Database database;
    private final Vault vault;
    private final Audience audience;
    private final ConfirmationLimits limits;
    private final List<Runnable> messageListeners = new CopyOnWriteArrayList<>();

    SubscriberService(Database database, Vault vault, Audience audience, ConfirmationLimits limits) {
        this.database = database;
        this.vault = vault;
        this.audience = audience;
        this.limits = limits;
    }

    void messageWaits() {
        messageListeners.forEach(Runnable::run);
    }

    /** Calls the listener whenever a message to a single subscriber was committed. */
    public void onMessage(Runnable listener) {
        messageListeners.add(listener);
    }

    /**
     * A request of the public form.
     *
     * @param email as it was typed
     * @param client the network address the request came from
     * @param scope what is to be followed
     */
    public record Subscribe(String email, String client, Scope scope) {}

    /**
     * Sends the address a link to confirm, or, if it is subscribed to that already, a message that says so. The caller cannot tell which.
     * What somebody follows changes with the use of the link.
     */
    public void subscribe(Call call, PageId page, Subscribe command) {
        call.actor().requireVisitor(page);
        var offer = offer(call, page);
        if (!(command.scope().isOfIncidentsAlone() ? offer.ofIncidents() : offer.byEmail())) {
            throw new Problem.Forbidden("This page does not offer such subscriptions by e-mail.");
        }
        var address = EmailAddress.of("email", command.email());
        if (!limits.admit(command.client(), address)) {
            return;
        }
        database.change(call, tx -> {
            var scopes = new Scopes(tx, page);
            scopes.require(command.scope(), Scope.EVERYTHING);
            var subscribers = new SubscriberRepository(tx);
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            var known = subscribers.lockByAddress(page, mac);
            var id = known.isPresent() ? known.get().id() : insert(tx, page, address, mac);
            boolean isTold = known.filter(row -> row.state() == SubscriberState.ACTIVE)
                    .filter(row -> scopes.of(id).covers(command.scope()))
                    .isPresent();
            subscribers.keep(id);
            if (isTold) {
                new DirectMessages(tx, vault).insert(id, "manage_subscription", Audience.EMAIL);
            } else {
                new DirectMessages(tx, vault).confirm(id, command.scope());
            }
            tx.afterCommit(this::messageWaits);
            new AuditLog(tx).record("subscriber.requested", id);
            return null;
        });
    }

    /**
     * What a page offers to its visitors, for its forms.
     *
     * @param byEmail all of the page or parts of it
     * @param ofIncidents single incidents, by e-mail
     * @param feeds whether it has Atom and RSS feeds
     * @param zone in which the page tells times
     */
    public record Offer(
            String pageName, boolean byEmail, boolean byWebhook, boolean ofIncidents, boolean feeds, ZoneId zone) {}

    /** What this page offers. A page that is not public is not found: its forms would tell that it is there, and its name. */
    public Offer offer(Call call, PageId page) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> new SubscriberRepository(tx).offer(page))
                .orElseThrow(() -> new Problem.NotFound("page"));
    }

    /** The name of the page, for whoever has shown a secret link of it. */
    public String pageName(Call call, PageId page) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> new SubscriberRepository(tx).pageName(page))
                .orElseThrow(() -> new Problem.NotFound("page"));
    }

    /** Stores an address that was not there a moment ago, unconfirmed; returns the id of its subscriber, also if somebody was faster. */
    String insert(Tx tx, PageId page, EmailAddress address, byte[] mac) {
        var subscribers = new SubscriberRepository(tx);
        var id = SubscriberId.next();
        var key = vault.createSubject(tx, id.value());
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(Ids.bytes(SECRET_BYTES));
        boolean stored = subscribers.insertEmail(
                page,
                subscribers.pageLanguage(page),
                new SubscriberRepository.New(
                        id,
                        mac,
                        key.seal(Audience.address(id.value()), address.value()),
                        vault.blindIndex(tx, page).search(address.comparable()),
                        Tokens.hash(secret),
                        key.seal(Audience.secret(id.value()), secret)));
        if (!stored) {
            vault.erase(tx, id.value());
            return subscribers.lockByAddress(page, mac).orElseThrow().id();
        }
        return id.value();
    }

    /** Whether an unsubscribe link belongs to anybody, for the page that asks before it acts. */
    public boolean canUnsubscribe(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> new SubscriberRepository(tx).stateBySecret(page, Tokens.hash(secret)))
                .isPresent();
    }

    /**
     * Ends a subscription at once, and with it every link that could revive it. A second time it changes nothing. Who was told of a page
     * before it became private can always leave; what is locked is unlocked first.
     */
    public void unsubscribe(Call call, PageId page, String secret) {
        call.actor().requireVisitor(page);
        database.change(call, tx -> {
            var subscribers = new SubscriberRepository(tx);
            var subscriber = subscribers
                    .lockBySecret(page, Tokens.hash(secret))
                    .orElseThrow(() -> new Problem.NotFound("subscription"));
            if (subscriber.state() != SubscriberState.UNSUBSCRIBED) {
                if (subscribers.isLocked(subscriber.id())) {
                    throw new Problem.Conflict(LOCKED);
                }
                subscribers.unsubscribe(subscriber.id());
                new LinkRepository(tx).expire(subscriber.id());
                new AuditLog(tx).record("subscriber.unsubscribed", subscriber.id());
            }
            return null;
        });
    }

    /** How many e-mail subscribers the page has in each state; every state is there. */
    public Map<SubscriberState, Long> counts(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_PAGE, tx -> new SubscriberRepository(tx).counts(page, Audience.EMAIL));
    }

    /** How many would be told on this channel if this were told now. Exactly so many delivery rows are made then. */
    public long reach(Call call, Concern concern, String channel) {
        return database.readPage(
                call, concern.page(), Permission.VIEW_PAGE, tx -> audience.count(tx, concern, channel, tx.now()));
    }
}
