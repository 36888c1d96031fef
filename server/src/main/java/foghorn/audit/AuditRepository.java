package foghorn.audit;

import foghorn.kit.db.Tx;
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

    private List<StoredEntry> list(String which, long seq, int most) {
        return tx.createQuery("select " + StoredEntry.COLUMNS
                        + " from audit_entry where organization_id = :organizationId and " + which + " limit :most")
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> StoredEntry.of(tx.organization().value(), row))
                .list();
    }
}
