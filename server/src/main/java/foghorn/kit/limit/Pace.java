package foghorn.kit.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what subjects ask within a rolling minute, in this node's memory and to a whole second: within no 60 s may there be more than
 * allowed. What is refused does not count. Costs a quarter of a kilobyte for every subject that asked lately.
 */
public final class Pace {
    /** Seconds; one more than a minute, since the first and the last are parts of seconds. */
    private static final int WINDOW = 61;

    private final InstantSource clock;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private volatile long sweptAt;

    public Pace(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * How a subject stands after it has asked.
     *
     * @param remaining how often it may ask at once
     * @param reset seconds until it may ask as often as ever, if it asks no more
     * @param again seconds until it may ask again; 0 where it may now
     */
    public record Standing(boolean allowed, int most, int remaining, long reset, long again) {}

    /** Counts one question, if it may be asked. */
    public Standing take(String subject, int most) {
        Instant now = clock.instant();
        long second = now.getEpochSecond();
        sweep(second);
        var standing = new Standing[1];
        counters.compute(subject, (name, present) -> {
            var counter = present == null ? new Counter(second) : present;
            standing[0] = counter.take(second, most);
            return counter;
        });
        return standing[0];
    }

    private void sweep(long second) {
        if (Math.abs(second - sweptAt) >= WINDOW) {
            sweptAt = second;
            counters.forEach((subject, seen) ->
                    counters.computeIfPresent(subject, (name, counter) -> counter.isOver(second) ? null : counter));
        }
    }

    /** The counts of the last seconds; {@code newest} is the second of the newest. */
    private static final class Counter {
        private final int[] counts = new int[WINDOW];
        private long newest;
        private int sum;

        Counter(long second) {
            newest = second;
        }

        Standing take(long second, int most) {
            moveTo(second);
            boolean allowed = sum < most;
            if (allowed) {
                counts[slot(newest)]++;
                sum++;
            }
            int remaining = Math.max(0, most - sum);
            return new Standing(allowed, most, remaining, sum == 0 ? 0 : WINDOW, allowed ? 0 : wait(most));
        }

        /** A clock that goes back stands still here. */
        private void moveTo(long second) {
            for (long next = Math.max(newest + 1, second - WINDOW + 1); next <= second; next++) {
                sum -= counts[slot(next)];
                counts[slot(next)] = 0;
            }
            newest = Math.max(newest, second);
        }

        /** Until so much has left the window that one more fits in. */
        private long wait(int most) {
            int left = sum;
            for (long second = newest - WINDOW + 1; second <= newest; second++) {
                left -= counts[slot(second)];
                if (left < most) {
                    return Math.max(1, second + WINDOW - newest);
                }
            }
            return WINDOW;
        }

        boolean isOver(long second) {
            return second - newest >= WINDOW;
        }

        private static int slot(long second) {
            return Math.floorMod(second, WINDOW);
        }
    }
}
