package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.OrganizationId;
import java.util.Optional;

/** SQL for {@code organization}; lives as long as one transaction. */
final class OrganizationRepository {
    private final Tx tx;

    OrganizationRepository(Tx tx) {
        this.tx = tx;
    }

    void insert(Organization organization) {
        tx.createUpdate("""
                insert into organization (organization_id, name, created_at, policy_version)
                values (:organizationId, :name, :createdAt, :policyVersion)
                """)
                .bind("name", organization.name())
                .bind("createdAt", organization.createdAt())
                .bind("policyVersion", organization.policyVersion())
                .execute();
    }

    Optional<Organization> find() {
        return tx.createQuery("""
                select organization_id, name, created_at, policy_version
                  from organization
                 where organization_id = :organizationId
                """)
                .map((row, context) -> new Organization(
                        new OrganizationId(row.getString("organization_id")),
                        row.getString("name"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getInt("policy_version")))
                .findOne();
    }
}
