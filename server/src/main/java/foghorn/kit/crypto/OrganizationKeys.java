package foghorn.kit.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import foghorn.kit.crypto.KeyRepository.WrappedOrganizationKey;
import foghorn.kit.id.Ids;
import foghorn.tenant.OrganizationId;
import java.security.GeneralSecurityException;

/** An organization's keyset, unwrapped: it encrypts the organization's secrets and wraps the keys of its people. */
record OrganizationKeys(Aead aead, byte[] index) {
    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new keyset and a new index key, both wrapped by the installation key. */
    static WrappedOrganizationKey generate(InstallationKey installation, OrganizationId organization) {
        try {
            var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            byte[] plain = TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
            return new WrappedOrganizationKey(
                    installation.seal(plain, context("wrapped", organization)),
                    installation.seal(Ids.bytes(Gcm.KEY_BYTES), context("wrapped_index", organization)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static OrganizationKeys unwrap(
            InstallationKey installation, OrganizationId organization, WrappedOrganizationKey wrapped) {
        try {
            byte[] plain = installation.open(wrapped.keyset(), context("wrapped", organization));
            var keyset = TinkProtoKeysetFormat.parseKeyset(plain, InsecureSecretKeyAccess.get());
            return new OrganizationKeys(
                    keyset.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    installation.open(wrapped.index(), context("wrapped_index", organization)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset of organization " + organization + " cannot be read", e);
        }
    }

    private static String context(String column, OrganizationId organization) {
        return new Field("organization_key", column, organization.value()).within(organization.value());
    }
}
