package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.LinkRepository.Link;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the mailed links to confirm do: nobody is told anything, and nothing that somebody follows changes, before one was used. */
public final class ConfirmationService {
    private final Database database;
    private final Vault vault;
    private final Runnable onMessage;

    ConfirmationService(Database database, Vault vault, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.onMessage = onMessage;
    }

    /**
     * What a confirmation link would make somebody follow.
     *
     * @param endpoint of a webhook: the host that is called; its path may be a secret
     */
    public record Wish(boolean isEverything, List<Followed> parts, Optional<String> endpoint) {
        public Wish {
            parts = List.copyOf(parts);
        }
    }

    /** What a confirmation link is for, for the page that asks before it acts; empty if it is not good. */
    public Optional<Wish> wish(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.read(
                call,
                tx -> good(tx, page, new LinkRepository(tx).find(page, LinkRepository.CONFIRM, Tokens.hash(token)))
                        .map(link -> wish(tx, page, link)));
    }

    private Wish wish(Tx tx, PageId page, Link link) {
        var scopes = new Scopes(tx, page);
        var id = link.subscriber().id();
        var scope = link.scope().orElseGet(() -> scopes.of(id));
        var endpoint = isWebhook(link)
                ? Optional.ofNullable(new Audience(vault).any(tx, List.of(id)).get(id))
                        .map(webhook -> URI.create(webhook.target()).getHost())
                : Optional.<String>empty();
        return new Wish(scope.isEverything(), scopes.named(scope), endpoint);
    }

    private static boolean isWebhook(Link link) {
        return link.subscriber().channel().equals(Audience.WEBHOOK);
    }

    /** No link is good while the page is not public, and that of an endpoint not once it was removed. */
    private static Optional<Link> good(Tx tx, PageId page, Optional<Link> found) {
        return found.filter(link -> new SubscriberRepository(tx).offer(page).isPresent())
                .filter(link -> !isWebhook(link) || link.subscriber().state() != SubscriberState.UNSUBSCRIBED);
    }

    /** What follows from a confirmation. */
    public sealed interface Confirmed {}

    public record Subscribed() implements Confirmed {}

    /**
     * The contact has confirmed; now the endpoint has to answer a test.
     *
     * @param host that is called
     * @param subscription the secret that names it to its owner
     * @param signingSecret shown this once; empty where it was shown before
     */
    public record Testing(String host, String subscription, Optional<String> signingSecret) implements Confirmed {
        @Override
        public String toString() {
            return "Testing[" + host + "]";
        }
    }

    /**
     * Confirms, and follows what was asked for then; used a second time while the subscription stands it changes nothing. A link that is
     * not good is not found. That of an endpoint can be used again until it answers; {@link Problem.TooMany} above what it bears.
     */
    public Confirmed confirm(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.change(call, tx -> {
            var link = good(tx, page, new LinkRepository(tx).lock(page, LinkRepository.CONFIRM, Tokens.hash(token)))
                    .orElseThrow(() -> new Problem.NotFound("confirmation link"));
            boolean isActive = link.subscriber().state() == SubscriberState.ACTIVE;
            if (isActive && (isWebhook(link) || link.isUsed())) {
                return new Subscribed();
            }
            if (isWebhook(link)) {
                tx.afterCommit(onMessage);
                return new EndpointTrials(tx, vault).begin(link);
            }
            follow(tx, page, link, isActive);
            return new Subscribed();
        });
    }

    private static void follow(Tx tx, PageId page, Link link, boolean isActive) {
        var subscriber = link.subscriber();
        new AuditLog(tx).record("subscriber.confirmed", subscriber.id());
        if (!link.isUsed()) {
            link.scope().ifPresent(scope -> follow(new Scopes(tx, page), subscriber.id(), scope, isActive));
            new LinkRepository(tx).use(link.message());
        }
        if (!isActive) {
            new SubscriberRepository(tx).activate(subscriber.id());
            new ErasureRepository(tx).admit(page, subscriber.id());
        }
    }

    /** A single incident comes on top of what an active subscriber follows; everything else takes its place. */
    private static void follow(Scopes scopes, String subscriber, Scope wanted, boolean isActive) {
        if (isActive && wanted.isOfIncidentsAlone()) {
            scopes.add(subscriber, wanted.incidents());
        } else {
            scopes.replace(subscriber, wanted);
        }
    }
}
