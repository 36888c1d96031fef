package foghorn.incident.web;

import foghorn.incident.Maintenance;
import foghorn.tenant.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a maintenance is planned, as it was typed: local times in the page's zone, to the minute.
 *
 * @param until the end, or empty
 * @param lasts hours and minutes from the start, instead of an end, or empty
 */
public record PlanWindow(String from, String until, String lasts) {
    private static final Pattern LASTS = Pattern.compile("(\\d{1,3})(?::([0-5]\\d))?");

    /** The window in time. */
    record Read(Instant from, Instant until) {}

    /** The window of a new form: the next full hour but one, for an hour. */
    static PlanWindow fresh(Instant now, ZoneId zone) {
        var hour = now.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(2);
        return new PlanWindow(LocalMinute.of(hour.toInstant(), zone), "", "1:00");
    }

    static PlanWindow of(Maintenance plan, ZoneId zone) {
        return new PlanWindow(
                LocalMinute.of(plan.scheduledFor(), zone), LocalMinute.of(plan.scheduledUntil(), zone), "");
    }

    /** The window, if it can be understood; what is wrong with it is added to the errors. A time that was left alone keeps its seconds. */
    Optional<Read> read(ZoneId zone, Optional<Maintenance> present, List<FieldError> errors) {
        var begin = begin(zone, present, errors);
        var end = end(zone, present, begin, errors);
        if (begin.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        if (!begin.get().isBefore(end.get())) {
            errors.add(new FieldError(until.isEmpty() ? "lasts" : "scheduled_until", "must be after the start"));
            return Optional.empty();
        }
        return Optional.of(new Read(begin.get(), end.get()));
    }

    private Optional<Instant> begin(ZoneId zone, Optional<Maintenance> present, List<FieldError> errors) {
        return present.map(Maintenance::scheduledFor)
                .filter(at -> from.equals(LocalMinute.of(at, zone)))
                .or(() -> LocalMinute.read("scheduled_for", from, zone, errors));
    }

    private Optional<Instant> end(
            ZoneId zone, Optional<Maintenance> present, Optional<Instant> begin, List<FieldError> errors) {
        if (until.isEmpty() == lasts.isEmpty()) {
            errors.add(new FieldError("scheduled_until", "must be given, or how long it lasts; one of the two"));
            return Optional.empty();
        }
        if (lasts.isEmpty()) {
            return present.map(Maintenance::scheduledUntil)
                    .filter(at -> until.equals(LocalMinute.of(at, zone)))
                    .or(() -> LocalMinute.read("scheduled_until", until, zone, errors));
        }
        var length = LASTS.matcher(lasts);
        if (!length.matches()) {
            errors.add(new FieldError("lasts", "must be hours and minutes, such as 1:30"));
            return Optional.empty();
        }
        var minutes = Optional.ofNullable(length.group(2)).orElse("0");
        var duration = Duration.ofHours(Long.parseLong(length.group(1))).plusMinutes(Long.parseLong(minutes));
        return begin.map(at -> at.plus(duration));
    }
}
