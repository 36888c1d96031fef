package foghorn.kit.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.tenant.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads what a form posted: {@code incident[name]=…}, {@code incident[component_ids][]=…}. */
final class FormTree {
    private FormTree() {}

    static JsonNode read(String text) {
        Map<String, List<String>> fields;
        try {
            fields = new QueryStringDecoder(text, StandardCharsets.UTF_8, false, 5000).parameters();
        } catch (IllegalArgumentException e) {
            throw new Problem.Malformed("The form is not properly encoded.");
        }
        return of(fields);
    }

    static JsonNode of(Map<String, List<String>> fields) {
        var root = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, values) -> put(root, name, values));
        return root;
    }

    private static void put(ObjectNode root, String name, List<String> values) {
        boolean list = name.endsWith("[]");
        var path = (list ? name.substring(0, name.length() - 2) : name)
                .replace("]", "")
                .split("\\[", -1);
        if (path.length > 8) {
            throw new Problem.Malformed("The form is nested too deeply.");
        }
        var at = root;
        for (int i = 0; i < path.length - 1; i++) {
            var next = at.get(path[i]);
            if (next != null && !next.isObject()) {
                throw new Problem.Malformed("The form names " + path[i] + " twice, in different ways.");
            }
            at = next == null ? at.putObject(path[i]) : (ObjectNode) next;
        }
        var last = path[path.length - 1];
        if (list) {
            var array = at.putArray(last);
            values.forEach(array::add);
        } else {
            at.put(last, values.getLast());
        }
    }
}
