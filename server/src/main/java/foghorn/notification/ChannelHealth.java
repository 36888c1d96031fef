package foghorn.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How one channel is doing, as one node sees it; a few seconds old at most.
 *
 * @param oldestDue how long the longest waiting message has been due, on any page; empty where nothing is
 * @param deliveredAt when this node last delivered something
 * @param failing for how long nothing that this node tries gets through; empty if something did, or too little was tried to say so
 * @param held how many messages this node has claimed
 * @param attempts how this node's attempts have ended since its start, by result
 */
public record ChannelHealth(
        String channel,
        State state,
        Optional<Duration> oldestDue,
        Optional<Instant> deliveredAt,
        Optional<Duration> failing,
        int held,
        Map<String, Long> attempts) {
    /** After so long it is an alarm. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public ChannelHealth {
        attempts = Map.copyOf(attempts);
    }

    /** What is wrong, if anything is. */
    public enum State {
        OK,
        /** Work has been due for a minute, and nothing was delivered in that time. */
        STUCK,
        /** Several attempts, and none for less than a minute, have failed for reasons that are not their recipients' own. */
        FAILING,
        /** The node's clock is not the database's, so it sends nothing. */
        WRONG_CLOCK
    }

    static State state(
            boolean clockIsRight,
            Optional<Duration> oldestDue,
            Optional<Duration> sinceDelivered,
            Optional<Duration> failing) {
        if (!clockIsRight) {
            return State.WRONG_CLOCK;
        }
        if (isLong(failing)) {
            return State.FAILING;
        }
        boolean lately = sinceDelivered.isPresent() && !isLong(sinceDelivered);
        return isLong(oldestDue) && !lately ? State.STUCK : State.OK;
    }

    private static boolean isLong(Optional<Duration> time) {
        return time.filter(duration -> duration.compareTo(PATIENCE) >= 0).isPresent();
    }
}
