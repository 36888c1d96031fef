package foghorn.kit.crypto;

import com.google.crypto.tink.Aead;

/** Seals what opens only for whoever brings the same secret again; see {@link InstallationKey#box}. */
public final class Box {
    private final Aead aead;

    Box(byte[] key) {
        this.aead = Gcm.of(key);
    }

    public byte[] seal(byte[] plain, String context) {
        return Gcm.seal(aead, plain, context);
    }

    /** Anything that was not sealed with this secret for this context is our own mistake or tampering and throws. */
    public byte[] open(byte[] sealed, String context) {
        return Gcm.open(aead, sealed, context);
    }
}
