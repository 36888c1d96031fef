package foghorn.notification;

import foghorn.kit.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL that claims and records {@code direct_message}; lives as long as one transaction. */
final class DirectRepository {
    private final Tx tx;

    DirectRepository(Tx tx) {
        this.tx = tx;
    }

    record Row(String id, String kind, String subscriber, byte[] token, int attempts, Instant createdAt) {}

    /** Claims messages of a page's lane that are due, or whose node was lost, under one number: first what has been due longest. */
    List<Row> claim(Lease.Holder holder, int lane, int most, long number) {
        return tx.createQuery("""
                update direct_message m
                   set state = 'sending', claim_no = :number, node_id = :node,
                       lease_until = clock_timestamp() + :lease * interval '1 second'
                  from (select id from direct_message
                         where organization_id = :organizationId and page_id = :page and channel = :channel and lane = :lane
                           and state in ('waiting', 'sending')
                           and (state = 'waiting' and due_at <= :now
                                or state = 'sending' and lease_until < clock_timestamp() - :grace * interval '1 second')
                         order by due_at limit :most
                           for update skip locked) as due
                 where m.organization_id = :organizationId and m.id = due.id
                returning m.id, m.kind, m.subject_id, m.token, m.attempts, m.created_at
                """)
                .bind("page", holder.place().page().value())
                .bind("channel", holder.channel())
                .bind("lane", lane)
                .bind("most", most)
                .bind("number", number)
                .bind("node", holder.node())
                .bind("lease", Lease.LENGTH.toSeconds())
                .bind("grace", Lease.GRACE.toSeconds())
                .map((row, context) -> new Row(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("subject_id"),
                        row.getBytes("token"),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** Gives up a message that cannot be made, for a reason in a word. */
    void drop(String id, String why) {
        tx.createUpdate("""
                update direct_message
                   set state = 'failed', token = null, claim_no = null, node_id = null, lease_until = null, code = :why
                 where organization_id = :organizationId and id = :id
                """).bind("id", id).bind("why", why).execute();
    }

    List<Long> renew(String node, Collection<Long> numbers) {
        return tx.createQuery("""
                update direct_message set lease_until = clock_timestamp() + :lease * interval '1 second'
                 where organization_id = :organizationId and node_id = :node and state = 'sending' and claim_no = any(:numbers)
                returning claim_no
                """)
                .bind("lease", Lease.LENGTH.toSeconds())
                .bind("node", node)
                .bindArray("numbers", Long.class, numbers)
                .mapTo(Long.class)
                .list();
    }

    /** Gives back what this node was sending and has no claim for in its memory. */
    void free(String node, Collection<String> ids, Collection<Long> held) {
        tx.createUpdate("""
                update direct_message set state = 'waiting', claim_no = null, node_id = null, lease_until = null
                 where organization_id = :organizationId and state = 'sending' and node_id = :node
                   and id = any(cast(:ids as text[])) and claim_no <> all(:held)
                """)
                .bind("node", node)
                .bindArray("ids", String.class, ids)
                .bindArray("held", Long.class, held)
                .execute();
    }

    /** Ends an attempt; without a time for the next one it is the last, and the token is forgotten. */
    void record(long claimNumber, String id, Result result) {
        tx.createUpdate("""
                update direct_message
                   set state = :state, attempts = attempts + :counts, due_at = coalesce(cast(:retryAt as timestamptz), due_at),
                       token = case when cast(:retryAt as timestamptz) is null then null else token end,
                       code = :code, error = :error, sent_at = cast(:sentAt as timestamptz),
                       claim_no = null, node_id = null, lease_until = null
                 where organization_id = :organizationId and id = :id and claim_no = :number and state = 'sending'
                """)
                .bind("id", id)
                .bind("number", claimNumber)
                .bind("state", result.state())
                .bind("retryAt", result.retryAt().orElse(null))
                .bind("sentAt", result.sentAt().orElse(null))
                .bind("counts", result.counts() ? 1 : 0)
                .bind("code", result.code())
                .bind("error", result.error())
                .execute();
    }

    record Result(
            String state,
            Optional<Instant> retryAt,
            Optional<Instant> sentAt,
            boolean counts,
            String code,
            byte @Nullable [] error) {}
}
