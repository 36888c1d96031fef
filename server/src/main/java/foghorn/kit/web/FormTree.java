package foghorn.kit.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foghorn.tenant.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a form posted: {@code incident[name]=…}, {@code incident[component_ids][]=…}. Of a field that comes twice the last counts, as
 * browsers send a box that is ticked behind the value of one that is not.
 */
final class FormTree {
    private static final int MOST_FIELDS = 20_000;
    private static final int DEEPEST = 8;

    private FormTree() {}

    static JsonNode read(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (var field : text.split("&")) {
            if (++count > MOST_FIELDS) {
                throw new Problem.Malformed("The form may have at most " + MOST_FIELDS + " fields.");
            }
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                var name = decoded("A name in the form", equals < 0 ? field : field.substring(0, equals));
                var value = equals < 0 ? "" : decoded("The field " + name, field.substring(equals + 1));
                fields.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return of(fields);
    }

    /** Percent-encoded UTF-8, in which a plus is a space. */
    private static String decoded(String what, String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        var bytes = new ByteArrayOutputStream(text.length());
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (given[i] != '%') {
                bytes.write(given[i] == '+' ? ' ' : given[i]);
                continue;
            }
            boolean isWhole = i + 2 <= given.length - 1;
            int high = isWhole ? Character.digit(given[i + 1], 16) : -1;
            int low = isWhole ? Character.digit(given[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new Problem.Malformed(what + " is not properly encoded.");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return Body.text(bytes.toByteArray());
        } catch (Problem.Malformed e) {
            throw new Problem.Malformed(what + " is not valid UTF-8.");
        }
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
        if (path.length > DEEPEST) {
            throw new Problem.Malformed("The form is nested too deeply.");
        }
        var at = root;
        for (int i = 0; i < path.length - 1; i++) {
            var next = at.get(path[i]);
            if (next != null && !next.isObject()) {
                throw differently(path[i]);
            }
            at = next == null ? at.putObject(path[i]) : (ObjectNode) next;
        }
        var last = path[path.length - 1];
        if (at.has(last)) {
            throw differently(last);
        }
        if (list) {
            var array = at.putArray(last);
            values.forEach(array::add);
        } else {
            at.put(last, values.getLast());
        }
    }

    private static Problem differently(String name) {
        return new Problem.Malformed("The form names " + name + " twice, in different ways.");
    }
}
