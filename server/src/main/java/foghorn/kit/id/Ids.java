package foghorn.kit.id;

import foghorn.tenant.IdForm;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids and secrets from {@link SecureRandom}. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new public id: 12 of 31 characters, 59 bits, not guessable in sequence; uniqueness is the primary key's work. */
    public static String next() {
        var id = new char[IdForm.LENGTH];
        for (int i = 0; i < id.length; i++) {
            id[i] = IdForm.ALPHABET.charAt(RANDOM.nextInt(IdForm.ALPHABET.length()));
        }
        return new String(id);
    }

    /** A new secret for a link, a key or a session: 256 bits as 43 characters of base64url. */
    public static String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** Random bytes. */
    public static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
