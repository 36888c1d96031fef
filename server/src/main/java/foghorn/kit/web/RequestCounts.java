package foghorn.kit.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What one listener has answered since the start. */
public final class RequestCounts {
    private static final int CLASSES = 6;

    private final LongAdder published = new LongAdder();
    private final AtomicLongArray answered = new AtomicLongArray(CLASSES);
    private final LongAdder nanoseconds = new LongAdder();

    void addPublished() {
        published.increment();
    }

    void add(int status, long nanos) {
        answered.incrementAndGet(status / 100);
        nanoseconds.add(nanos);
    }

    /** Requests that were answered with published bytes. */
    public long published() {
        return published.sum();
    }

    /** All other requests whose status begins with this digit, 2 to 5. */
    public long answered(int digit) {
        return answered.get(digit);
    }

    /** What all others took together, from the moment that their body was there. */
    public Duration spent() {
        return Duration.ofNanos(nanoseconds.sum());
    }
}
