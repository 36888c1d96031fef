package foghorn.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.web.Json;
import foghorn.kit.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Our OpenAPI document as the judge of actual answers of {@code /v1}. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract load() {
        try (var stream = Contract.class.getResourceAsStream("/foghorn/openapi.json")) {
            return new Contract(Json.MAPPER.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was answered. */
    public record Answer(
            String method,
            String path,
            int status,
            @Nullable String contentType,
            String body) {}

    /** Throws {@link AssertionError} unless the document promises exactly this answer. */
    public void check(Answer answer) {
        var errors = errors(answer);
        if (!errors.isEmpty()) {
            throw new AssertionError(answer.method() + " " + answer.path() + " answered " + answer.status()
                    + " against the contract:\n  " + String.join("\n  ", errors) + "\n" + answer.body());
        }
    }

    /** Throws {@link AssertionError} unless a success tells its version exactly where the document says so. */
    void checkVersion(Answer answer, boolean tellsVersion) {
        var response = responseTo(answer, bare(answer.path()));
        boolean isPromised = response != null && response.at("/headers").has("ETag");
        if (answer.status() / 100 == 2 && isPromised != tellsVersion) {
            throw new AssertionError(answer.method() + " " + answer.path() + (isPromised ? " has no" : " has an")
                    + " ETag against the contract");
        }
    }

    List<String> errors(Answer answer) {
        var path = bare(answer.path());
        var response = responseTo(answer, path);
        if (response == null) {
            return List.of("this status is not in the document");
        }
        var schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body where none is promised");
        }
        if (!"application/json; charset=utf-8".equals(answer.contentType())) {
            return List.of("content type " + answer.contentType());
        }
        try {
            return SchemaCheck.errors(document, schema, Json.MAPPER.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            return List.of("no JSON: " + e.getOriginalMessage());
        }
    }

    /** Checks one value against a named schema. */
    List<String> errors(String schema, JsonNode value) {
        return SchemaCheck.errors(document, schema(schema), value);
    }

    JsonNode schema(String name) {
        var schema = document.at("/components/schemas/" + name);
        if (schema.isMissingNode()) {
            throw new IllegalArgumentException("no schema " + name);
        }
        return schema;
    }

    JsonNode document() {
        return document;
    }

    /** Every operation as method and path in the form of the route table: {@code GET /v1/pages/:page_id}. */
    Set<String> operations() {
        return operationIds().keySet();
    }

    /** The id of every operation, by method and path as above. */
    Map<String, String> operationIds() {
        var operations = new TreeMap<String, String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " /v1"
                                        + path.getKey().replace("{", ":").replace("}", ""),
                                operation.getValue().get("operationId").textValue())));
        return operations;
    }

    /** What the document says of the operation that a route calls. */
    JsonNode operationOf(Route route) {
        return Objects.requireNonNull(operation(route.method(), route.path()), route::toString);
    }

    /** The names of the parameters of an operation that stand in the path. */
    Set<String> pathParameters(JsonNode operation) {
        var names = new TreeSet<String>();
        operation.path("parameters").forEach(given -> {
            var parameter =
                    given.has("$ref") ? resolved(given.get("$ref").textValue().substring(1)) : given;
            if (parameter.get("in").textValue().equals("path")) {
                names.add(parameter.get("name").textValue());
            }
        });
        return names;
    }

    /** The parameters of an operation that stand in the query. */
    List<JsonNode> queryParameters(JsonNode operation) {
        var parameters = new ArrayList<JsonNode>();
        operation.path("parameters").forEach(given -> {
            var parameter =
                    given.has("$ref") ? resolved(given.get("$ref").textValue().substring(1)) : given;
            if (parameter.get("in").textValue().equals("query")) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    /** The fields that a route reads of a body, as pointers into it; objects of objects one level deep. */
    Map<String, JsonNode> bodyOf(Route route) {
        var fields = new LinkedHashMap<String, JsonNode>();
        var operation = operation(route.method(), route.path());
        var schema = operation == null
                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                : operation.at("/requestBody/content/application~1json/schema");
        properties(schema).forEach((name, property) -> {
            var inner = properties(property);
            if (inner.isEmpty()) {
                fields.put("/" + name, property);
            }
            inner.forEach((field, innerProperty) -> fields.put("/" + name + "/" + field, innerProperty));
        });
        return fields;
    }

    /** Whether a route cannot be called without a body. */
    boolean needsBody(Route route) {
        var operation = operation(route.method(), route.path());
        return operation != null && operation.at("/requestBody/required").asBoolean();
    }

    private Map<String, JsonNode> properties(JsonNode schema) {
        var whole = schema.has("$ref") ? resolved(schema.get("$ref").textValue().substring(1)) : schema;
        var properties = new LinkedHashMap<String, JsonNode>();
        whole.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        return properties;
    }

    private @Nullable JsonNode responseTo(Answer answer, String path) {
        var operation = operation(answer.method(), path);
        if (operation == null) {
            // Nothing lives there, or it is not built: every refusal has the common form.
            return answer.status() / 100 == 4 || answer.status() == 501
                    ? resolved("/components/responses/Problem")
                    : null;
        }
        var responses = operation.get("responses");
        var response = responses.get(Integer.toString(answer.status()));
        if (response == null) {
            response = responses.get(answer.status() / 100 + "XX");
        }
        return response != null && response.has("$ref")
                ? resolved(response.get("$ref").textValue().substring(1))
                : response;
    }

    private JsonNode resolved(String pointer) {
        return document.at(pointer);
    }

    /** The id of the operation that a request calls; empty if there is none. */
    Optional<String> operationId(String method, String path) {
        return Optional.ofNullable(operation(method, bare(path)))
                .map(operation -> operation.get("operationId").textValue());
    }

    private static String bare(String path) {
        return path.replaceFirst("\\?.*", "").replaceFirst("\\.json$", "");
    }

    private @Nullable JsonNode operation(String method, String path) {
        JsonNode best = null;
        int literals = -1;
        for (var entry : document.get("paths").properties()) {
            int score = match("/v1" + entry.getKey(), path);
            if (score > literals) {
                literals = score;
                best = entry.getValue();
            }
        }
        var verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return best == null ? null : best.get(verb);
    }

    /** The number of literal segments of a template that fits, or -1. */
    private static int match(String template, String path) {
        var wanted = template.split("/", -1);
        var given = path.split("/", -1);
        if (wanted.length != given.length) {
            return -1;
        }
        int literals = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(given[i])) {
                literals++;
            } else if (!wanted[i].startsWith("{")) {
                return -1;
            }
        }
        return literals;
    }

    /** The property names of a schema in their order, without our additions. */
    List<String> contractProperties(String schema) {
        var names = new ArrayList<String>();
        schema(schema).get("properties").properties().forEach(entry -> {
            if (!entry.getValue().path("x-addition").asBoolean()) {
                names.add(entry.getKey());
            }
        });
        return names;
    }
}
