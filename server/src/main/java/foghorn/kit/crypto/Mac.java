package foghorn.kit.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256, and keys derived by it: what is made for one purpose says nothing about another. */
final class Mac {
    private static final String ALGORITHM = "HmacSHA256";

    private Mac() {}

    static byte[] of(byte[] key, byte[] data) {
        try {
            var mac = javax.crypto.Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] of(byte[] key, String text) {
        return of(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The MAC under one key, without the work that the key alone makes; for as many threads as like. */
    static UnaryOperator<byte[]> under(byte[] key) {
        try {
            var fresh = javax.crypto.Mac.getInstance(ALGORITHM);
            fresh.init(new SecretKeySpec(key, ALGORITHM));
            return data -> copy(fresh).doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static javax.crypto.Mac copy(javax.crypto.Mac fresh) {
        try {
            return (javax.crypto.Mac) fresh.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC of " + fresh.getProvider() + " cannot be copied", e);
        }
    }

    /** A 32-byte key of its own for a purpose. */
    static byte[] derive(byte[] key, String purpose) {
        return of(key, "foghorn.key.v1|" + purpose);
    }
}
