package foghorn.audit;

import foghorn.tenant.OrganizationId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads {@code installation_audit_entry}, which has no organization, and lists the chains there are; lives as long as one transaction. */
final class InstallationAuditRepository {
    private final Handle handle;

    InstallationAuditRepository(Handle handle) {
        this.handle = handle;
    }

    /** Entries above a number, in order. */
    List<StoredEntry> after(long seq, int most) {
        return handle.createQuery("select " + StoredEntry.COLUMNS
                        + " from installation_audit_entry where seq > :seq order by seq limit :most")
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> StoredEntry.of(InstallationChain.NAME, row))
                .list();
    }

    List<OrganizationId> organizations() {
        return handle.createQuery("select organization_id from directory_organizations()")
                .map((row, context) -> new OrganizationId(row.getString("organization_id")))
                .list();
    }
}
