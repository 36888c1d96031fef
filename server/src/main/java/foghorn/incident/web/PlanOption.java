package foghorn.incident.web;

import foghorn.incident.Maintenance;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a maintenance can do by itself, each a box to tick in its form; the field is called as in the manage API. */
public enum PlanOption {
    BEGIN("scheduled_auto_in_progress", "Begin by itself at the start", Maintenance::autoInProgress),
    TO_MAINTENANCE(
            "auto_transition_to_maintenance_state",
            "Set the components to Under Maintenance when it begins by itself",
            plan -> plan.autoToMaintenanceState().orElse(false)),
    NOTIFY_AT_START(
            "auto_transition_deliver_notifications_at_start",
            "Tell subscribers when it begins by itself",
            plan -> plan.autoNotifyAtStart().orElse(true)),
    COMPLETE("scheduled_auto_completed", "Complete by itself at the end", Maintenance::autoCompleted),
    TO_OPERATIONAL(
            "auto_transition_to_operational_state",
            "Set the components to Operational when it completes by itself",
            plan -> plan.autoToOperationalState().orElse(false)),
    NOTIFY_AT_END(
            "auto_transition_deliver_notifications_at_end",
            "Tell subscribers when it completes by itself",
            plan -> plan.autoNotifyAtEnd().orElse(true));

    private final String field;
    private final String label;
    private final Predicate<Maintenance> isSet;

    PlanOption(String field, String label, Predicate<Maintenance> isSet) {
        this.field = field;
        this.label = label;
        this.isSet = isSet;
    }

    public String field() {
        return field;
    }

    public String label() {
        return label;
    }

    static Set<PlanOption> all() {
        return EnumSet.allOf(PlanOption.class);
    }

    /** Those that a plan has. */
    static Set<PlanOption> of(Maintenance plan) {
        return where(option -> option.isSet.test(plan));
    }

    static Set<PlanOption> where(Predicate<PlanOption> chosen) {
        return Arrays.stream(values()).filter(chosen).collect(Collectors.toUnmodifiableSet());
    }
}
