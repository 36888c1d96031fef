package foghorn.kit.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a node, without the leaps of its system's clock. It follows that clock in what it gains and loses little by little; where it
 * leaps, this one goes on evenly, so that nothing is written down, ended or hastened by a time that may be wrong. Whoever knows which of
 * the two is right says so by {@link #follow}.
 */
public final class SteadyClock implements InstantSource {
    /** What the system's clock may gain or lose between two looks at it and not be said to leap. */
    static final Duration LEAP = Duration.ofSeconds(2);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final InstantSource system;
    /** How far the time is ahead of {@link System#nanoTime}, in nanoseconds. */
    private volatile long ahead;

    public SteadyClock(InstantSource system) {
        this.system = system;
        this.ahead = look().ahead();
    }

    @Override
    public Instant instant() {
        long seen = look().ahead();
        if (!isLeap(seen)) {
            ahead = seen;
        }
        return Instant.ofEpochSecond(0, System.nanoTime() + ahead);
    }

    /** One look at the system's clock: the time it showed, right or wrong. */
    public static final class Look {
        private final Instant time;
        private final long nanos = System.nanoTime();

        private Look(Instant time) {
            this.time = time;
        }

        public Instant time() {
            return time;
        }

        private long ahead() {
            return time.getEpochSecond() * SECOND + time.getNano() - nanos;
        }
    }

    public Look look() {
        return new Look(system.instant());
    }

    /** Whether the system's clock has another time than this one. */
    public boolean hasLeapt() {
        return isLeap(look().ahead());
    }

    /** The system's clock was right at that look: this one goes on from there. */
    public void follow(Look look) {
        ahead = look.ahead();
    }

    private boolean isLeap(long seen) {
        return Math.abs(seen - ahead) > LEAP.toNanos();
    }
}
