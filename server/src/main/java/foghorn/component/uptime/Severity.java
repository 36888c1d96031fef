package foghorn.component.uptime;

/**
 * How bad a day was, from its weighted minutes of downtime. The steps are 1, 20, 40 and 60 minutes (contract: README, "uptime weights and
 * colours"); what reaches a step is above it.
 */
public enum Severity {
    UNKNOWN(Double.NEGATIVE_INFINITY),
    CLEAN(0),
    SHORT(1),
    LONGER(20),
    LONG(40),
    VERY_LONG(60);

    private final double leastMinutes;

    Severity(double leastMinutes) {
        this.leastMinutes = leastMinutes;
    }

    static Severity ofMinutes(double minutes) {
        var severity = CLEAN;
        for (var step : values()) {
            severity = minutes >= step.leastMinutes ? step : severity;
        }
        return severity;
    }

    /** Whether there was downtime that counts. */
    public boolean isOutage() {
        return compareTo(CLEAN) > 0;
    }
}
