package foghorn.organization;

import foghorn.tenant.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL for {@code account} and {@code account_key}, which have no organization; lives as long as one transaction. */
final class AccountRepository {
    private final Handle handle;

    AccountRepository(Handle handle) {
        this.handle = handle;
    }

    record Sealed(byte[] addressHmac, byte[] address, byte[] wrappedKey) {}

    /** Makes the account unless somebody has the address; says whether it did. Waits for a rival that has just made it. */
    boolean insert(AccountId id, Sealed account, Instant now) {
        int inserted = handle.createUpdate("""
                insert into account (id, address_hmac, address, created_at)
                values (:id, :addressHmac, :address, :now)
                on conflict on constraint account_address_unique do nothing
                """)
                .bind("id", id.value())
                .bind("addressHmac", account.addressHmac())
                .bind("address", account.address())
                .bind("now", now)
                .execute();
        if (inserted == 1) {
            handle.createUpdate("insert into account_key (account_id, wrapped) values (:id, :wrapped)")
                    .bind("id", id.value())
                    .bind("wrapped", account.wrappedKey())
                    .execute();
        }
        return inserted == 1;
    }

    Optional<AccountId> findByAddress(byte[] addressHmac) {
        return handle.createQuery("select id from account where address_hmac = :addressHmac")
                .bind("addressHmac", addressHmac)
                .map((row, context) -> new AccountId(row.getString("id")))
                .findOne();
    }

    Optional<Sealed> find(AccountId id) {
        return handle.createQuery("""
                select a.address_hmac, a.address, k.wrapped
                  from account a
                  join account_key k on k.account_id = a.id
                 where a.id = :id
                """)
                .bind("id", id.value())
                .map((row, context) ->
                        new Sealed(row.getBytes("address_hmac"), row.getBytes("address"), row.getBytes("wrapped")))
                .findOne();
    }
}
