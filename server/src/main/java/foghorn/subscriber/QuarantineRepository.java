package foghorn.subscriber;

import foghorn.kit.db.Tx;
import java.time.Instant;
import java.util.Collection;

/** SQL that changes subscribers by what became of their messages; lives as long as one transaction. */
final class QuarantineRepository {
    private final Tx tx;

    QuarantineRepository(Tx tx) {
        this.tx = tx;
    }

    /** In the order of their ids, so that two who lock some of the same never wait for each other. */
    void lock(Collection<String> subscribers) {
        tx.createQuery("""
                select id from subscriber
                 where organization_id = :organizationId and id = any(cast(:ids as text[])) order by id for update
                """)
                .bindArray("ids", String.class, subscribers)
                .mapTo(String.class)
                .list();
    }

    /** Adds a failure to those remembered; true if there are now so many since that time. */
    boolean countFailure(SubscriberId id, String channel, int most, Instant since) {
        return tx.createQuery("""
                update subscriber
                   set failures = (array_append(failures, cast(:now as timestamptz)))[greatest(1, coalesce(cardinality(failures), 0) + 2 - :most):]
                 where organization_id = :organizationId and id = :id and channel = :channel and state = 'active'
                returning cardinality(failures) >= :most and failures[1] >= :since as over
                """)
                .bind("id", id.value())
                .bind("channel", channel)
                .bind("most", most)
                .bind("since", since)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /** True if the subscriber was active until now. */
    boolean end(SubscriberId id, String channel, Instant purgeAt) {
        return tx.createUpdate("""
                update subscriber
                   set state = 'quarantined', quarantined_at = :now, purge_at = :purge, failures = null, version = version + 1
                 where organization_id = :organizationId and id = :id and channel = :channel and state = 'active'
                """)
                        .bind("id", id.value())
                        .bind("channel", channel)
                        .bind("purge", purgeAt)
                        .execute()
                == 1;
    }

    void activate(SubscriberId id, String test) {
        tx.createUpdate("""
                update subscriber
                   set state = 'active', confirmed_at = :now, quarantined_at = null, failures = null, purge_at = null, version = version + 1
                 where organization_id = :organizationId and id = :id and channel = 'webhook' and state in ('unconfirmed', 'quarantined')
                   and exists (select from direct_message m
                                where m.organization_id = :organizationId and m.id = :test and m.token_expires_at > :now)
                """).bind("id", id.value()).bind("test", test).execute();
    }
}
