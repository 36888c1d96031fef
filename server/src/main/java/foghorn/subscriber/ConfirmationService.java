package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
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

    /** What a confirmation link would make somebody follow. */
    public record Wish(boolean isEverything, List<Followed> parts) {
        public Wish {
            parts = List.copyOf(parts);
        }
    }

    /** What a confirmation link is for, for the page that asks before it acts; empty if it is not good. */
    public Optional<Wish> wish(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.read(
                call,
                tx -> new LinkRepository(tx)
                        .find(page, LinkRepository.CONFIRM, Tokens.hash(token))
                        .filter(link -> new SubscriberRepository(tx).offer(page).isPresent())
                        .map(link -> wish(new Scopes(tx, page), link)));
    }

    private static Wish wish(Scopes scopes, LinkRepository.Link link) {
        var scope = link.scope().orElseGet(() -> scopes.of(link.subscriber().id()));
        return new Wish(scope.isEverything(), scopes.named(scope));
    }

    /** What follows from a confirmation. */
    public enum Confirmed {
        SUBSCRIBED,
        /** The contact has confirmed; now the endpoint has to answer a test. */
        TESTING
    }

    /**
     * Confirms, and follows what was asked for then; used a second time while the subscription stands it changes nothing. A link that is
     * not good is not found, and none is good while the page is not public.
     */
    public Confirmed confirm(Call call, PageId page, String token) {
        call.actor().requireVisitor(page);
        return database.change(call, tx -> {
            var links = new LinkRepository(tx);
            var subscribers = new SubscriberRepository(tx);
            var link = links.lock(page, LinkRepository.CONFIRM, Tokens.hash(token))
                    .filter(good -> subscribers.offer(page).isPresent())
                    .orElseThrow(() -> new Problem.NotFound("confirmation link"));
            var subscriber = link.subscriber();
            boolean isActive = subscriber.state() == SubscriberState.ACTIVE;
            boolean isWebhook = subscriber.channel().equals(Audience.WEBHOOK);
            if (isActive && (isWebhook || link.isUsed())) {
                return Confirmed.SUBSCRIBED;
            }
            new AuditLog(tx).record("subscriber.confirmed", subscriber.id());
            if (isWebhook) {
                new DirectMessages(tx, vault).insert(subscriber.id(), "webhook_test", Audience.WEBHOOK);
                tx.afterCommit(onMessage);
                return Confirmed.TESTING;
            }
            if (!link.isUsed()) {
                link.scope().ifPresent(scope -> follow(new Scopes(tx, page), subscriber.id(), scope, isActive));
                links.use(link.message());
            }
            if (!isActive) {
                subscribers.activate(subscriber.id());
                new ErasureRepository(tx).admit(page, subscriber.id());
            }
            return Confirmed.SUBSCRIBED;
        });
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
