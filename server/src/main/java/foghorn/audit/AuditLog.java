package foghorn.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.db.Tx;
import foghorn.kit.web.Json;
import java.util.Map;

/**
 * Records who did what, in the transaction of the change. Entries of an organization form a chain: each hash covers the one before.
 * Details hold no personal data; what must be kept of a person is its ciphertext.
 */
public final class AuditLog {
    private final Tx tx;

    public AuditLog(Tx tx) {
        this.tx = tx;
    }

    /** Records an action on a subject, for example {@code incident.opened} on an incident's id. Written last, just before commit. */
    public void record(String action, String subject) {
        record(action, subject, Map.of());
    }

    /** As above, with details such as counts or before and after; keys are written in the order of the map. */
    public void record(String action, String subject, Map<String, ?> details) {
        String text = json(details);
        tx.beforeCommit(last -> AuditChain.append(last, action, subject, text));
    }

    /** Whether this action is recorded on the subject, among the newest 20,000 entries of the organization. */
    public boolean hasRecent(String action, String subject) {
        return new AuditRepository(tx).happened(action, subject, AuditReader.REACH);
    }

    static String json(Map<String, ?> details) {
        try {
            return Json.MAPPER.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details cannot be written as JSON", e);
        }
    }
}
