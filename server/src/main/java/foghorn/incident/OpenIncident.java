package foghorn.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * A realtime incident to be opened with its first update.
 *
 * @param name 1 to 255 characters
 * @param body at most 25,000 characters; may be empty
 * @param notifies whether subscribers are told
 * @param reminderIntervals absent means {@link ReminderIntervals#USUAL_HOURS}
 * @param nextUpdateAt in the future
 */
public record OpenIncident(
        String name,
        IncidentStatus.Realtime status,
        String body,
        ComponentChanges components,
        boolean notifies,
        IncidentOptions options,
        Optional<ReminderIntervals> reminderIntervals,
        Optional<Instant> nextUpdateAt) {
    /** An incident of which subscribers are told, without further options. */
    public static OpenIncident of(
            String name, IncidentStatus.Realtime status, String body, ComponentChanges components) {
        return new OpenIncident(
                name, status, body, components, true, IncidentOptions.none(), Optional.empty(), Optional.empty());
    }
}
