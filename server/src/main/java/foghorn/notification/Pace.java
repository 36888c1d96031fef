package foghorn.notification;

import java.time.Duration;

/**
 * How fast one host is sent to: as fast as it takes it, until it says that this is too fast. Then a little slower than what it took in
 * the last second, and from there faster by small steps; after a minute without complaint there is no limit again. While it takes
 * nothing at all, one message at a time asks whether it does again, after ever longer pauses.
 *
 * <p>Times are monotonic nanoseconds. Not safe for several threads by itself.
 */
final class Pace {
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final long SECOND = 1_000_000_000L;
    private static final int PARTS = 10;
    private static final double SLOWER = 0.9;
    private static final double FASTER = 1.02;
    private static final long HOLD = 5 * SECOND;
    private static final long FORGIVEN = 60 * SECOND;
    private static final double LEAST = 5;

    /** Messages a second; 0 without a limit. */
    private double rate;

    private final int[] taken = new int[PARTS];
    private long part;
    private long slowedAt;
    private long changedAt;
    private long nextAt;
    private long nextUrgentAt;
    private long pausedUntil;
    private boolean pausing;
    private int refusals;

    /** The other side has taken a message. */
    void taken(long now) {
        count(now);
        taken[(int) (part % PARTS)]++;
        refusals = 0;
        pausing = false;
        if (rate == 0) {
            return;
        }
        if (now - slowedAt > FORGIVEN) {
            rate = 0;
        } else if (now - slowedAt > HOLD && now - changedAt > SECOND) {
            rate *= FASTER;
            changedAt = now;
        }
    }

    /**
     * The other side took nothing. Returns how long it is left alone now; zero if the attempt began before that was known.
     *
     * @param busy it spoke, and asked for less; else it was not there
     */
    Duration refused(long startedAt, long now, boolean busy, Duration asked) {
        if (refusals > 0 && startedAt - changedAt < 0) {
            return Duration.ZERO;
        }
        count(now);
        int lately = 0;
        for (int count : taken) {
            lately += count;
        }
        if (busy) {
            double before = rate == 0 ? Double.MAX_VALUE : rate;
            rate = Math.max(LEAST, Math.min(before, lately == 0 ? before / 2 : lately) * SLOWER);
            if (before == Double.MAX_VALUE && lately == 0) {
                rate = LEAST;
            }
            slowedAt = now;
        }
        changedAt = now;
        pausing = true;
        var grown = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals++, 8));
        var pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        return pauseFor(pause.compareTo(asked) > 0 ? pause : asked, now);
    }

    /** Nothing is sent for so long; a longer pause stays. */
    Duration pauseFor(Duration pause, long now) {
        long until = now + pause.toNanos();
        if (!isPaused(now) || until - pausedUntil > 0) {
            pausedUntil = until;
        }
        return pause;
    }

    private boolean isPaused(long now) {
        return pausedUntil != 0 && pausedUntil - now > 0;
    }

    /** True while it is not known whether the other side takes anything: then one message at a time is enough. */
    boolean isProbing() {
        return pausing;
    }

    /** Nanoseconds until a message may be sent; 0 for at once. Changes nothing. */
    long wait(long now, boolean urgent) {
        long paused = isPaused(now) ? pausedUntil - now : 0;
        if (rate == 0) {
            return paused;
        }
        long next = urgent ? nextUrgentAt : nextAt;
        return Math.max(paused, Math.max(0, next - now));
    }

    /** Takes the turn that {@link #wait} has promised. Urgent messages go before all others, whose turns move back. */
    void take(long now, boolean urgent) {
        if (rate == 0) {
            nextAt = now;
            nextUrgentAt = now;
            return;
        }
        long each = (long) (SECOND / rate);
        nextAt = Math.max(nextAt, now) + each;
        if (urgent) {
            nextUrgentAt = Math.max(nextUrgentAt, now) + each;
        }
    }

    /** True if nothing is to be remembered of this host. */
    boolean isFree(long now) {
        return rate == 0 && !pausing && !isPaused(now);
    }

    private void count(long now) {
        long present = now / (SECOND / PARTS);
        for (long old = Math.max(part + 1, present - PARTS + 1); old <= present; old++) {
            taken[(int) (old % PARTS)] = 0;
        }
        part = Math.max(part, present);
    }
}
