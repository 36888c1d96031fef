package foghorn.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to try again what has failed. Each wait is up to a fifth longer, so that what failed together does not come back together.
 *
 * @param waits before the second attempt, the third and so on; the last one repeats
 * @param longest after the first attempt nothing is tried any more
 * @param most attempts
 */
public record RetryPlan(List<Duration> waits, Duration longest, int most) {
    /** For people: 30 seconds, 2, 10 and 30 minutes, then every 2 hours for a day. */
    public static final RetryPlan DAY = new RetryPlan(
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2)),
            Duration.ofHours(24),
            Integer.MAX_VALUE);

    /** For programs: attempts at 0 and 5 seconds, 5 and 30 minutes, 2, 6, 12 and 24 hours (security.md 4). */
    public static final RetryPlan WEBHOOK = new RetryPlan(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(295),
                    Duration.ofMinutes(25),
                    Duration.ofMinutes(90),
                    Duration.ofHours(4),
                    Duration.ofHours(6),
                    Duration.ofHours(12)),
            Duration.ofHours(30),
            8);

    private static final double SPREAD = 0.2;
    /** The other side was busy: soon again, at a slower pace, at most as long as anything else. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    public RetryPlan {
        waits = List.copyOf(waits);
    }

    /**
     * The time of the next attempt, or empty to give up.
     *
     * @param failed how many attempts have failed, at least 1
     * @param first when the first attempt became due
     * @param atLeast what the other side asked for
     * @param chance from 0 to 1, drawn by the caller
     */
    Optional<Instant> next(int failed, Instant first, Instant now, Optional<Duration> atLeast, double chance) {
        if (failed >= most) {
            return Optional.empty();
        }
        return at(waits.get(Math.min(failed, waits.size()) - 1), first, now, atLeast, chance);
    }

    /** As above, for an attempt that the other side had no time for. */
    Optional<Instant> busy(Instant first, Instant now, Optional<Duration> atLeast, double chance) {
        return at(BUSY, first, now, atLeast, chance);
    }

    private Optional<Instant> at(Duration wait, Instant first, Instant now, Optional<Duration> atLeast, double chance) {
        var spread = wait.plusMillis((long) (wait.toMillis() * SPREAD * chance));
        var asked = atLeast.orElse(Duration.ZERO);
        var at = now.plus(spread.compareTo(asked) >= 0 ? spread : asked);
        return at.isAfter(first.plus(longest)) ? Optional.empty() : Optional.of(at);
    }
}
