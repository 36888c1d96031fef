package foghorn.notification;

import foghorn.kit.db.Tx;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * SQL of channels that keep the order; lives as long as one transaction. Per subscriber the earliest unfinished delivery goes on, and
 * later ones wait without a time. What is to be tried again or waits has its place in {@code in_order}; what is being sent for the first
 * time is found by its claim, so that a message that is taken at once costs no index. Rows being sent are locked first, then those in
 * {@code in_order}, each in the order of subscribers, so that who claims and who records never block each other for good.
 */
final class OrderRepository {
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
                   and in_order < :before
                 order by subscriber_id, in_order
                   for no key update
                """)
                .bind("before", before)
                .bindArray("subscribers", String.class, subscribers)
                .mapTo(String.class)
                .list());
        return unfinished;
    }

    /** Locks what is being sent to these subscribers now, and says to whom: once it is recorded, their next delivery is woken. */
    Set<String> lockSending(Collection<String> subscribers) {
        return new HashSet<>(tx.createQuery("""
                select d.subscriber_id
                  from claim c
                  join notification_event e on e.id = c.event_id
                  join delivery d on d.event_month = e.event_month and d.event_id = e.id
                   and d.subscriber_id between c.from_id and c.to_id
                 where c.organization_id = :organizationId and d.organization_id = :organizationId
                   and d.subscriber_id = any(cast(:subscribers as text[])) and d.claim_no = c.claim_no and d.state = 'sending'
                 order by d.subscriber_id
                   for no key update of d
                """)
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

    /** Ends everything that is still due to these subscribers. */
    void cancel(Collection<String> subscribers) {
        tx.createUpdate("""
                update delivery set state = 'cancelled', retry_at = null, in_order = null, done_at = :now
                 where organization_id = :organizationId and subscriber_id = any(cast(:subscribers as text[]))
                   and in_order is not null and state = 'retry'
                """).bindArray("subscribers", String.class, subscribers).execute();
    }
}
