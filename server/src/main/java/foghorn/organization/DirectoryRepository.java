package foghorn.organization;

import foghorn.tenant.AccountId;
import foghorn.tenant.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Calls of the directory functions, which find what must be known before the tenant is; they return ids and nothing else. */
final class DirectoryRepository {
    private final Handle handle;

    DirectoryRepository(Handle handle) {
        this.handle = handle;
    }

    record FoundKey(OrganizationId organization, String id) {}

    Optional<FoundKey> findApiKey(byte[] hash) {
        return handle.createQuery("select organization_id, api_key_id from directory_api_key(:hash)")
                .bind("hash", hash)
                .map((row, context) ->
                        new FoundKey(new OrganizationId(row.getString("organization_id")), row.getString("api_key_id")))
                .findOne();
    }

    /** Whose invitation a link is. */
    Optional<OrganizationId> findInvitation(byte[] hash) {
        return handle.createQuery("select organization_id from directory_invitation(:hash)")
                .bind("hash", hash)
                .map((row, context) -> new OrganizationId(row.getString("organization_id")))
                .findOne();
    }

    /** The organizations on whose teams the account is, the oldest membership first. */
    List<OrganizationId> memberships(AccountId account) {
        return handle.createQuery("select organization_id from directory_memberships(:account)")
                .bind("account", account.value())
                .map((row, context) -> new OrganizationId(row.getString("organization_id")))
                .list();
    }

    List<OrganizationId> organizations() {
        return handle.createQuery("select organization_id from directory_organizations()")
                .map((row, context) -> new OrganizationId(row.getString("organization_id")))
                .list();
    }
}
