package foghorn.component.uptime;

import foghorn.tenant.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * How a page counts outages: what a minute of one weighs, from how many weighted minutes on a day has another colour, and what is promised.
 * Degraded performance and maintenance weigh nothing.
 *
 * @param majorPercent what a minute of a major outage counts, in hundredths, from 0 to 100
 * @param partialPercent the same of a partial outage; not more than that
 * @param steps weighted minutes, rising, from 1 to {@link #MOST_MINUTES}: what reaches a step is above it
 * @param target percentage of each month that is promised, if one is
 */
public record UptimeRule(int majorPercent, int partialPercent, List<Integer> steps, Optional<BigDecimal> target) {
    /** As long as nobody has said otherwise (contract: README, "uptime weights and colours"). */
    public static final UptimeRule STANDARD = new UptimeRule(100, 30, List.of(1, 20, 40, 60), Optional.empty());

    static final int MOST_MINUTES = 1_440;
    private static final int STEPS = 4;
    private static final int MOST_PERCENT = 100;
    private static final int TARGET_DECIMALS = 3;
    private static final BigDecimal LEAST_TARGET = BigDecimal.valueOf(50);
    private static final BigDecimal MOST_TARGET = BigDecimal.valueOf(100);
    private static final double HUNDREDTHS_OF_A_MINUTE = 6_000_000;

    public UptimeRule {
        if (majorPercent < 0 || majorPercent > MOST_PERCENT) {
            throw new Problem.Invalid("major_weight", "must be from 0 to 1");
        }
        if (partialPercent < 0 || partialPercent > majorPercent) {
            throw new Problem.Invalid("partial_weight", "must be from 0 to what a major outage counts");
        }
        steps = List.copyOf(steps);
        if (steps.size() != STEPS) {
            throw new IllegalArgumentException("so many steps: " + steps.size());
        }
        int before = 0;
        for (int i = 0; i < STEPS; i++) {
            if (steps.get(i) <= before || steps.get(i) > MOST_MINUTES) {
                throw new Problem.Invalid(
                        "step_" + (i + 1), "must be above " + before + ", and not above " + MOST_MINUTES);
            }
            before = steps.get(i);
        }
        target = target.map(UptimeRule::checked);
    }

    private static BigDecimal checked(BigDecimal target) {
        if (target.compareTo(LEAST_TARGET) < 0 || target.compareTo(MOST_TARGET) > 0) {
            throw new Problem.Invalid("target", "must be from 50 to 100");
        }
        var plain = target.stripTrailingZeros();
        if (plain.scale() > TARGET_DECIMALS) {
            throw new Problem.Invalid("target", "must have at most " + TARGET_DECIMALS + " decimals");
        }
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
    }

    /** How much of the time that is known it was up, from 0 to 100; 100 where nothing is known. */
    public double percent(Downtime downtime) {
        return downtime.isKnown()
                ? 100 - (double) weighted(downtime) / downtime.known().toMillis()
                : 100;
    }

    /** {@link #percent(Downtime)} to so many decimals, rounded down: 100 means that there was no downtime that counts. */
    public BigDecimal percent(Downtime downtime, int decimals) {
        return Downtime.rounded(percent(downtime), decimals);
    }

    /** How bad it was, by its weighted minutes of downtime. */
    public Severity severity(Downtime downtime) {
        if (!downtime.isKnown()) {
            return Severity.UNKNOWN;
        }
        double minutes = weighted(downtime) / HUNDREDTHS_OF_A_MINUTE;
        return Severity.above(
                (int) steps.stream().filter(step -> minutes >= step).count());
    }

    /** Whether the promise was kept; empty where there is none, or nothing is known. */
    public Optional<Boolean> isMet(Downtime downtime) {
        return target.filter(promised -> downtime.isKnown())
                .map(promised -> BigDecimal.valueOf(percent(downtime)).compareTo(promised) >= 0);
    }

    /** Hundredths of milliseconds. */
    private long weighted(Downtime downtime) {
        return majorPercent * downtime.major().toMillis()
                + partialPercent * downtime.partial().toMillis();
    }
}
