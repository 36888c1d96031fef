package foghorn.kit.crypto;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import foghorn.kit.id.Ids;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Hashes and checks passwords with Argon2id (RFC 9106): 32 MiB, 2 passes, 1 lane, some 50–100 ms on one core. */
public final class Passwords {
    private static final int MEMORY_KIB = 32 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Computed at the same time; bounds memory at 128 MiB, whatever the number of sign-ins. */
    private static final int AT_ONCE = 4;

    private static final Semaphore COMPUTING = new Semaphore(AT_ONCE, true);

    /** What an unknown account's password is compared with, so that it takes as long as a known one; no password has this hash. */
    final String nobody = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, base64(Ids.bytes(SALT_BYTES)), base64(Ids.bytes(HASH_BYTES)));

    /** The hash with its salt and parameters, in the usual {@code $argon2id$…} form. */
    public String hash(String password) {
        return computed(() -> Password.hash(normalized(password))
                .addSalt(Ids.bytes(SALT_BYTES))
                .with(argon2())
                .getResult());
    }

    /** Asked for with the first password: the library keeps its 32 MiB from then on. */
    private static Argon2Function argon2() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the password is the one of the hash; without a hash it takes the same time and is false. */
    public boolean verify(String password, Optional<String> hash) {
        boolean matches = computed(() -> {
            String stored = hash.orElse(nobody);
            return Password.check(normalized(password), stored).with(Argon2Function.getInstanceFromHash(stored));
        });
        return matches && hash.isPresent();
    }

    /** The same characters typed on another keyboard are the same password (NIST SP 800-63B, 3.1.1.2). */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static <T> T computed(java.util.function.Supplier<T> work) {
        COMPUTING.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            COMPUTING.release();
        }
    }
}
