package foghorn.incident.web;

import foghorn.incident.IncidentStatus;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.util.ArrayList;
import java.util.Set;

/** What the composer asks of its fields, all at once, before the verb judges them. A message is wanted here, since people read it. */
final class IncidentFormCheck {
    private static final int MOST_NAME = 255;
    private static final int MOST_BODY = 25_000;
    private static final Set<String> PROMISES = Set.of("", "15", "30", "60");

    private IncidentFormCheck() {}

    static void require(IncidentForm form, boolean isNew) {
        var errors = new ArrayList<FieldError>();
        if (isNew && form.name().isBlank()) {
            errors.add(new FieldError("name", "must be given"));
        }
        if (isNew && form.name().strip().codePoints().count() > MOST_NAME) {
            errors.add(new FieldError("name", "must have at most 255 characters"));
        }
        if (form.chosenStatus()
                .filter(status -> !isNew || status instanceof IncidentStatus.Realtime)
                .isEmpty()) {
            errors.add(new FieldError("status", "must be chosen"));
        }
        if (form.body().isBlank()) {
            errors.add(new FieldError("body", "must be written"));
        }
        if (form.body().codePoints().count() > MOST_BODY) {
            errors.add(new FieldError("body", "must have at most 25,000 characters"));
        }
        if (form.namesUnknownComponents()) {
            errors.add(new FieldError("components", "must be on this page and have a status of the list"));
        }
        if (!form.impact().isEmpty() && form.chosenImpact().isEmpty()) {
            errors.add(new FieldError("impact_override", "must be chosen from the list"));
        }
        if (!PROMISES.contains(form.nextUpdate())) {
            errors.add(new FieldError("next_update", "must be in 15, 30 or 60 minutes"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
    }
}
