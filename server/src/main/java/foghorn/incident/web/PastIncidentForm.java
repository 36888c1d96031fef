package foghorn.incident.web;

import foghorn.incident.BackfillIncident;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentOptions;
import foghorn.kit.web.Body;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The fields of an incident of the past, as they were typed.
 *
 * @param time when it was resolved: local in the page's zone, to the minute
 * @param impact the wire name, or empty
 */
public record PastIncidentForm(String name, String body, String time, String impact) {
    static final PastIncidentForm EMPTY = new PastIncidentForm("", "", "", "");

    static PastIncidentForm read(Body body) {
        return new PastIncidentForm(
                body.text("name").orElse(""),
                body.text("body").orElse(""),
                body.text("backfill_date").orElse("").strip(),
                body.text("impact_override").orElse(""));
    }

    /** What is to be entered; {@link Problem.Invalid} names every field that is missing or cannot be understood. */
    BackfillIncident command(ZoneId zone) {
        var errors = new ArrayList<FieldError>();
        if (name.isBlank()) {
            errors.add(new FieldError("name", "must be given"));
        }
        var at = LocalMinute.read("backfill_date", time, zone, errors);
        if (body.isBlank()) {
            errors.add(new FieldError("body", "must be written"));
        }
        var chosen = IncidentImpact.parse(impact).filter(one -> one != IncidentImpact.MAINTENANCE);
        if (chosen.isEmpty()) {
            errors.add(new FieldError("impact_override", "must be chosen"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return new BackfillIncident(
                name, body, at.orElseThrow().toString(), new IncidentOptions(chosen, Optional.empty()));
    }
}
