package foghorn.incident.api;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.Metadata;
import foghorn.incident.Recurrence;
import foghorn.incident.ReminderIntervals;
import foghorn.incident.RemindersBefore;
import foghorn.kit.web.Body;
import foghorn.tenant.IdForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the fields that creating and changing {@code incident: {…}} have in common. */
final class IncidentFields {
    private static final List<String> FLAGS = List.of(
            "backfilled",
            "scheduled_remind_prior",
            "scheduled_auto_in_progress",
            "scheduled_auto_transition",
            "scheduled_auto_completed",
            "auto_transition_to_maintenance_state",
            "auto_transition_to_operational_state",
            "auto_transition_deliver_notifications_at_start",
            "auto_transition_deliver_notifications_at_end",
            "auto_tweet_at_beginning",
            "auto_tweet_on_completion",
            "auto_tweet_on_creation",
            "auto_tweet_one_hour_before");

    private static final List<String> TEXTS = List.of("name", "body", "backfill_date", "reminder_intervals");
    private static final List<String> TIMES = List.of("scheduled_for", "scheduled_until", "next_update_at");

    private final Body body;

    IncidentFields(Body body) {
        this.body = body;
        // Not every field means something for what is made or changed; all are held to their kind, so that no mistake
        // goes unheard.
        FLAGS.forEach(body::flag);
        TEXTS.forEach(body::text);
        TIMES.forEach(body::instant);
    }

    Optional<IncidentStatus> status() {
        return body.oneOf(
                "status",
                IncidentStatus::parse,
                "investigating, identified, monitoring, resolved, scheduled, in_progress, verifying, completed");
    }

    Optional<IncidentImpact> impactOverride(String name) {
        return body.oneOf(name, IncidentImpact::parse, "none, maintenance, minor, major, critical");
    }

    Optional<Metadata> metadata(String name) {
        return body.object(name).map(Metadata::of);
    }

    Optional<ReminderIntervals> reminderIntervals(String name) {
        return body.text(name).map(ReminderIntervals::new);
    }

    Optional<RemindersBefore> remindersBefore(String name) {
        return body.numbers(name).map(RemindersBefore::new);
    }

    /** Of a new maintenance: whether there are any is said apart from when they are, and one that knows only the first means the usual. */
    RemindersBefore reminders() {
        var chosen = remindersBefore("scheduled_reminders").orElse(RemindersBefore.NONE);
        return body.flag("scheduled_remind_prior").map(chosen::where).orElse(chosen);
    }

    Optional<Recurrence> recurrence(String name) {
        return body.text(name).filter(rule -> !rule.isEmpty()).map(Recurrence::new);
    }

    boolean notifies() {
        return body.flag("deliver_notifications").orElse(true);
    }

    /** Both names of the flag mean the same; the newer one wins. */
    String autoInProgressName() {
        return body.has("scheduled_auto_in_progress") ? "scheduled_auto_in_progress" : "scheduled_auto_transition";
    }

    ComponentChanges components() {
        var statuses = new LinkedHashMap<ComponentId, Optional<ComponentStatus>>();
        body.textMap("components")
                .ifPresent(map -> map.forEach(
                        (id, status) -> statuses.put(component("components", id), componentStatus(id, status))));
        return new ComponentChanges(statuses, listed());
    }

    /** The answer to a request lists the components, whole; sent back, that says nothing. */
    ComponentChanges componentsOfChange() {
        return body.listsObjects("components") ? new ComponentChanges(Map.of(), listed()) : components();
    }

    private Optional<List<ComponentId>> listed() {
        return body.texts("component_ids")
                .map(ids ->
                        ids.stream().map(id -> component("component_ids", id)).toList());
    }

    private Optional<ComponentStatus> componentStatus(String id, String status) {
        return status.isEmpty()
                ? Optional.empty()
                : Optional.of(ComponentStatus.parse(status)
                        .orElseThrow(() -> body.invalid(
                                "components." + id,
                                "must be one of operational, under_maintenance, degraded_performance, partial_outage,"
                                        + " major_outage")));
    }

    private ComponentId component(String name, String id) {
        if (!IdForm.matches(id)) {
            throw body.invalid(name, "names what is no component of this page");
        }
        return new ComponentId(id);
    }
}
