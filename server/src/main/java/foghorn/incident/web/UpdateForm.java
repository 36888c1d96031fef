package foghorn.incident.web;

import foghorn.incident.IncidentUpdate;
import foghorn.incident.UpdatePatch;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * What stands in the form that corrects an update, as it was typed.
 *
 * @param time the local time in the page's zone, to the minute
 * @param seen the version of the update that the writer has seen
 */
public record UpdateForm(String body, String time, String seen) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    static UpdateForm of(IncidentUpdate update, ZoneId zone) {
        return new UpdateForm(update.body(), minute(update.displayAt(), zone), Integer.toString(update.version()));
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

    private static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    /** What is to be changed of this update; a time that was left alone keeps its seconds. */
    UpdatePatch patch(IncidentUpdate present, ZoneId zone) {
        var at = time.equals(minute(present.displayAt(), zone)) ? Change.<Instant>keep() : Change.to(at(zone));
        return new UpdatePatch(
                new ExpectedVersion.OfForm(seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : 0),
                Change.to(body),
                at,
                Change.keep(),
                Change.keep());
    }

    private Instant at(ZoneId zone) {
        try {
            var local = LocalDateTime.parse(time);
            if (local.getYear() >= 1970 && local.getYear() <= 9998) {
                return local.atZone(zone).toInstant();
            }
        } catch (DateTimeParseException e) {
            // Told below, as a year beyond is.
        }
        throw new Problem.Invalid("display_at", "must be a time such as 2026-05-04T09:12");
    }
}
