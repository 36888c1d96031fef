package foghorn.audit;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** SQL for {@code installation_audit_entry}. Appending is serialised by a lock that lasts to the commit. */
final class InstallationChain {
    static final String NAME = "installation";

    private InstallationChain() {}

    record What(String action, String subject, String details) {}

    record Who(String actor, String requestId) {}

    private record Head(long seq, byte[] hash) {}

    static void append(Handle handle, Instant now, Who who, What what) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('audit:installation', 0))")
                .mapToMap()
                .list();
        var head = handle.createQuery("select seq, hash from installation_audit_entry order by seq desc limit 1")
                .map((row, context) -> new Head(row.getLong("seq"), row.getBytes("hash")))
                .findOne()
                .orElse(new Head(0, AuditEntry.NO_HASH));
        var entry = new AuditEntry(
                NAME, head.seq() + 1, now, who.actor(), what.action(), what.subject(), what.details(), who.requestId());
        handle.createUpdate("""
                insert into installation_audit_entry
                       (seq, at, actor, action, subject, details, request_id, prev_hash, hash)
                values (:seq, :at, :actor, :action, :subject, :details, :requestId, :previous, :hash)
                """)
                .bind("seq", entry.seq())
                .bind("at", entry.at())
                .bind("actor", entry.actor())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("details", entry.details())
                .bind("requestId", entry.requestId())
                .bind("previous", head.hash())
                .bind("hash", entry.hash(head.hash()))
                .execute();
    }
}
