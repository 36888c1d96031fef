package foghorn.component;

import java.util.Collection;

/** What a page says of itself as a whole: one of seven phrases, each with its indicator. Source: contract/behaviours.md, section 3. */
public enum PageStatus {
    ALL_SYSTEMS_OPERATIONAL(PageIndicator.NONE, "All Systems Operational"),
    SERVICE_UNDER_MAINTENANCE(PageIndicator.MAINTENANCE, "Service Under Maintenance"),
    PARTIALLY_DEGRADED_SERVICE(PageIndicator.MINOR, "Partially Degraded Service"),
    DEGRADED_SYSTEM_SERVICE(PageIndicator.MINOR, "Degraded System Service"),
    MINOR_SERVICE_OUTAGE(PageIndicator.MINOR, "Minor Service Outage"),
    PARTIAL_SYSTEM_OUTAGE(PageIndicator.MAJOR, "Partial System Outage"),
    MAJOR_SYSTEM_OUTAGE(PageIndicator.CRITICAL, "Major System Outage");

    private final PageIndicator indicator;
    private final String description;

    PageStatus(PageIndicator indicator, String description) {
        this.indicator = indicator;
        this.description = description;
    }

    public PageIndicator indicator() {
        return indicator;
    }

    /** The English phrase, which is also what the JSON documents carry in every language. */
    public String description() {
        return description;
    }

    /**
     * What these components say together. Give leaves only: a group counts through its children. The worst status decides, and whether
     * all components share it or only some; without components everything is operational.
     */
    public static PageStatus ofComponents(Collection<ComponentStatus> leaves) {
        var worst = ComponentStatus.worstOf(leaves);
        boolean all = leaves.stream().allMatch(worst::equals);
        return switch (worst) {
            case MAJOR_OUTAGE -> all ? MAJOR_SYSTEM_OUTAGE : PARTIAL_SYSTEM_OUTAGE;
            case PARTIAL_OUTAGE -> all ? PARTIAL_SYSTEM_OUTAGE : MINOR_SERVICE_OUTAGE;
            case DEGRADED_PERFORMANCE -> all ? DEGRADED_SYSTEM_SERVICE : PARTIALLY_DEGRADED_SERVICE;
            case UNDER_MAINTENANCE -> SERVICE_UNDER_MAINTENANCE;
            case OPERATIONAL -> ALL_SYSTEMS_OPERATIONAL;
        };
    }
}
