package foghorn.incident;

/**
 * A maintenance to be announced with its first update.
 *
 * @param components statuses given here are set now, not when the maintenance begins
 */
public record ScheduleMaintenance(
        String name,
        IncidentStatus.Scheduled status,
        String body,
        Maintenance plan,
        ComponentChanges components,
        boolean notifies,
        IncidentOptions options) {}
