package foghorn.incident.web;

import foghorn.incident.Maintenance;
import foghorn.tenant.IdForm;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;

/** What the form of a maintenance asks of its fields, all at once, before the verb judges them. */
final class PlanFormCheck {
    private static final int MOST_NAME = 255;
    private static final int MOST_BODY = 25_000;

    private PlanFormCheck() {}

    /** The window of a new maintenance, which is told with a message and is not over already. */
    static PlanWindow.Read ofNew(PlanForm form, ZoneId zone, Instant now) {
        var errors = new ArrayList<FieldError>();
        if (form.body().isBlank()) {
            errors.add(new FieldError("body", "must be written"));
        }
        var window = check(form, zone, Optional.empty(), errors);
        if (window.filter(times -> !times.until().isAfter(now)).isPresent()) {
            errors.add(new FieldError("scheduled_until", "must be in the future"));
        }
        return accepted(window, errors);
    }

    /** The window of one that is announced already. */
    static PlanWindow.Read ofChanged(PlanForm form, ZoneId zone, Maintenance present) {
        var errors = new ArrayList<FieldError>();
        return accepted(check(form, zone, Optional.of(present), errors), errors);
    }

    private static Optional<PlanWindow.Read> check(
            PlanForm form, ZoneId zone, Optional<Maintenance> present, ArrayList<FieldError> errors) {
        var name = form.name().strip();
        if (name.isEmpty()) {
            errors.add(new FieldError("name", "must be given"));
        } else if (name.codePoints().count() > MOST_NAME) {
            errors.add(new FieldError("name", "must have at most 255 characters"));
        }
        if (form.body().codePoints().count() > MOST_BODY) {
            errors.add(new FieldError("body", "must have at most 25,000 characters"));
        }
        try {
            form.rule();
        } catch (Problem.Invalid e) {
            errors.addAll(e.errors());
        }
        try {
            form.remindersBefore();
        } catch (Problem.Invalid e) {
            errors.addAll(e.errors());
        }
        if (!form.components().stream().allMatch(IdForm::matches)) {
            errors.add(new FieldError("component_ids", "must be on this page"));
        }
        return form.window().read(zone, present, errors);
    }

    private static PlanWindow.Read accepted(Optional<PlanWindow.Read> window, ArrayList<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return window.orElseThrow();
    }
}
