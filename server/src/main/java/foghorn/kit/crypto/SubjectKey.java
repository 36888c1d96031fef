package foghorn.kit.crypto;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;

/** One person's key, in one organization or as an account. When its row is destroyed, nothing that it encrypted can be read again. */
public final class SubjectKey {
    private final String organization;
    private final Aead aead;

    SubjectKey(String organization, byte[] key) {
        this.organization = organization;
        this.aead = Gcm.of(key);
    }

    public byte[] seal(Field field, String plain) {
        return Gcm.seal(aead, plain.getBytes(StandardCharsets.UTF_8), field.within(organization));
    }

    public String open(Field field, byte[] sealed) {
        return new String(Gcm.open(aead, sealed, field.within(organization)), StandardCharsets.UTF_8);
    }
}
