package foghorn.incident;

import foghorn.audit.Differences;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a change has made another of an incident or a maintenance, for the log. */
final class IncidentDifferences {
    private IncidentDifferences() {}

    /** After an update that named these components. */
    static Differences of(Incident before, Incident after, IncidentUpdate update) {
        var moved = update.affected().orElse(List.of()).stream()
                .filter(component -> component.oldStatus() != component.newStatus())
                .toList();
        return of(before, after)
                .of(
                        "components",
                        moved.stream()
                                .map(one -> one.name() + ": " + one.oldStatus().label())
                                .collect(Collectors.joining(", ")),
                        moved.stream()
                                .map(one -> one.name() + ": " + one.newStatus().label())
                                .collect(Collectors.joining(", ")));
    }

    /** After a change without an update. */
    static Differences of(IncidentDetails before, IncidentDetails after) {
        return of(before.incident(), after.incident()).of("components", components(before), components(after));
    }

    private static String components(IncidentDetails details) {
        return details.components().stream()
                .map(component -> component.name() + ": " + component.status().label())
                .collect(Collectors.joining(", "));
    }

    private static Differences of(Incident before, Incident after) {
        var differences = new Differences()
                .of("name", before.name(), after.name())
                .of("status", before.status().wire(), after.status().wire())
                .of("impact", before.impact().wire(), after.impact().wire())
                .of("impact_override", override(before), override(after))
                .of("next_update_at", before.nextUpdateAt(), after.nextUpdateAt())
                .of("reminder_intervals", reminders(before), reminders(after))
                .ofText("metadata", before.metadata(), after.metadata());
        before.maintenance()
                .ifPresent(plan -> plan(differences, plan, after.maintenance().orElseThrow()));
        return differences;
    }

    private static Optional<String> override(Incident incident) {
        return incident.impactOverride().map(IncidentImpact::wire);
    }

    private static Optional<String> reminders(Incident incident) {
        return incident.reminderIntervals().map(ReminderIntervals::text);
    }

    private static void plan(Differences differences, Maintenance before, Maintenance after) {
        differences
                .of("scheduled_for", before.scheduledFor(), after.scheduledFor())
                .of("scheduled_until", before.scheduledUntil(), after.scheduledUntil())
                .of(
                        "scheduled_reminders",
                        before.reminders().minutes(),
                        after.reminders().minutes())
                .of("scheduled_auto_in_progress", before.autoInProgress(), after.autoInProgress())
                .of("scheduled_auto_completed", before.autoCompleted(), after.autoCompleted())
                .of(
                        "auto_transition_to_maintenance_state",
                        before.autoToMaintenanceState(),
                        after.autoToMaintenanceState())
                .of(
                        "auto_transition_to_operational_state",
                        before.autoToOperationalState(),
                        after.autoToOperationalState())
                .of(
                        "auto_transition_deliver_notifications_at_start",
                        before.autoNotifyAtStart(),
                        after.autoNotifyAtStart())
                .of("auto_transition_deliver_notifications_at_end", before.autoNotifyAtEnd(), after.autoNotifyAtEnd())
                .of("recurrence", rule(before), rule(after));
    }

    private static Optional<String> rule(Maintenance plan) {
        return plan.series().map(Series::rule).map(Recurrence::rule);
    }
}
