package foghorn.incident.api;

import foghorn.incident.IncidentPatch;
import foghorn.incident.MaintenancePatch;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the body of PATCH and PUT. Some clients send back the whole object they read, so null leaves what can only belong to a
 * maintenance as it is, and the list of components as it is answered names none.
 */
final class IncidentRequest {
    private IncidentRequest() {}

    static IncidentPatch read(Body body, ExpectedVersion expected) {
        var fields = new IncidentFields(body);
        return new IncidentPatch(
                expected,
                body.change("name", body::text),
                fields.status(),
                body.text("body"),
                fields.notifies(),
                fields.componentsOfChange(),
                body.changeOrEmpty("impact_override", fields::impactOverride),
                body.changeOrEmpty("metadata", fields::metadata),
                body.changeOrEmpty("reminder_intervals", fields::reminderIntervals),
                body.changeOrEmpty("next_update_at", body::instant),
                plan(body, fields));
    }

    private static MaintenancePatch plan(Body body, IncidentFields fields) {
        return new MaintenancePatch(
                given("scheduled_for", body::instant),
                given("scheduled_until", body::instant),
                given("scheduled_remind_prior", body::flag),
                given(fields.autoInProgressName(), body::flag),
                given("scheduled_auto_completed", body::flag),
                body.changeOrEmpty("auto_transition_to_maintenance_state", body::flag),
                body.changeOrEmpty("auto_transition_to_operational_state", body::flag),
                body.changeOrEmpty("auto_transition_deliver_notifications_at_start", body::flag),
                body.changeOrEmpty("auto_transition_deliver_notifications_at_end", body::flag),
                body.changeOrEmpty("recurrence", fields::recurrence),
                given("scheduled_reminders", fields::remindersBefore),
                Change.keep());
    }

    private static <T> Change<T> given(String name, Function<String, Optional<T>> reader) {
        return reader.apply(name).map(Change::to).orElseGet(Change::keep);
    }
}
