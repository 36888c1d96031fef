package foghorn.incident;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What to change of an incident. A body, or a status other than the present one, posts an update; the rest changes without one.
 *
 * @param notifies whether subscribers are told of the update, if there is one
 * @param nextUpdateAt in the future; an update without it takes an earlier promise back
 */
public record IncidentPatch(
        ExpectedVersion expected,
        Change<String> name,
        Optional<IncidentStatus> status,
        Optional<String> body,
        boolean notifies,
        ComponentChanges components,
        Change<Optional<IncidentImpact>> impactOverride,
        Change<Optional<Metadata>> metadata,
        Change<Optional<ReminderIntervals>> reminderIntervals,
        Change<Optional<Instant>> nextUpdateAt,
        MaintenancePatch maintenance) {
    /** Posts an update of which subscribers are told and changes nothing else. */
    public static IncidentPatch post(IncidentStatus status, String body, ComponentChanges components) {
        return new IncidentPatch(
                ExpectedVersion.any(),
                Change.keep(),
                Optional.of(status),
                Optional.of(body),
                true,
                components,
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MaintenancePatch.none());
    }

    IncidentPatch moving(ComponentChanges others) {
        return new IncidentPatch(
                expected,
                name,
                status,
                body,
                notifies,
                others,
                impactOverride,
                metadata,
                reminderIntervals,
                nextUpdateAt,
                maintenance);
    }

    boolean posts(IncidentStatus present) {
        return body.isPresent() || status.filter(given -> given != present).isPresent();
    }
}
