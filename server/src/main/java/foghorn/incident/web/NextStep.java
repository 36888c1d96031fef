package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can do with a maintenance before its time; each opens the composer with what goes with it. */
public enum NextStep {
    BEGIN("Begin now", Scheduled.IN_PROGRESS, "The maintenance has begun."),
    COMPLETE("Complete now", Scheduled.COMPLETED, "The maintenance is complete."),
    CANCEL("Cancel it", Scheduled.COMPLETED, "This maintenance is cancelled.");

    private final String label;
    private final Scheduled status;
    private final String text;

    NextStep(String label, Scheduled status, String text) {
        this.label = label;
        this.status = status;
        this.text = text;
    }

    public String label() {
        return label;
    }

    /** The name in the query. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NextStep> of(String wire) {
        return Arrays.stream(values()).filter(step -> step.wire().equals(wire)).findFirst();
    }

    /** Whether it makes sense for a maintenance of this status. */
    public boolean follows(foghorn.incident.IncidentStatus present) {
        return switch (this) {
            case BEGIN, CANCEL -> present == Scheduled.SCHEDULED;
            case COMPLETE -> present.isRunning();
        };
    }

    Scheduled status() {
        return status;
    }

    String text() {
        return text;
    }

    /** The status with which the composer names a component, as the plan has it. */
    ComponentStatus statusOf(Component component, Maintenance plan) {
        return switch (this) {
            case BEGIN ->
                plan.autoToMaintenanceState().orElse(false) ? ComponentStatus.UNDER_MAINTENANCE : component.status();
            case COMPLETE, CANCEL -> component.status();
        };
    }

    /** Whether all components come to be operational with it. */
    boolean setsOperational(Maintenance plan) {
        return this == COMPLETE && plan.autoToOperationalState().orElse(false);
    }

    boolean notifies(Maintenance plan) {
        return switch (this) {
            case BEGIN -> plan.autoNotifyAtStart().orElse(true);
            case COMPLETE -> plan.autoNotifyAtEnd().orElse(true);
            case CANCEL -> true;
        };
    }

    /** The form with which the composer opens. */
    IncidentForm form(IncidentDetails details) {
        var present = IncidentForm.following(details);
        var plan = details.incident().maintenance().orElseThrow();
        var components = details.components().stream()
                .collect(java.util.stream.Collectors.toMap(
                        component -> component.id().value(),
                        component -> statusOf(component, plan).wire()));
        return new IncidentForm(
                present.name(),
                status.wire(),
                text,
                components,
                present.impact(),
                "",
                notifies(plan),
                setsOperational(plan),
                present.seen());
    }
}
