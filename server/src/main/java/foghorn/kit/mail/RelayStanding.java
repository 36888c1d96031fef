package foghorn.kit.mail;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether one of several mail servers is used. One that takes nothing is left out for a while; then a single message finds out whether it
 * does again, and as long as it does not, each time is twice as long as the one before, up to {@link #LONGEST}.
 */
final class RelayStanding {
    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private enum State {
        USED,
        LEFT_OUT,
        /** One message is on its way to find out. */
        TRIED
    }

    private final LongSupplier clock;
    private State state = State.USED;
    private long since;
    private Duration leftOut = FIRST;

    /** @param clock monotonic nanoseconds */
    RelayStanding(LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    /** Whether a message may go there now; who gets a yes says what became of it. */
    synchronized boolean admits() {
        if (state == State.LEFT_OUT && isOver()) {
            become(State.TRIED);
            return true;
        }
        return state == State.USED;
    }

    /** Whether no message may go there now. */
    synchronized boolean isOut() {
        return state == State.TRIED || (state == State.LEFT_OUT && !isOver());
    }

    private boolean isOver() {
        return clock.getAsLong() - since >= leftOut.toNanos();
    }

    /** It has taken or judged a message. */
    synchronized void works() {
        if (state != State.USED) {
            become(State.USED);
            leftOut = FIRST;
        }
    }

    /**
     * It takes nothing. What began before the standing changed is no news.
     *
     * @return whether it is left out from now on, and was used before
     */
    synchronized boolean failed(long startedAt) {
        boolean wasUsed = state == State.USED;
        if (state == State.LEFT_OUT || startedAt - since < 0) {
            return false;
        }
        if (!wasUsed) {
            var doubled = leftOut.multipliedBy(2);
            leftOut = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
        become(State.LEFT_OUT);
        return wasUsed;
    }

    /** Nothing was learned from a message. */
    synchronized void unknown(long startedAt) {
        if (state == State.TRIED) {
            failed(startedAt);
        }
    }

    private void become(State next) {
        state = next;
        since = clock.getAsLong();
    }
}
