package foghorn.component.uptime;

import java.time.Duration;

/** For how long a component was down on a day, as its team says; it stands in place of what the history tells. */
public record Correction(Duration partial, Duration major) {
    public Correction {
        if (partial.isNegative() || major.isNegative()) {
            throw new IllegalArgumentException("down for " + partial + " and " + major);
        }
    }

    /**
     * The downtime of a day of which so much is known. It was known to fit, but a start date that came later may leave less of the day; then
     * the major outage goes first.
     */
    Downtime of(Duration known) {
        var fittingMajor = shorter(major, known);
        return new Downtime(known, shorter(partial, known.minus(fittingMajor)), fittingMajor);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
