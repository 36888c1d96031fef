package foghorn.audit;

import java.util.List;
import java.util.Optional;

/**
 * A part of the log, newest first.
 *
 * @param older where the next part begins; empty where the log does
 */
public record AuditPage(List<AuditEntry> entries, Optional<Long> older) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
