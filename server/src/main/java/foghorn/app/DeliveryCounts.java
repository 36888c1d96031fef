package foghorn.app;

import foghorn.app.DeliveryCountsRepository.Count;
import foghorn.kit.db.Database;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many deliveries of the installation stand where. Asked of the database when somebody wants to know, and then not again for a while. */
final class DeliveryCounts {
    /** In the order in which a delivery may come to them. */
    static final List<String> STATES = List.of("waiting", "sending", "retrying", "given_up");

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryCounts.class);

    private final Database database;
    private final long staleAfter;
    private Map<String, Long> counts = Map.of();
    private long askedAt;
    private boolean known;

    DeliveryCounts(Database database, Duration staleAfter) {
        this.database = database;
        this.staleAfter = staleAfter.toNanos();
        this.askedAt = System.nanoTime() - this.staleAfter;
    }

    /** No number at all while the database was never reached, which is not tried again for each number of one answer. */
    synchronized double of(String channel, String state) {
        long now = System.nanoTime();
        if (now - askedAt >= staleAfter) {
            ask();
            askedAt = System.nanoTime();
        }
        return known ? counts.getOrDefault(key(channel, state), 0L) : Double.NaN;
    }

    private void ask() {
        try {
            var found = new HashMap<String, Long>();
            for (Count count : database.installation(handle -> new DeliveryCountsRepository(handle).all())) {
                found.put(key(count.channel(), count.state()), count.count());
            }
            counts = found;
            known = true;
        } catch (Problem.Unavailable e) {
            LOG.debug("the database is away; deliveries are counted as they were last known", e);
        }
    }

    private static String key(String channel, String state) {
        return channel + " " + state;
    }
}
