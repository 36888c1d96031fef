package foghorn.app;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL that counts the installation's deliveries by where they stand, whosever they are. */
final class DeliveryCountsRepository {
    private final Handle handle;

    DeliveryCountsRepository(Handle handle) {
        this.handle = handle;
    }

    record Count(String channel, String state, long count) {}

    List<Count> all() {
        return handle.createQuery("select * from directory_delivery_counts()")
                .map((row, context) ->
                        new Count(row.getString("channel"), row.getString("standing"), row.getLong("deliveries")))
                .list();
    }
}
