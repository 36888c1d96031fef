package foghorn.audit;

import foghorn.kit.db.Tx;
import java.time.Instant;
import java.util.List;

/** Reads {@code audit_entry} of one organization; lives as long as one transaction. */
final class AuditRepository {
    private final Tx tx;

    AuditRepository(Tx tx) {
        this.tx = tx;
    }

    /** Entries above a number, in order. */
    List<StoredEntry> after(long seq, int most) {
        return list("seq > :seq order by seq", seq, most);
    }

    /** Entries below a number, newest first. */
    List<StoredEntry> before(long seq, int most) {
        return list("seq < :seq order by seq desc", seq, most);
    }

    /** The number of the newest entry; 0 for none. */
    long newest() {
        return tx.createQuery("select coalesce(max(seq), 0) from audit_entry where organization_id = :organizationId")
                .mapTo(Long.class)
                .one();
    }

    /** The number of the first entry from that time on, one more than the newest if there is none: some twenty look-ups by number. */
    long since(Instant at) {
        long low = 1;
        long high = newest() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).isBefore(at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Instant at(long seq) {
        return tx.createQuery("select at from audit_entry where organization_id = :organizationId and seq = :seq")
                .bind("seq", seq)
                .map((row, context) -> row.getTimestamp("at").toInstant())
                .one();
    }

    /** Whether an action was done to a subject, as one of so many newest entries. */
    boolean happened(String action, String subject, long reach) {
        return tx.createQuery("""
                select exists (select from audit_entry
                                where organization_id = :organizationId
                                  and seq > :after
                                  and action = :action
                                  and subject = :subject)
                """)
                .bind("after", newest() - reach)
                .bind("action", action)
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
    }

    /** Numbers of entries, the last one not among them. */
    record Range(long from, long to) {}

    /** Entries of a range that are asked for, newest first. */
    List<StoredEntry> find(AuditQuery query, Range range, int most) {
        return tx.createQuery("select " + StoredEntry.COLUMNS + """
                  from audit_entry
                 where organization_id = :organizationId
                   and seq >= :from
                   and seq < :to
                   and case when cardinality(:kinds) = 0 then split_part(action, '.', 1) <> 'audit'
                            else split_part(action, '.', 1) = any(:kinds) end
                   and actor = coalesce(:actor, actor)
                   and subject = coalesce(:subject, subject)
                   and at >= coalesce(cast(:since as timestamptz), at)
                   and (cast(:until as timestamptz) is null or at < :until)
                 order by seq desc
                 limit :most
                """)
                .bind("from", range.from())
                .bind("to", range.to())
                .bindArray("kinds", String.class, List.copyOf(query.kinds()))
                .bind("actor", query.actor())
                .bind("subject", query.subject())
                .bind("since", query.period().since())
                .bind("until", query.period().until())
                .bind("most", most)
                .map((row, context) -> StoredEntry.of(tx.organization().value(), row))
                .list();
    }

    private List<StoredEntry> list(String which, long seq, int most) {
        return tx.createQuery("select " + StoredEntry.COLUMNS
                        + " from audit_entry where organization_id = :organizationId and " + which + " limit :most")
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> StoredEntry.of(tx.organization().value(), row))
                .list();
    }
}
