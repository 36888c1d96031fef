package foghorn.kit.crypto;

import com.google.crypto.tink.Aead;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The key at the root of everything encrypted: it wraps the organizations' keysets and the accounts' keys, and keys what must be
 * compared across organizations. Only derived keys are used, one per purpose; the master itself encrypts nothing.
 */
public final class InstallationKey {
    /** Before every ciphertext, so that a later form can be told apart. */
    private static final byte FORM = 1;

    private final byte[] master;
    private final Aead wrapping;
    /** By purpose, of which there are a few. */
    private final Map<String, UnaryOperator<byte[]>> macs = new ConcurrentHashMap<>();

    private InstallationKey(byte[] master) {
        this.master = master;
        this.wrapping = Gcm.of(Mac.derive(master, "wrapping"));
    }

    /** The key made of 32 random bytes. */
    public static InstallationKey of(byte[] master32) {
        if (master32.length != Gcm.KEY_BYTES) {
            throw new IllegalArgumentException("the installation key has 32 bytes, this one " + master32.length);
        }
        return new InstallationKey(master32.clone());
    }

    /** Encrypts; the result opens only with the same context, for example {@code account_key|wrapped|…}. */
    public byte[] seal(byte[] plain, String context) {
        byte[] sealed = Gcm.seal(wrapping, plain, context);
        byte[] result = new byte[sealed.length + 1];
        result[0] = FORM;
        System.arraycopy(sealed, 0, result, 1, sealed.length);
        return result;
    }

    /** Decrypts what {@link #seal} made for this context; anything else is our own mistake or tampering and throws. */
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length == 0 || sealed[0] != FORM) {
            throw new IllegalStateException("a ciphertext of unknown form for " + context);
        }
        return Gcm.open(wrapping, Arrays.copyOfRange(sealed, 1, sealed.length), context);
    }

    /** HMAC-SHA256 with a key of its own for the purpose: 32 bytes. */
    public byte[] mac(String purpose, byte[] data) {
        return macs.computeIfAbsent(purpose, name -> Mac.under(Mac.derive(master, "mac|" + name)))
                .apply(data);
    }

    /** Seals under this key and a secret that is not kept: both are needed to open. */
    public Box box(String purpose, byte[] secret) {
        return new Box(mac("box|" + purpose, secret));
    }

    /** Tells one installation key from another without giving it away; kept in the database to refuse a node with the wrong key. */
    public String checkValue() {
        return HexFormat.of().formatHex(Mac.derive(master, "check value"), 0, 16);
    }
}
