package foghorn.incident.web;

import foghorn.incident.IncidentUpdate;
import foghorn.incident.UpdatePatch;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What stands in the form that corrects an update, as it was typed.
 *
 * @param time the local time in the page's zone, to the minute
 * @param seen the version of the update that the writer has seen
 */
public record UpdateForm(String body, String time, String seen) {
    static UpdateForm of(IncidentUpdate update, ZoneId zone) {
        return new UpdateForm(
                update.body(), LocalMinute.of(update.displayAt(), zone), Integer.toString(update.version()));
    }

    static UpdateForm read(Body body) {
        return new UpdateForm(
                body.text("body").orElse(""),
                body.text("display_at").orElse("").strip(),
                body.text("seen").orElse(""));
    }

    UpdateForm having(int version) {
        return new UpdateForm(body, time, Integer.toString(version));
    }

    /** What is to be changed of this update; a time that was left alone keeps its seconds. */
    UpdatePatch patch(IncidentUpdate present, ZoneId zone) {
        var at = time.equals(LocalMinute.of(present.displayAt(), zone))
                ? Change.<Instant>keep()
                : Change.to(LocalMinute.parse("display_at", time, zone));
        return new UpdatePatch(
                new ExpectedVersion.OfForm(seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0),
                Change.to(body),
                at,
                Change.keep(),
                Change.keep());
    }
}
