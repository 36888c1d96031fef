package foghorn.subscriber;

import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.subscriber.SubscriptionRepository.Row;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.Optional;

/** Opens what is sealed of one subscription, and names what it follows; lives as long as one transaction. */
final class SubscriptionOpening {
    private final Tx tx;
    private final Vault vault;
    private final PageId page;

    SubscriptionOpening(Tx tx, Vault vault, PageId page) {
        this.tx = tx;
        this.vault = vault;
        this.page = page;
    }

    /** {@link Problem.NotFound} for somebody who was erased. */
    Subscription opened(Row row) {
        var key = vault.subject(tx, row.id()).orElseThrow(() -> new Problem.NotFound("subscription"));
        var scopes = new Scopes(tx, page);
        var scope = scopes.of(row.id());
        return new Subscription(
                new SubscriberId(row.id()),
                row.pageName(),
                row.channel(),
                key.open(Audience.address(row.id()), row.address()),
                row.contact().map(contact -> key.open(Audience.contact(row.id()), contact)),
                row.state(),
                scope,
                scopes.named(scope),
                row.language(),
                row.zone(),
                row.pageZone(),
                row.createdAt(),
                row.confirmedAt(),
                row.lockedAt(),
                row.quarantinedAt(),
                undoUntil(row, tx.now()),
                row.purgeAt());
    }

    /** Until when leaving can be taken back; empty where it cannot. */
    static Optional<Instant> undoUntil(Row row, Instant now) {
        return row.unsubscribedAt()
                .filter(at -> row.state() == SubscriberState.UNSUBSCRIBED)
                .map(at -> at.plus(SubscriptionService.UNDO))
                .filter(now::isBefore);
    }
}
