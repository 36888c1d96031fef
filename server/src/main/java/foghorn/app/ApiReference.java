package foghorn.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The OpenAPI document as people read it. */
public record ApiReference(List<Section> sections, List<Schema> schemas) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String SCHEMAS = "#/components/schemas/";

    /** Operations about one thing. */
    public record Section(String name, List<Operation> operations) {}

    /**
     * One operation.
     *
     * @param scope what the key needs; empty where no key is asked for
     * @param scopeOfMaintenance what it needs instead for a maintenance; empty where that makes no difference
     * @param body the schema of what is sent
     * @param answer what a success holds, as a type
     */
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            String scope,
            String scopeOfMaintenance,
            List<Field> parameters,
            Optional<String> body,
            String status,
            String description,
            String answer) {}

    /** A field or parameter; {@code type} in words. */
    public record Field(String name, String type, String description) {}

    /** What is sent or answered. */
    public record Schema(String name, String description, List<Field> fields) {}

    static ApiReference of(JsonNode document) {
        var sections = new LinkedHashMap<String, List<Operation>>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> sections.computeIfAbsent(
                                        method.getValue().at("/tags/0").asText(), tag -> new ArrayList<>())
                                .add(operation(document, path.getKey(), method))));
        return new ApiReference(
                sections.entrySet().stream()
                        .map(section -> new Section(section.getKey(), section.getValue()))
                        .toList(),
                document.at("/components/schemas").properties().stream()
                        .map(schema -> new Schema(
                                schema.getKey(),
                                schema.getValue().path("description").asText(""),
                                fields("", schema.getValue())))
                        .toList());
    }

    private static Operation operation(JsonNode document, String path, Map.Entry<String, JsonNode> method) {
        var operation = method.getValue();
        var success = operation.get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow();
        var parameters = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> parameter(document, parameter))
                .toList();
        var body = operation.at("/requestBody/content/application~1json/schema");
        var answer = success.getValue().at("/content/application~1json/schema");
        return new Operation(
                operation.get("operationId").textValue(),
                method.getKey().toUpperCase(Locale.ROOT),
                "/v1" + path,
                operation.get("summary").textValue(),
                operation.path("x-scope").asText(""),
                operation.path("x-scope-of-maintenance").asText(""),
                parameters,
                Optional.of(body).filter(schema -> !schema.isMissingNode()).map(ApiReference::type),
                success.getKey(),
                success.getValue().get("description").textValue(),
                answer.isMissingNode() ? "" : type(answer));
    }

    private static Field parameter(JsonNode document, JsonNode given) {
        var parameter =
                given.has("$ref") ? document.at(given.get("$ref").textValue().substring(1)) : given;
        var place = parameter.get("in").textValue();
        return new Field(
                parameter.get("name").textValue(),
                type(parameter.get("schema")) + ", in the " + place,
                parameter.path("description").asText(""));
    }

    /** The fields of an object, and of objects in it that have no name of their own. */
    private static List<Field> fields(String prefix, JsonNode schema) {
        var fields = new ArrayList<Field>();
        schema.path("properties").properties().forEach(property -> {
            var name = prefix + property.getKey();
            var field = property.getValue();
            if (field.has("properties")) {
                fields.addAll(fields(name + ".", field));
            } else {
                fields.add(
                        new Field(name, type(field), field.path("description").asText("")));
            }
        });
        return fields;
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.get("$ref").textValue().replace(SCHEMAS, "");
        }
        if (schema.has("enum")) {
            return String.join(" | ", texts(schema.get("enum")));
        }
        var types = schema.get("type").isArray()
                ? texts(schema.get("type"))
                : List.of(schema.get("type").textValue());
        var words = types.stream().map(type -> word(type, schema)).toList();
        return String.join(" | ", words);
    }

    private static String word(String type, JsonNode schema) {
        return switch (type) {
            case "array" -> "list of " + type(schema.get("items"));
            case "object" ->
                schema.path("additionalProperties").isObject()
                        ? "object of " + type(schema.get("additionalProperties"))
                        : type;
            case "string" -> schema.path("format").asText(type);
            default -> type;
        };
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
