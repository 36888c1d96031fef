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

    /** Those among these accounts that are, or were, on the team. */
    List<AccountId> known(Set<String> accounts) {
        return tx.createQuery("""
                select account_id from team_member where organization_id = :organizationId and account_id = any(:accounts)
                """)
                .bindArray("accounts", String.class, List.copyOf(accounts))
                .map((row, context) -> new AccountId(row.getString("account_id")))
                .list();
    }

    /** Puts an account on the team, or back on it. */
    void join(TeamMemberId id, AccountId account, Role role) {
        tx.createUpdate("""
                insert into team_member (organization_id, id, account_id, role, created_at, version)
                values (:organizationId, :id, :account, :role, :now, 1)
                on conflict on constraint team_member_account_unique do update
                   set role = excluded.role, created_at = :now, deleted_at = null, version = team_member.version + 1
                """)
                .bind("id", id.value())
                .bind("account", account.value())
                .bind("role", role.name().toLowerCase(Locale.ROOT))
                .execute();
    }

    /** The membership that an account has, or had before it was taken off the team. */
    Optional<TeamMemberId> membership(AccountId account) {
        return tx.createQuery("""
                select id from team_member where organization_id = :organizationId and account_id = :account
                """)
                .bind("account", account.value())
                .map((row, context) -> new TeamMemberId(row.getString("id")))
                .findOne();
    }

    /** Whoever is on the team, the longest first. */
    List<TeamMember> list() {
        return tx.createQuery("""
                select organization_id, id, account_id, role, created_at, version
                  from team_member
                 where organization_id = :organizationId
                   and deleted_at is null
                 order by created_at, id
                """).map((row, context) -> toTeamMember(row)).list();
    }

    Optional<TeamMember> find(TeamMemberId id) {
        return tx.createQuery("""
                select organization_id, id, account_id, role, created_at, version
                  from team_member
                 where organization_id = :organizationId
                   and id = :id
                   and deleted_at is null
                """)
                .bind("id", id.value())
                .map((row, context) -> toTeamMember(row))
                .findOne();
    }

    int countOwners() {
        return tx.createQuery("""
                select count(*) from team_member
                 where organization_id = :organizationId and role = 'owner' and deleted_at is null
                """).mapTo(Integer.class).one();
    }

    /** How many of these pages the organization has. */
    int countPages(Set<String> pages) {
        return tx.createQuery("""
                select count(*) from page
                 where organization_id = :organizationId and id = any(:pages) and deleted_at is null
                """)
                .bindArray("pages", String.class, List.copyOf(pages))
                .mapTo(Integer.class)
                .one();
    }

    /** Every page of the organization. */
    Set<PageId> pages() {
        return tx
                .createQuery("select id from page where organization_id = :organizationId and deleted_at is null")
                .map((row, context) -> new PageId(row.getString("id")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    void saveRole(TeamMemberId id, Role role) {
        tx.createUpdate("""
                update team_member set role = :role, version = version + 1
                 where organization_id = :organizationId and id = :id
                """)
                .bind("id", id.value())
                .bind("role", role.name().toLowerCase(Locale.ROOT))
                .execute();
    }

    /** Exactly these are granted from now on. */
    void saveGrants(TeamMemberId id, Set<PageGrant> grants) {
        tx.createUpdate("""
                delete from team_member_grant where organization_id = :organizationId and team_member_id = :member
                """).bind("member", id.value()).execute();
        grants.forEach(grant -> insertGrant(id, grant.page(), grant.permission()));
    }

    void markDeleted(TeamMemberId id) {
        tx.createUpdate("""
                update team_member set deleted_at = :now, version = version + 1
                 where organization_id = :organizationId and id = :id
                """).bind("id", id.value()).execute();
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
