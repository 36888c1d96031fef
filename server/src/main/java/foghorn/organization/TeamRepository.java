package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.AccountId;
import foghorn.tenant.Grants;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL for {@code team_member} and {@code team_member_grant}; lives as long as one transaction. */
final class TeamRepository {
    private final Tx tx;

    TeamRepository(Tx tx) {
        this.tx = tx;
    }

    void insert(TeamMember member) {
        tx.createUpdate("""
                insert into team_member (organization_id, id, account_id, role, created_at, version)
                values (:organizationId, :id, :account, :role, :createdAt, :version)
                """)
                .bind("id", member.id().value())
                .bind("account", member.account().value())
                .bind("role", member.role().name().toLowerCase(Locale.ROOT))
                .bind("createdAt", member.createdAt())
                .bind("version", member.version())
                .execute();
    }

    Optional<TeamMember> find(AccountId account) {
        return tx.createQuery("""
                select organization_id, id, account_id, role, created_at, version
                  from team_member
                 where organization_id = :organizationId
                   and account_id = :account
                   and deleted_at is null
                """)
                .bind("account", account.value())
                .map((row, context) -> toTeamMember(row))
                .findOne();
    }

    /** Whose memberships these are, also those that have ended; what has not the form of an id is nobody's. */
    Map<String, AccountId> accounts(Set<String> members) {
        return tx
                .createQuery("""
                select id, account_id from team_member where organization_id = :organizationId and id = any(:members)
                """)
                .bindArray("members", String.class, List.copyOf(members))
                .map((row, context) -> Map.entry(row.getString("id"), new AccountId(row.getString("account_id"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void insertGrant(TeamMemberId member, PageId page, Permission permission) {
        tx.createUpdate("""
                insert into team_member_grant (organization_id, page_id, team_member_id, permission)
                values (:organizationId, :page, :member, :permission)
                on conflict do nothing
                """)
                .bind("page", page.value())
                .bind("member", member.value())
                .bind("permission", permission.scope())
                .execute();
    }

    Grants grants(TeamMemberId member) {
        Map<PageId, Set<Permission>> byPage = tx
                .createQuery("""
                select page_id, permission
                  from team_member_grant
                 where organization_id = :organizationId
                   and team_member_id = :member
                """)
                .bind("member", member.value())
                .map((row, context) ->
                        Map.entry(new PageId(row.getString("page_id")), Scopes.parse(row.getString("permission"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        return new Grants(byPage);
    }

    private static TeamMember toTeamMember(ResultSet row) throws SQLException {
        return new TeamMember(
                new TeamMemberId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new AccountId(row.getString("account_id")),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"));
    }
}
