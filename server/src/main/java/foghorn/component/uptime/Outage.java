package foghorn.component.uptime;

import java.time.Instant;

/**
 * A stretch of time in which a component was down, partly or wholly.
 *
 * @param until the first moment that is not part of it
 */
public record Outage(Instant from, Instant until, boolean isMajor) {
    public Outage {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("an outage ends before it begins: " + from + ", " + until);
        }
    }
}
