package foghorn.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to try again what has failed. Each wait is up to a fifth longer, so that what failed together does not come back together.
 *
 * @param waits between the attempts, the last one repeating; or, by the clock, how long after the first attempt each further one is due
 * @param byTheClock whether an attempt made before its time, because there was news, leaves those to come as they are
 * @param longest after the first attempt nothing is tried any more
 */
public record RetryPlan(List<Duration> waits, boolean byTheClock, Duration longest) {
    /** For people: 30 seconds, 2, 10 and 30 minutes, then every 2 hours for a day. */
    public static final RetryPlan DAY = new RetryPlan(
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2)),
            false,
            Duration.ofHours(24));

    /** For programs: attempts at 0 and 5 seconds, 5 and 30 minutes, 2, 6, 12 and 24 hours (security.md 4). */
    public static final RetryPlan WEBHOOK = new RetryPlan(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24)),
            true,
            Duration.ofHours(30));

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
        return wait(failed, first, now).flatMap(wait -> at(wait, first, now, atLeast, chance));
    }

    private Optional<Duration> wait(int failed, Instant first, Instant now) {
        if (!byTheClock) {
            return Optional.of(waits.get(Math.min(failed, waits.size()) - 1));
        }
        return waits.stream()
                .map(after -> Duration.between(now, first.plus(after)))
                .filter(Duration::isPositive)
                .findFirst();
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
