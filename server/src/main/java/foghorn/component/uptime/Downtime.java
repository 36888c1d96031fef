package foghorn.component.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;

/**
 * How long a component was watched, and how long of that it was down. What that amounts to is for the {@link UptimeRule} of its page to say.
 *
 * @param known how long it was watched
 * @param partial how long it was down in part
 * @param major how long it was down as a whole
 */
public record Downtime(Duration known, Duration partial, Duration major) {
    /** Nothing is known. */
    public static final Downtime NONE = new Downtime(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Downtime {
        if (partial.isNegative() || major.isNegative() || partial.plus(major).compareTo(known) > 0) {
            throw new IllegalArgumentException("down for " + partial + " and " + major + " while watched for " + known);
        }
    }

    public static Downtime sum(Collection<Downtime> parts) {
        return parts.stream().reduce(NONE, Downtime::plus);
    }

    public Downtime plus(Downtime other) {
        return new Downtime(known.plus(other.known), partial.plus(other.partial), major.plus(other.major));
    }

    public boolean isKnown() {
        return !known.isZero();
    }

    /** A percentage to so many decimals, rounded down. */
    public static BigDecimal rounded(double percent, int decimals) {
        return BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.DOWN);
    }
}
