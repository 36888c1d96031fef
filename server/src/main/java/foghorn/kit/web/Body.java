package foghorn.kit.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foghorn.kit.patch.Change;
import foghorn.tenant.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The fields of a request body, JSON or form. Each reader returns empty for a field that is absent or null and throws
 * {@link Problem.Invalid} with the full name of the field ({@code incident.name}) for a value of the wrong kind. In forms every value is
 * text, so {@code true}, numbers and the empty text (null) are read from it.
 */
public final class Body {
    private final String prefix;
    private final JsonNode node;
    private final boolean form;

    private Body(String prefix, JsonNode node, boolean form) {
        this.prefix = prefix;
        this.node = node;
        this.form = form;
    }

    static Body read(String contentType, Buffer bytes) {
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/x-www-form-urlencoded")) {
            return new Body("", FormTree.read(text(bytes)), true);
        }
        if (bytes.length() == 0) {
            return new Body("", JsonNodeFactory.instance.objectNode(), false);
        }
        if (!type.equals("application/json")) {
            throw new UnsupportedMedia();
        }
        try {
            var node = Json.EXACT.readTree(text(bytes));
            if (!node.isObject()) {
                throw new Problem.Malformed("The body must be a JSON object.");
            }
            return new Body("", node, false);
        } catch (JsonProcessingException e) {
            throw new Problem.Malformed("The body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** The fields of a form that was read already. */
    static Body of(Map<String, List<String>> fields) {
        return new Body("", FormTree.of(fields), true);
    }

    /** 415: neither JSON nor form. */
    static final class UnsupportedMedia extends RuntimeException {
        UnsupportedMedia() {
            super("The body must be application/json or application/x-www-form-urlencoded.", null, false, false);
        }
    }

    private static String text(Buffer bytes) {
        return text(bytes.getBytes());
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem.Malformed("The body is not valid UTF-8.");
        }
    }

    /** The fields of an inner object, for example {@code incident}; missing or no object is an error. */
    public Body in(String name) {
        var inner = node.get(name);
        if (inner == null || !inner.isObject()) {
            throw invalid(name, "must be an object");
        }
        return new Body(prefix + name + ".", inner, form);
    }

    /** The names of all fields, as they were given. */
    public Set<String> names() {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the field was given at all, be it null. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** The name of a field as the caller wrote it, for errors that a verb cannot know the place of. */
    public String nameOf(String name) {
        return prefix + name;
    }

    /** Text without NUL and lone surrogates. */
    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isTextual()) {
                throw invalid(name, "must be text");
            }
            var text = storable(name, value.textValue());
            return form ? text.replace("\r\n", "\n") : text;
        });
    }

    private String storable(String name, String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(name, "has characters that cannot be stored");
        }
        return text;
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            return switch (form ? value.asText() : "") {
                case "true", "1", "on" -> true;
                case "false", "0" -> false;
                default -> throw invalid(name, "must be true or false");
            };
        });
    }

    public Optional<Integer> number(String name) {
        return value(name).map(value -> number(name, value));
    }

    private Integer number(String name, JsonNode value) {
        if (value.isInt()) {
            return value.intValue();
        }
        try {
            return Integer.valueOf(form ? value.asText() : "");
        } catch (NumberFormatException e) {
            throw invalid(name, "must be a whole number");
        }
    }

    /** A list of whole numbers. */
    public Optional<List<Integer>> numbers(String name) {
        return value(name).map(value -> {
            if (!value.isArray()) {
                throw invalid(name, "must be a list");
            }
            return value.valueStream().map(item -> number(name, item)).toList();
        });
    }

    /** A time in ISO 8601 with its zone, for example {@code 2026-05-04T09:12:40Z}, between the years 1970 and 9998. */
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                var time = OffsetDateTime.parse(text);
                return inRange(name, time.getYear(), time.toInstant());
            } catch (DateTimeParseException e) {
                throw invalid(name, "must be a time such as 2026-05-04T09:12:40Z");
            }
        });
    }

    /** A date in ISO 8601, for example {@code 2026-05-04}, between the same years. */
    public Optional<LocalDate> date(String name) {
        return text(name).map(text -> {
            try {
                var date = LocalDate.parse(text);
                return inRange(name, date.getYear(), date);
            } catch (DateTimeParseException e) {
                throw invalid(name, "must be a date such as 2026-05-04");
            }
        });
    }

    private <T> T inRange(String name, int year, T value) {
        if (year < 1970 || year > 9998) {
            throw invalid(name, "must lie between the years 1970 and 9998");
        }
        return value;
    }

    /** Text that the parser knows; else an error that lists what is possible. */
    public <T> Optional<T> oneOf(String name, Function<String, Optional<T>> parser, String possible) {
        return text(name)
                .map(text -> parser.apply(text).orElseThrow(() -> invalid(name, "must be one of " + possible)));
    }

    /** A list of texts. */
    public Optional<List<String>> texts(String name) {
        return value(name).map(value -> {
            if (!value.isArray()) {
                throw invalid(name, "must be a list");
            }
            var texts = new ArrayList<String>();
            value.forEach(item -> {
                if (!item.isTextual()) {
                    throw invalid(name, "must be a list of texts");
                }
                texts.add(storable(name, item.textValue()));
            });
            return List.copyOf(texts);
        });
    }

    /** A list of texts, or a single text as a list of one. */
    public Optional<List<String>> textOrTexts(String name) {
        return value(name).filter(JsonNode::isTextual).isPresent() ? text(name).map(List::of) : texts(name);
    }

    /** An object whose values are texts, in the order given. */
    public Optional<Map<String, String>> textMap(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw invalid(name, "must be an object");
            }
            var map = new LinkedHashMap<String, String>();
            value.properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    throw invalid(name + "." + entry.getKey(), "must be text");
                }
                map.put(
                        storable(name, entry.getKey()),
                        storable(name, entry.getValue().textValue()));
            });
            return map;
        });
    }

    /** Whether the field is a list of nothing but objects, as resources stand in an answer. */
    public boolean listsObjects(String name) {
        return value(name)
                .filter(JsonNode::isArray)
                .filter(list -> list.valueStream().allMatch(JsonNode::isObject))
                .isPresent();
    }

    /** Any JSON object. */
    public Optional<JsonNode> object(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw invalid(name, "must be an object");
            }
            requireStorable(name, value);
            return value;
        });
    }

    private void requireStorable(String name, JsonNode value) {
        if (value.isTextual()) {
            storable(name, value.textValue());
        }
        value.fieldNames().forEachRemaining(key -> storable(name, key));
        value.forEach(inner -> requireStorable(name, inner));
    }

    /** What the body wants of a field that always has a value: absent keeps it, null is an error. */
    public <T> Change<T> change(String name, Function<String, Optional<T>> reader) {
        if (!has(name)) {
            return Change.keep();
        }
        return Change.to(reader.apply(name).orElseThrow(() -> invalid(name, "must not be empty")));
    }

    /** What the body wants of a field that may be empty: absent keeps it, null empties it. */
    public <T> Change<Optional<T>> changeOrEmpty(String name, Function<String, Optional<T>> reader) {
        return has(name) ? Change.to(reader.apply(name)) : Change.keep();
    }

    /** Calls a verb whose errors name its own fields, and gives those the full names that the caller wrote. */
    public <T> T naming(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (Problem.Invalid e) {
            throw new Problem.Invalid(e.errors().stream()
                    .map(error -> new Problem.FieldError(prefix + error.field(), error.message()))
                    .toList());
        }
    }

    /** An error of this body's field. */
    public Problem.Invalid invalid(String name, String message) {
        return new Problem.Invalid(prefix + name, message);
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(value -> !value.isNull()
                        && !(form && value.isTextual() && value.textValue().isEmpty()));
    }
}
