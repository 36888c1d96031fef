package foghorn.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds a JSON value to a schema of our OpenAPI document, more strictly than JSON Schema does: properties come in the order listed,
 * additions last, times in exactly one form. A keyword it does not know is an error, so that nothing in the document goes unchecked.
 */
final class SchemaCheck {
    private static final Pattern SECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "enum",
            "format",
            "pattern",
            "maxLength",
            "maxItems",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "description",
            "x-time-form",
            "x-addition");

    private final JsonNode document;
    private final List<String> errors = new ArrayList<>();

    private SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with the value; empty if nothing is. */
    static List<String> errors(JsonNode document, JsonNode schema, JsonNode value) {
        var check = new SchemaCheck(document);
        check.check("$", schema, value);
        return List.copyOf(check.errors);
    }

    private void check(String at, JsonNode given, JsonNode value) {
        var schema = given;
        while (schema.has("$ref")) {
            var pointer = schema.get("$ref").textValue().substring(1);
            schema = document.at(pointer);
            if (schema.isMissingNode()) {
                errors.add(at + ": the document has no " + pointer);
                return;
            }
        }
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                errors.add(at + ": the checker does not know the keyword " + keyword);
            }
        });
        if (!typesOf(schema).contains(typeOf(value)) && !isInteger(schema, value)) {
            errors.add(at + ": " + typeOf(value) + " instead of " + typesOf(schema));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            errors.add(at + ": " + value + " is none of " + schema.get("enum"));
        }
        if (value.isTextual()) {
            checkText(at, schema, value.textValue());
        } else if (value.isArray()) {
            checkArray(at, schema, value);
        } else if (value.isObject()) {
            checkObject(at, schema, value);
        }
    }

    private void checkText(String at, JsonNode schema, String text) {
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").textValue())
                        .matcher(text)
                        .find()) {
            errors.add(at + ": '" + text + "' has not the form " + schema.get("pattern"));
        }
        if (schema.has("maxLength") && text.length() > schema.get("maxLength").intValue()) {
            errors.add(at + ": longer than " + schema.get("maxLength"));
        }
        boolean right = switch (schema.path("format").asText("")) {
            case "" -> true;
            case "date-time" ->
                switch (schema.path("x-time-form").asText("")) {
                    case "seconds" -> SECONDS.matcher(text).matches();
                    case "milliseconds" -> MILLISECONDS.matcher(text).matches();
                    default -> false;
                };
            case "date" -> isDate(text);
            case "uri" -> text.startsWith("http://") || text.startsWith("https://");
            default -> false;
        };
        if (!right) {
            errors.add(at + ": '" + text + "' is no "
                    + schema.path("format").asText() + " "
                    + schema.path("x-time-form").asText());
        }
    }

    private void checkArray(String at, JsonNode schema, JsonNode value) {
        if (schema.has("maxItems") && value.size() > schema.get("maxItems").intValue()) {
            errors.add(at + ": more than " + schema.get("maxItems") + " items");
        }
        if (!schema.has("items")) {
            errors.add(at + ": the document does not say what the items are");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            check(at + "[" + i + "]", schema.get("items"), value.get(i));
        }
    }

    private void checkObject(String at, JsonNode schema, JsonNode value) {
        var properties = schema.path("properties");
        var listed = names(properties);
        var present = names(value);
        for (var name : listed) {
            if (!present.contains(name)) {
                errors.add(at + "." + name + ": missing");
            }
        }
        var others = schema.get("additionalProperties");
        if (others == null) {
            errors.add(at + ": the document does not say whether more properties may come");
            return;
        }
        for (var name : present) {
            if (properties.has(name)) {
                check(at + "." + name, properties.get(name), value.get(name));
            } else if (others.isObject()) {
                check(at + "." + name, others, value.get(name));
            } else if (!others.booleanValue()) {
                errors.add(at + "." + name + ": not in the document");
            }
        }
        var known = present.stream().filter(properties::has).toList();
        var inOrder = listed.stream().filter(value::has).toList();
        if (!known.equals(inOrder)) {
            errors.add(at + ": keys in the order " + known + " instead of " + inOrder);
        }
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> typesOf(JsonNode schema) {
        var type = schema.path("type");
        if (type.isTextual()) {
            return List.of(type.textValue());
        }
        var types = new ArrayList<String>();
        type.forEach(item -> types.add(item.textValue()));
        return types;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing of JSON";
        };
    }

    private static boolean isInteger(JsonNode schema, JsonNode value) {
        return value.isIntegralNumber() && typesOf(schema).contains("integer");
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (var item : list) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
