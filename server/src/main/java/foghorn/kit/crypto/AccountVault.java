package foghorn.kit.crypto;

import foghorn.kit.id.Ids;
import java.nio.charset.StandardCharsets;

/** Encryption for people's accounts, which belong to the installation and to no organization: a key per account. */
public final class AccountVault {
    /** Stands where an organization's id stands in what belongs to one. */
    private static final String INSTALLATION = "installation";

    private final InstallationKey installation;

    public AccountVault(InstallationKey installation) {
        this.installation = installation;
    }

    /** A new account's key: to use, and wrapped as it is stored in {@code account_key}. */
    public record NewKey(SubjectKey key, byte[] wrapped) {}

    public NewKey create(String accountId) {
        byte[] key = Ids.bytes(Gcm.KEY_BYTES);
        return new NewKey(new SubjectKey(INSTALLATION, key), installation.seal(key, context(accountId)));
    }

    public SubjectKey unwrap(String accountId, byte[] wrapped) {
        return new SubjectKey(INSTALLATION, installation.open(wrapped, context(accountId)));
    }

    /** HMAC-SHA256 under the installation's key, with a key of its own for the purpose: 32 bytes. */
    public byte[] mac(String purpose, String text) {
        return installation.mac(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String context(String accountId) {
        return new Field("account_key", "wrapped", accountId).within(INSTALLATION);
    }
}
