package foghorn.subscriber;

import java.util.Collection;
import java.util.List;
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

    /** Those of these that are held, all in hexadecimal digits. */
    List<String> among(Collection<String> addressMacs) {
        return handle.createQuery("""
                select encode(address_hmac, 'hex') from suppression
                 where address_hmac in (select decode(mac, 'hex') from unnest(cast(:macs as text[])) as mac)
                """)
                .bindArray("macs", String.class, addressMacs)
                .mapTo(String.class)
                .list();
    }
}
