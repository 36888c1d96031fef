package foghorn.incident.web;

import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentUpdate;
import java.time.Instant;

/**
 * What somebody else published while the form was open.
 *
 * @param explanation what that means for the writer
 * @param title what it is: the other incident's name, or the status of the other update
 * @param body its text; empty where there is none
 * @param href where it can be read in the console
 */
public record Conflict(String explanation, String title, String body, Instant at, String href) {
    /** Somebody else changed this incident: its newest update, or, of an imported one that has none, where it stands. */
    static Conflict of(String explanation, IncidentDetails present) {
        var incident = present.incident();
        var href = Composers.base(incident.pageId(), incident.id());
        return present.updates().stream()
                .findFirst()
                .map(newest -> new Conflict(
                        explanation + " This is its newest update:",
                        newest.status().label(),
                        newest.body(),
                        newest.createdAt(),
                        href))
                .orElseGet(() -> new Conflict(
                        explanation + " It has no update yet; this is its status:",
                        incident.status().label(),
                        "",
                        incident.updatedAt(),
                        href));
    }

    /** The text of the newest update; empty where there is none. */
    static String newestText(IncidentDetails details) {
        return details.updates().stream().findFirst().map(IncidentUpdate::body).orElse("");
    }
}
