package foghorn.signin;

import foghorn.tenant.AccountId;
import foghorn.tenant.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL for {@code session}, which has no organization_id; lives as long as one transaction. */
final class SessionRepository {
    private final Handle handle;

    SessionRepository(Handle handle) {
        this.handle = handle;
    }

    void insert(byte[] hash, Session session) {
        handle.createUpdate("""
                insert into session
                       (hash, account_id, current_organization, created_at, seen_at, reauthenticated_at, policy_version)
                values (:hash, :account, :organization, :createdAt, :seenAt, :createdAt, :policyVersion)
                """)
                .bind("hash", hash)
                .bind("account", session.account().value())
                .bind("organization", session.organization().value())
                .bind("createdAt", session.createdAt())
                .bind("seenAt", session.seenAt())
                .bind("policyVersion", session.policyVersion())
                .execute();
    }

    Optional<Session> find(byte[] hash) {
        return handle.createQuery("""
                select account_id, current_organization, created_at, seen_at, policy_version
                  from session
                 where hash = :hash
                """)
                .bind("hash", hash)
                .map((row, context) -> toSession(row))
                .findOne();
    }

    void saveSeen(byte[] hash, Instant now) {
        handle.createUpdate("update session set seen_at = :now where hash = :hash")
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }

    void saveOrganization(byte[] hash, OrganizationId organization, int policyVersion) {
        handle.createUpdate("""
                update session set current_organization = :organization, policy_version = :policyVersion where hash = :hash
                """)
                .bind("hash", hash)
                .bind("organization", organization.value())
                .bind("policyVersion", policyVersion)
                .execute();
    }

    /** Says whether there was such a session. */
    boolean delete(byte[] hash) {
        return handle.createUpdate("delete from session where hash = :hash")
                        .bind("hash", hash)
                        .execute()
                == 1;
    }

    void deleteAll(AccountId account) {
        handle.createUpdate("delete from session where account_id = :account")
                .bind("account", account.value())
                .execute();
    }

    void deleteCreatedBefore(AccountId account, Instant before) {
        handle.createUpdate("delete from session where account_id = :account and created_at < :before")
                .bind("account", account.value())
                .bind("before", before)
                .execute();
    }

    int deleteCreatedBefore(Instant before) {
        return handle.createUpdate("delete from session where created_at < :before")
                .bind("before", before)
                .execute();
    }

    private static Session toSession(ResultSet row) throws SQLException {
        return new Session(
                new AccountId(row.getString("account_id")),
                new OrganizationId(row.getString("current_organization")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getInt("policy_version"));
    }
}
