package foghorn.audit;

import foghorn.audit.InstallationChain.What;
import foghorn.audit.InstallationChain.Who;
import foghorn.kit.db.Tx;
import java.util.Map;

/** Records what concerns the installation as a whole, such as a new organization, in a chain of its own. */
public final class InstallationAuditLog {
    private final Tx tx;

    public InstallationAuditLog(Tx tx) {
        this.tx = tx;
    }

    /** Records an action on a subject; written last, after the organization's own entries. */
    public void record(String action, String subject, Map<String, ?> details) {
        var who = new Who(tx.call().actor().auditId(), tx.call().requestId());
        var what = new What(action, subject, AuditLog.json(details));
        tx.beforeCommit(last -> InstallationChain.append(last.handle(), last.now(), who, what));
    }
}
