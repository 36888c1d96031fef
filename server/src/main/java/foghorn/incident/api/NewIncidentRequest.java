package foghorn.incident.api;

import foghorn.incident.BackfillIncident;
import foghorn.incident.DueSteps;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentStatus;
import foghorn.incident.Maintenance;
import foghorn.incident.OpenIncident;
import foghorn.incident.ScheduleMaintenance;
import foghorn.kit.web.Body;
import java.util.Optional;

/**
 * Reads the body of POST, which makes one of three things: {@code backfilled} an incident of the past, planned times or a status of that
 * line a maintenance, anything else an incident that happens now.
 */
sealed interface NewIncidentRequest {
    record Now(OpenIncident command) implements NewIncidentRequest {}

    record Planned(ScheduleMaintenance command) implements NewIncidentRequest {}

    record Past(BackfillIncident command) implements NewIncidentRequest {}

    static NewIncidentRequest read(Body body) {
        var fields = new IncidentFields(body);
        var status = fields.status();
        if (body.flag("backfilled").orElse(false)) {
            return new Past(past(body, fields, status));
        }
        var scheduledFor = body.instant("scheduled_for");
        var scheduledUntil = body.instant("scheduled_until");
        boolean isPlanned = scheduledFor.isPresent()
                || scheduledUntil.isPresent()
                || status.filter(IncidentStatus::isScheduledKind).isPresent();
        return isPlanned ? new Planned(planned(body, fields, status)) : new Now(now(body, fields, status));
    }

    private static OpenIncident now(Body body, IncidentFields fields, Optional<IncidentStatus> status) {
        if (fields.recurrence("recurrence").isPresent()) {
            throw body.invalid("recurrence", "belongs to a scheduled maintenance only");
        }
        if (fields.remindersBefore("scheduled_reminders")
                .filter(given -> !given.minutes().isEmpty())
                .isPresent()) {
            throw body.invalid("scheduled_reminders", "belong to a scheduled maintenance only");
        }
        return new OpenIncident(
                name(body),
                (IncidentStatus.Realtime) status.orElse(IncidentStatus.Realtime.INVESTIGATING),
                body.text("body").orElse(""),
                fields.components(),
                fields.notifies(),
                options(fields),
                fields.reminderIntervals("reminder_intervals"),
                body.instant("next_update_at"));
    }

    private static ScheduleMaintenance planned(Body body, IncidentFields fields, Optional<IncidentStatus> status) {
        if (!(status.orElse(IncidentStatus.Scheduled.SCHEDULED) instanceof IncidentStatus.Scheduled scheduled)) {
            throw body.invalid("status", "must be scheduled, in_progress, verifying or completed for a maintenance");
        }
        if (fields.reminderIntervals("reminder_intervals").isPresent()) {
            throw body.invalid("reminder_intervals", "do not belong to a scheduled maintenance");
        }
        return new ScheduleMaintenance(
                name(body),
                scheduled,
                body.text("body").orElse(""),
                plan(body, fields),
                fields.components(),
                fields.notifies(),
                options(fields));
    }

    private static Maintenance plan(Body body, IncidentFields fields) {
        var plan = new Maintenance(
                body.instant("scheduled_for").orElseThrow(() -> body.invalid("scheduled_for", "must be given")),
                body.instant("scheduled_until").orElseThrow(() -> body.invalid("scheduled_until", "must be given")),
                fields.reminders(),
                Optional.empty(),
                body.flag(fields.autoInProgressName()).orElse(false),
                body.flag("scheduled_auto_completed").orElse(false),
                body.flag("auto_transition_to_maintenance_state"),
                body.flag("auto_transition_to_operational_state"),
                body.flag("auto_transition_deliver_notifications_at_start"),
                body.flag("auto_transition_deliver_notifications_at_end"),
                DueSteps.none(),
                Optional.empty());
        return fields.recurrence("recurrence").map(plan::repeating).orElse(plan);
    }

    private static BackfillIncident past(Body body, IncidentFields fields, Optional<IncidentStatus> status) {
        var components = fields.components();
        if (!components.statuses().isEmpty()
                || components.list().filter(list -> !list.isEmpty()).isPresent()) {
            throw body.invalid("components", "cannot be given for an incident of the past");
        }
        if (status.filter(given -> given != IncidentStatus.Realtime.RESOLVED).isPresent()) {
            throw body.invalid("status", "must be resolved for an incident of the past");
        }
        return new BackfillIncident(
                name(body),
                body.text("body").orElse(""),
                body.text("backfill_date").orElseThrow(() -> body.invalid("backfill_date", "must be given")),
                options(fields));
    }

    private static String name(Body body) {
        return body.text("name").orElseThrow(() -> body.invalid("name", "must be given"));
    }

    private static IncidentOptions options(IncidentFields fields) {
        return new IncidentOptions(fields.impactOverride("impact_override"), fields.metadata("metadata"));
    }
}
