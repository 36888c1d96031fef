package foghorn.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import foghorn.kit.web.Json;
import foghorn.tenant.Problem;

/** What a program keeps with an incident: a JSON object whose values are objects, at most 64 kB, its keys in the order and its numbers in the digits given. */
public record Metadata(String json) {
    private static final int MAX_CHARACTERS = 64_000;
    /** Of a double (IEEE 754), the largest and smallest with all of its digits. */
    private static final int MAX_EXPONENT = 307;

    /** A number has at most 100 characters, so no other is needed. */
    private static final int MAX_SCALE = 500;

    public Metadata {
        try {
            var node = Json.EXACT.readTree(json);
            if (!node.isObject() || !node.valueStream().allMatch(JsonNode::isObject)) {
                throw invalid("must be an object whose values are objects");
            }
            requireNumbersForAll(node);
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

    /** What is beyond the range of a double is infinite, or nothing, to most programs that read it; and a few characters could mean gigabytes. */
    private static void requireNumbersForAll(JsonNode node) {
        if (node.isNumber()) {
            var number = node.decimalValue();
            long exponent = (long) number.precision() - number.scale() - 1;
            if (number.signum() != 0 && Math.abs(exponent) > MAX_EXPONENT
                    || Math.abs((long) number.scale()) > MAX_SCALE) {
                throw invalid("has a number that is too large or too small");
            }
        }
        node.forEach(Metadata::requireNumbersForAll);
    }

    public static Metadata of(JsonNode node) {
        return new Metadata(node.toString());
    }

    private static Problem.Invalid invalid(String message) {
        return new Problem.Invalid("incident.metadata", message);
    }
}
