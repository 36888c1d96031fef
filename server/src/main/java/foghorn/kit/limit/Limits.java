package foghorn.kit.limit;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Set;

/**
 * Counts attempts over all nodes and organizations. Subjects (addresses, accounts) are kept as keyed hashes. Every count is committed
 * at once, whatever becomes of the attempt; without the database nothing passes ({@link Problem.Unavailable}).
 */
public final class Limits {
    /** No window is longer; older counters can go. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final Database database;
    private final InstallationKey key;

    public Limits(Database database, InstallationKey key) {
        this.database = database;
        this.key = key;
    }

    /** Counts one attempt; {@link Problem.TooMany} with the time to the window's end once there were more than allowed. */
    public void take(Limit limit, String subject) {
        var now = database.now();
        long seconds = limit.window().toSeconds();
        var start = start(limit, now);
        int count = database.installation(handle -> new LimitRepository(handle).increment(hash(limit, subject), start));
        if (count > limit.most()) {
            long wait = Math.max(1, start.plusSeconds(seconds).getEpochSecond() - now.getEpochSecond());
            throw new Problem.TooMany("Too many attempts. Try again in " + inWords(wait) + ".", wait);
        }
    }

    /** Counts one attempt of each of these, and returns those that were not more than allowed. */
    public Set<String> take(Limit limit, Set<String> subjects) {
        var start = start(limit, database.now());
        var byHash = new HashMap<String, String>();
        subjects.forEach(subject -> byHash.put(HexFormat.of().formatHex(hash(limit, subject)), subject));
        byHash.keySet()
                .retainAll(database.installation(
                        handle -> new LimitRepository(handle).increment(byHash.keySet(), start, limit.most())));
        return Set.copyOf(byHash.values());
    }

    private static Instant start(Limit limit, Instant now) {
        long seconds = limit.window().toSeconds();
        return Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
    }

    /** Forgets what was counted, as after a success. */
    public void reset(Limit limit, String subject) {
        database.installation(handle -> {
            new LimitRepository(handle).delete(hash(limit, subject));
            return null;
        });
    }

    /** Deletes counters of windows that are over; returns how many. */
    public int sweep() {
        var before = database.now().minus(KEPT);
        return database.installation(handle -> new LimitRepository(handle).deleteBefore(before));
    }

    private byte[] hash(Limit limit, String subject) {
        return key.mac("limit|" + limit.purpose(), subject.getBytes(StandardCharsets.UTF_8));
    }

    private static String inWords(long seconds) {
        if (seconds < 60) {
            return seconds + " seconds";
        }
        long minutes = (seconds + 59) / 60;
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
