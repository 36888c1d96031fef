package foghorn.notification;

import foghorn.kit.db.Tx;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * SQL of channels that keep the order; lives as long as one transaction. Per subscriber the earliest unfinished delivery goes on, and
 * later ones wait without a time. What is to be tried again or waits has its place in {@code in_order}; what is being sent for the first
 * time is found by its claim, so that a message that is taken at once costs no index. Claims are locked first, in the order of their
 * numbers, then what is in {@code in_order}, in the order of subscribers, so that who claims and who records never block each other for
 * good.
 */
final class OrderRepository {
    /** Asked once per statement: mostly nothing has a place in the order, and then it need not be looked for subscriber by subscriber. */
    private static final String ANY =
            "exists (select from delivery o where o.organization_id = :organizationId and o.in_order is not null)";

    private final Tx tx;

    OrderRepository(Tx tx) {
        this.tx = tx;
    }

    /** Locks what is unfinished of earlier events, and says whose: theirs has to wait. */
    Set<String> lockUnfinished(long before, Collection<String> subscribers) {
        var unfinished = lockSending(subscribers);
        unfinished.addAll(tx.createQuery("""
                select subscriber_id from delivery
                 where organization_id = :organizationId and subscriber_id = any(cast(:subscribers as text[]))
                   and in_order < :before and %s
                 order by subscriber_id, in_order
                   for no key update
                """.formatted(ANY))
                .bind("before", before)
                .bindArray("subscribers", String.class, subscribers)
                .mapTo(String.class)
                .list());
        return unfinished;
    }

    /** Locks what is being sent to these subscribers for the first time, and says to whom: once it is recorded, their next delivery is woken. */
    Set<String> lockSending(Collection<String> subscribers) {
        var claims = tx.createQuery("""
                select claim_no from claim
                 where organization_id = :organizationId and subscribers is not null and from_id <= :last and to_id >= :first
                 order by claim_no
                   for no key update
                """)
                .bind("first", Collections.min(subscribers))
                .bind("last", Collections.max(subscribers))
                .mapTo(Long.class)
                .list();
        // Asked anew: what was recorded while this waited for a claim has its row now.
        return claims.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(tx.createQuery("""
                        select subscriber_id from delivery_begun
                         where organization_id = :organizationId and claim_no = any(:claims)
                           and subscriber_id = any(cast(:subscribers as text[]))
                        """)
                        .bindArray("claims", Long.class, claims)
                        .bindArray("subscribers", String.class, subscribers)
                        .mapTo(String.class)
                        .list());
    }

    /** Something new has come for these: what they wait for is tried at once, unless that was done within the last minute. */
    void hasten(Collection<String> subscribers) {
        tx.createUpdate("""
                update delivery set retry_at = :now
                 where organization_id = :organizationId and subscriber_id = any(cast(:subscribers as text[]))
                   and in_order is not null and state = 'retry' and retry_at > :now
                   and attempted_at < cast(:now as timestamptz) - interval '1 minute'
                """).bindArray("subscribers", String.class, subscribers).execute();
    }

    /** What these subscribers had before is over: their next delivery is due. */
    void wakeNext(Collection<String> subscribers) {
        if (!isAnyInOrder()) {
            return;
        }
        tx.createUpdate("""
                update delivery d set retry_at = :now
                  from (select distinct on (subscriber_id) event_month, event_id, subscriber_id, state, retry_at
                          from delivery
                         where organization_id = :organizationId and subscriber_id = any(cast(:subscribers as text[]))
                           and in_order is not null
                         order by subscriber_id, in_order) as head
                 where d.organization_id = :organizationId and d.event_month = head.event_month and d.event_id = head.event_id
                   and d.subscriber_id = head.subscriber_id and head.state = 'retry' and head.retry_at is null
                """).bindArray("subscribers", String.class, subscribers).execute();
    }

    /** A statement of its own: what the statement before has waited for must be seen. */
    private boolean isAnyInOrder() {
        return tx.createQuery("select " + ANY).mapTo(Boolean.class).one();
    }

    /** Ends everything that is still due to these subscribers; what has arrived before stays so. */
    void cancel(Collection<String> subscribers) {
        tx.createUpdate("""
                update delivery
                   set state = case when first_sent_at is null then 'cancelled' else 'sent' end, retry_at = null, in_order = null,
                       done_at = :now
                 where organization_id = :organizationId and subscriber_id = any(cast(:subscribers as text[]))
                   and in_order is not null and state = 'retry'
                """).bindArray("subscribers", String.class, subscribers).execute();
    }
}
