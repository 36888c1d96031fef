package foghorn.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to try again: after 30 seconds, 2, 10 and 30 minutes, then every 2 hours, each up to a fifth longer so that what failed together
 * does not come back together; not at all where that would be more than 24 hours after the first attempt.
 */
final class RetryPlan {
    static final Duration LONGEST = Duration.ofHours(24);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2));
    private static final double SPREAD = 0.2;

    private RetryPlan() {}

    /**
     * The time of the next attempt, or empty to give up.
     *
     * @param failed how many attempts have failed, at least 1
     * @param first when the first attempt became due
     * @param atLeast what the other side asked for
     * @param chance from 0 to 1, drawn by the caller
     */
    static Optional<Instant> next(int failed, Instant first, Instant now, Optional<Duration> atLeast, double chance) {
        var base = WAITS.get(Math.min(failed, WAITS.size()) - 1);
        var wait = base.plusMillis((long) (base.toMillis() * SPREAD * chance));
        var asked = atLeast.orElse(Duration.ZERO);
        var at = now.plus(wait.compareTo(asked) >= 0 ? wait : asked);
        return at.isAfter(first.plus(LONGEST)) ? Optional.empty() : Optional.of(at);
    }
}
