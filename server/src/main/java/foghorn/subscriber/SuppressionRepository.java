package foghorn.subscriber;

import org.jdbi.v3.core.Handle;

/** SQL for {@code suppression}, which holds for all organizations: only keyed hashes are in it. */
final class SuppressionRepository {
    private final Handle handle;

    SuppressionRepository(Handle handle) {
        this.handle = handle;
    }

    boolean has(byte[] addressMac) {
        return handle.createQuery("select exists (select from suppression where address_hmac = :mac)")
                .bind("mac", addressMac)
                .mapTo(Boolean.class)
                .one();
    }
}
