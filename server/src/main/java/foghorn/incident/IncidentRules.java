package foghorn.incident;

import foghorn.tenant.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What callers may write into incidents and updates. */
final class IncidentRules {
    /** Characters; contract/behaviours.md, section 1. */
    static final int MAX_NAME = 255;

    static final int MAX_BODY = 25_000;

    private static final int FIRST_YEAR = 1970;

    private IncidentRules() {}

    static String name(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.codePointCount(0, stripped.length()) > MAX_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.Invalid("incident.name", "must have 1 to " + MAX_NAME + " characters in one line");
        }
        return stripped;
    }

    /** A name as another status page wrote it, also with blanks around it where there is room. */
    static String importedName(String name) {
        var stripped = name(name);
        boolean fits = name.codePointCount(0, name.length()) <= MAX_NAME
                && name.chars().noneMatch(Character::isISOControl);
        return fits ? name : stripped;
    }

    static String body(String field, String body) {
        if (body.codePointCount(0, body.length()) > MAX_BODY || body.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "must have at most " + MAX_BODY + " characters");
        }
        return body;
    }

    static Optional<Instant> nextUpdateAt(Optional<Instant> given, Instant now) {
        if (given.filter(at -> !at.isAfter(now)).isPresent()) {
            throw new Problem.Invalid("incident.next_update_at", "must be in the future");
        }
        return given.map(IncidentRules::kept);
    }

    static Instant displayAt(Instant given, Instant now) {
        if (given.isAfter(now)) {
            throw new Problem.Invalid("incident_update.display_at", "must not be in the future");
        }
        return kept(given);
    }

    /** The time of an incident of the past: a date begins in the page's zone. */
    static Instant backfillDate(String text, ZoneId zone, Instant now) {
        var at = parse(text, zone);
        if (at.isAfter(now)) {
            throw new Problem.Invalid("incident.backfill_date", "must not be in the future");
        }
        return kept(at);
    }

    private static Instant parse(String text, ZoneId zone) {
        try {
            var at = text.length() <= "2026-05-04".length()
                    ? LocalDate.parse(text).atStartOfDay(zone).toOffsetDateTime()
                    : OffsetDateTime.parse(text);
            if (at.getYear() < FIRST_YEAR) {
                throw new Problem.Invalid("incident.backfill_date", "must not lie before " + FIRST_YEAR);
            }
            return at.toInstant();
        } catch (DateTimeException e) {
            throw new Problem.Invalid("incident.backfill_date", "must be a date, or a time with its offset (ISO 8601)");
        }
    }

    /** Times are kept in whole milliseconds. */
    private static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
