package foghorn.signin;

import foghorn.tenant.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL for {@code credential} and {@code account_link}, which have no organization; lives as long as one transaction. */
final class CredentialRepository {
    private final Handle handle;

    CredentialRepository(Handle handle) {
        this.handle = handle;
    }

    Optional<String> findPassword(AccountId account) {
        return handle.createQuery("select secret from credential where account_id = :account and kind = 'password'")
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne();
    }

    void savePassword(AccountId account, String hash, Instant now) {
        handle.createUpdate("""
                insert into credential (account_id, kind, secret, changed_at)
                values (:account, 'password', :hash, :now)
                on conflict (account_id, kind) do update set secret = excluded.secret, changed_at = excluded.changed_at
                """)
                .bind("account", account.value())
                .bind("hash", hash)
                .bind("now", now)
                .execute();
    }

    void insertLink(byte[] hash, AccountId account, Instant expiresAt) {
        handle.createUpdate("""
                insert into account_link (hash, account_id, kind, expires_at)
                values (:hash, :account, 'owner_sign_in', :expiresAt)
                """)
                .bind("hash", hash)
                .bind("account", account.value())
                .bind("expiresAt", expiresAt)
                .execute();
    }

    Optional<AccountId> findLink(byte[] hash, Instant now) {
        return handle.createQuery("select account_id from account_link where hash = :hash and expires_at > :now")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, context) -> new AccountId(row.getString("account_id")))
                .findOne();
    }

    /** Uses a link up; of two at once only one succeeds. */
    boolean deleteLink(byte[] hash, Instant now) {
        return handle.createUpdate("delete from account_link where hash = :hash and expires_at > :now")
                        .bind("hash", hash)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void deleteExpiredLinks(AccountId account, Instant now) {
        handle.createUpdate("delete from account_link where account_id = :account and expires_at <= :now")
                .bind("account", account.value())
                .bind("now", now)
                .execute();
    }
}
