package foghorn.incident.web;

import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Times as forms write them: local in the page's zone, to the minute, such as {@code 2026-05-04T22:00}. */
final class LocalMinute {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private LocalMinute() {}

    static String of(Instant at, ZoneId zone) {
        return FORM.format(at.atZone(zone));
    }

    /** The time that was typed into this field; what is none, or is left out as clocks go forward, is {@link Problem.Invalid}. */
    static Instant parse(String field, String text, ZoneId zone) {
        try {
            var local = LocalDateTime.parse(text);
            if (zone.getRules().getValidOffsets(local).isEmpty()) {
                throw new Problem.Invalid(field, "does not exist: clocks go forward over that hour");
            }
            if (local.getYear() >= 1970 && local.getYear() <= 9998) {
                return local.atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, as a year beyond is.
        }
        throw new Problem.Invalid(field, "must be a time such as 2026-05-04T22:00");
    }

    /** The same, where what is wrong is told together with other errors. */
    static Optional<Instant> read(String field, String text, ZoneId zone, List<FieldError> errors) {
        try {
            return Optional.of(parse(field, text, zone));
        } catch (Problem.Invalid e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }
}
