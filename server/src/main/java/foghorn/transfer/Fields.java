package foghorn.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of one JSON object. A field that is missing or of another type than it must be is {@link Problem.Invalid} with its name.
 *
 * @param path what stands before a field's name in errors; ends with a slash where it is not empty
 */
record Fields(JsonNode object, String path) {
    private static final Pattern ID = Pattern.compile("\\p{Graph}{1,255}");
    /** Times before and after are slips or meant to do harm. */
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 2199;
    private static final int MAX_LINE = 1_000;
    private static final int MAX_SHOWN = 40;

    /** The object itself must be one. */
    static Fields of(JsonNode node, String path) {
        if (!node.isObject()) {
            var name = path.isEmpty() ? "document" : path.substring(0, path.length() - 1);
            throw new Problem.Invalid(name, "must be a JSON object");
        }
        return new Fields(node, path);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String text(String name) {
        var value = require(name);
        if (!value.isTextual()) {
            throw wrong(name, "must be a text");
        }
        var text = value.textValue();
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong(name, "has characters that cannot be stored");
        }
        return text;
    }

    Optional<String> maybeText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A text of at most 1,000 characters on one line. */
    String line(String name) {
        var text = text(name);
        if (text.length() > MAX_LINE || text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "must have at most " + MAX_LINE + " characters on one line");
        }
        return text;
    }

    Optional<String> maybeLine(String name) {
        return has(name) ? Optional.of(line(name)) : Optional.empty();
    }

    String id(String name) {
        var text = text(name);
        if (!ID.matcher(text).matches()) {
            throw wrong(name, "must be 1 to 255 letters, digits and signs of ASCII");
        }
        return text;
    }

    Optional<String> maybeId(String name) {
        return has(name) ? Optional.of(id(name)) : Optional.empty();
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!object.path(name).isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return object.path(name).booleanValue();
    }

    int number(String name) {
        var value = require(name);
        if (!value.isInt()) {
            throw wrong(name, "must be a whole number");
        }
        return value.intValue();
    }

    Instant time(String name) {
        var text = text(name);
        try {
            var time = OffsetDateTime.parse(text);
            requireYear(name, time.getYear());
            return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw wrong(name, "must be a time with its offset (ISO 8601)");
        }
    }

    Optional<Instant> maybeTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    Optional<LocalDate> maybeDate(String name) {
        return maybeText(name).map(text -> {
            try {
                var date = LocalDate.parse(text);
                requireYear(name, date.getYear());
                return date;
            } catch (DateTimeException e) {
                throw wrong(name, "must be a date (ISO 8601)");
            }
        });
    }

    /** One of a fixed set of words. */
    <T> T word(String name, Function<String, Optional<T>> parse) {
        var text = text(name);
        return parse.apply(text)
                .orElseThrow(() -> wrong(
                        name,
                        "is \"" + text.substring(0, Math.min(text.length(), MAX_SHOWN)) + "\", which is not known"));
    }

    private void requireYear(String name, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw wrong(name, "must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        }
    }

    /** The objects in a list; none if it is missing. */
    List<Fields> objects(String name) {
        var objects = new ArrayList<Fields>();
        for (var node : list(name)) {
            objects.add(of(node, path + name + "/"));
        }
        return objects;
    }

    /** What stands in a list; nothing if it is missing. */
    List<JsonNode> list(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (!object.path(name).isArray()) {
            throw wrong(name, "must be a list");
        }
        var nodes = new ArrayList<JsonNode>();
        object.path(name).forEach(nodes::add);
        return nodes;
    }

    /** The fields that say something and are not among these. */
    List<String> namesBeside(Set<String> known) {
        return object.properties().stream()
                .filter(field ->
                        !known.contains(field.getKey()) && !field.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same object with another path before its fields' names. */
    Fields at(String newPath) {
        return new Fields(object, newPath);
    }

    private JsonNode require(String name) {
        if (!has(name)) {
            throw wrong(name, "must be given");
        }
        return object.path(name);
    }

    private Problem.Invalid wrong(String name, String message) {
        return new Problem.Invalid(path + name, message);
    }
}
