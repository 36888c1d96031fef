package foghorn.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.web.Json;
import foghorn.tenant.Problem;

/** What a program keeps with an incident: a JSON object whose values are objects, at most 64 kB, its keys in the order given. */
public record Metadata(String json) {
    private static final int MAX_CHARACTERS = 64_000;

    public Metadata {
        try {
            var node = Json.MAPPER.readTree(json);
            if (!node.isObject() || !node.valueStream().allMatch(JsonNode::isObject)) {
                throw invalid("must be an object whose values are objects");
            }
        } catch (JsonProcessingException e) {
            throw invalid("must be JSON");
        }
        if (json.length() > MAX_CHARACTERS) {
            throw invalid("must have at most " + MAX_CHARACTERS + " characters");
        }
        if (json.contains("\\u0000")) {
            throw invalid("has characters that cannot be stored");
        }
    }

    public static Metadata of(JsonNode node) {
        return new Metadata(node.toString());
    }

    private static Problem.Invalid invalid(String message) {
        return new Problem.Invalid("incident.metadata", message);
    }
}
