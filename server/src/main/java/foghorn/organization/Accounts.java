package foghorn.organization;

import foghorn.kit.crypto.AccountVault;
import foghorn.kit.crypto.Field;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.AccountRepository.Sealed;
import foghorn.tenant.AccountId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** People's accounts, found by their address without keeping it readable. */
public final class Accounts {
    private final AccountVault vault;

    public Accounts(AccountVault vault) {
        this.vault = vault;
    }

    /** The account with this address; made now if there is none. */
    public AccountId ensureWithin(Tx tx, EmailAddress address) {
        var id = new AccountId(Ids.next());
        var created = vault.create(id.value());
        var account =
                new Sealed(hmac(address), created.key().seal(addressField(id), address.value()), created.wrapped());
        var accounts = new AccountRepository(tx.handle());
        return accounts.insert(id, account, tx.now())
                ? id
                : accounts.findByAddress(account.addressHmac()).orElseThrow();
    }

    public Optional<AccountId> find(Handle handle, EmailAddress address) {
        return new AccountRepository(handle).findByAddress(hmac(address));
    }

    public Optional<Account> find(Handle handle, AccountId id) {
        return new AccountRepository(handle).find(id).map(account -> {
            String address = vault.unwrap(id.value(), account.wrappedKey()).open(addressField(id), account.address());
            return new Account(id, new EmailAddress(address));
        });
    }

    private byte[] hmac(EmailAddress address) {
        return vault.mac("account address", address.comparable());
    }

    private static Field addressField(AccountId id) {
        return new Field("account", "address", id.value());
    }
}
