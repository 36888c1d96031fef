package foghorn.audit;

import foghorn.kit.db.Tx;

/** SQL for {@code audit_entry}. Appending is serialised per organization by a lock that lasts to the commit. */
final class AuditChain {
    private AuditChain() {}

    private record Head(long seq, byte[] hash) {}

    static void append(Tx tx, String action, String subject, String details) {
        tx.advisoryLock("audit:" + tx.organization());
        var head = tx.createQuery("""
                select seq, hash from audit_entry
                 where organization_id = :organizationId
                 order by seq desc limit 1
                """)
                .map((row, context) -> new Head(row.getLong("seq"), row.getBytes("hash")))
                .findOne()
                .orElse(new Head(0, AuditEntry.NO_HASH));
        var entry = new AuditEntry(
                tx.organization().value(),
                head.seq() + 1,
                tx.now(),
                tx.call().actor().auditId(),
                action,
                subject,
                details,
                tx.call().requestId());
        tx.createUpdate("""
                insert into audit_entry
                       (organization_id, seq, at, actor, action, subject, details, request_id, prev_hash, hash)
                values (:organizationId, :seq, :now, :actor, :action, :subject, :details, :requestId, :previous, :hash)
                """)
                .bind("seq", entry.seq())
                .bind("actor", entry.actor())
                .bind("action", action)
                .bind("subject", subject)
                .bind("details", details)
                .bind("requestId", entry.requestId())
                .bind("previous", head.hash())
                .bind("hash", entry.hash(head.hash()))
                .execute();
    }
}
