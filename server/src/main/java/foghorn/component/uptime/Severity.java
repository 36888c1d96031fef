package foghorn.component.uptime;

/** How bad a day was: how many of the steps of its page's {@link UptimeRule} its weighted minutes of downtime have reached. */
public enum Severity {
    UNKNOWN,
    CLEAN,
    SHORT,
    LONGER,
    LONG,
    VERY_LONG;

    static Severity above(int steps) {
        return values()[CLEAN.ordinal() + steps];
    }

    /** Whether there was downtime that counts. */
    public boolean isOutage() {
        return compareTo(CLEAN) > 0;
    }
}
