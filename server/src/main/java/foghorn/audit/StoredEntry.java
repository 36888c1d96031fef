package foghorn.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An entry as it stands in the table, with the hashes that were stored with it. */
record StoredEntry(AuditEntry entry, byte[] previousHash, byte[] hash) {
    static final String COLUMNS = "seq, at, actor, action, subject, details, request_id, prev_hash, hash";

    static StoredEntry of(String chain, ResultSet row) throws SQLException {
        var entry = new AuditEntry(
                chain,
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("details"),
                row.getString("request_id"));
        return new StoredEntry(entry, row.getBytes("prev_hash"), row.getBytes("hash"));
    }
}
