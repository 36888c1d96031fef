package foghorn.component.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;

/**
 * How long a component was watched, and how long of that it was down.
 *
 * @param known how long it was watched
 * @param partial how long it was down in part
 * @param major how long it was down as a whole
 */
public record Downtime(Duration known, Duration partial, Duration major) {
    /** Nothing is known. */
    public static final Downtime NONE = new Downtime(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** What a minute counts, in tenths (contract: README, "uptime weights"). */
    private static final int PARTIAL_TENTHS = 3;

    private static final int MAJOR_TENTHS = 10;

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

    /** How much of the time that is known it was up, from 0 to 100; 100 where nothing is known. */
    public double percent() {
        return isKnown() ? 100 - 10.0 * weightedTenths() / known.toMillis() : 100;
    }

    /** {@link #percent} to so many decimals, rounded down: 100 means that there was no downtime at all. */
    public BigDecimal percent(int decimals) {
        return rounded(percent(), decimals);
    }

    /** The same of any percentage, such as a group's mean. */
    public static BigDecimal rounded(double percent, int decimals) {
        return BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.DOWN);
    }

    /** How bad it was, by its weighted minutes of downtime. */
    public Severity severity() {
        return isKnown() ? Severity.ofMinutes(weightedTenths() / 600_000.0) : Severity.UNKNOWN;
    }

    /** Tenths of milliseconds. */
    private long weightedTenths() {
        return MAJOR_TENTHS * major.toMillis() + PARTIAL_TENTHS * partial.toMillis();
    }
}
