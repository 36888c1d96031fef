package foghorn.component;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How a component is doing, from best to worst: the order of declaration is the order of severity. */
public enum ComponentStatus {
    OPERATIONAL("Operational"),
    UNDER_MAINTENANCE("Under Maintenance"),
    DEGRADED_PERFORMANCE("Degraded Performance"),
    PARTIAL_OUTAGE("Partial Outage"),
    MAJOR_OUTAGE("Major Outage");

    private final String label;

    ComponentStatus(String label) {
        this.label = label;
    }

    /** The name in JSON and in the database, for example {@code partial_outage}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The English words people read, for example {@code Partial Outage}. */
    public String label() {
        return label;
    }

    public boolean isWorseThan(ComponentStatus other) {
        return compareTo(other) > 0;
    }

    /** Whether it counts as downtime, in part or as a whole. */
    public boolean isOutage() {
        return this == PARTIAL_OUTAGE || this == MAJOR_OUTAGE;
    }

    /** The status of this wire name, if there is one. */
    public static Optional<ComponentStatus> parse(String wire) {
        for (var status : values()) {
            if (status.wire().equals(wire)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** The worst of these, or operational if there are none; what a group shows of its children. */
    public static ComponentStatus worstOf(Collection<ComponentStatus> statuses) {
        return statuses.stream().max(ComponentStatus::compareTo).orElse(OPERATIONAL);
    }
}
