package foghorn.incident.web;

import foghorn.incident.Maintenance;
import foghorn.tenant.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final Pattern LASTS = Pattern.compile("(\\d{1,3})(?::([0-5]\\d))?");

    /** The window in time. */
    record Read(Instant from, Instant until) {}

    /** The window of a new form: the next full hour but one, for an hour. */
    static PlanWindow fresh(Instant now, ZoneId zone) {
        var hour = now.atZone(zone).toLocalDateTime().withMinute(0).plusHours(2);
        return new PlanWindow(MINUTE.format(hour), "", "1:00");
    }

    static PlanWindow of(Maintenance plan, ZoneId zone) {
        return new PlanWindow(minute(plan.scheduledFor(), zone), minute(plan.scheduledUntil(), zone), "");
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
                .filter(at -> from.equals(minute(at, zone)))
                .or(() -> at("scheduled_for", from, zone, errors));
    }

    private Optional<Instant> end(
            ZoneId zone, Optional<Maintenance> present, Optional<Instant> begin, List<FieldError> errors) {
        if (until.isEmpty() == lasts.isEmpty()) {
            errors.add(new FieldError("scheduled_until", "must be given, or how long it lasts; one of the two"));
            return Optional.empty();
        }
        if (lasts.isEmpty()) {
            return present.map(Maintenance::scheduledUntil)
                    .filter(at -> until.equals(minute(at, zone)))
                    .or(() -> at("scheduled_until", until, zone, errors));
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

    private static Optional<Instant> at(String field, String text, ZoneId zone, List<FieldError> errors) {
        try {
            var local = LocalDateTime.parse(text);
            if (zone.getRules().getValidOffsets(local).isEmpty()) {
                errors.add(new FieldError(field, "does not exist: clocks go forward over that hour"));
                return Optional.empty();
            }
            if (local.getYear() >= 1970 && local.getYear() <= 9998) {
                return Optional.of(local.atZone(zone).toInstant());
            }
        } catch (DateTimeException e) {
            // Told below, as a year beyond is.
        }
        errors.add(new FieldError(field, "must be a time such as 2026-05-04T22:00"));
        return Optional.empty();
    }

    private static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }
}
