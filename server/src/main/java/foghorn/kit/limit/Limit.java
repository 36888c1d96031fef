package foghorn.kit.limit;

import java.time.Duration;

/**
 * How often something may happen to one subject.
 *
 * @param purpose what is limited; counters of two purposes are apart
 * @param most how often within a window, at least 1
 * @param window its length; windows stand one after another from the epoch on
 */
public record Limit(String purpose, int most, Duration window) {
    public Limit {
        if (most < 1 || window.toSeconds() < 1) {
            throw new IllegalArgumentException("a limit allows something within some time: " + purpose);
        }
    }
}
