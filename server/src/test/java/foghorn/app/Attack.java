package foghorn.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One parameter of a route with something hostile in it.
 *
 * @param field the parameter's name, without what stands around it
 * @param payload what it holds, in words
 * @param row the row with the payload in it
 * @param renaming what stands in the path instead
 */
record Attack(String field, String payload, Row row, UnaryOperator<String> renaming) {
    /** Breaks out of text, attributes, titles, templates and SQL, and turns the direction of writing; one line of less than 255 characters. */
    static final String MARKUP =
            "\"'></title></textarea><script>alert(1)</script><img src=x onerror=alert(2)>\" onfocus=\"alert(3)"
                    + " ${1337*4242}{{1337*4242}}#{1337*4242}<%=1337*4242%> =?utf-8?q?x?= \u202e\u2066\u200f' or 1=1;select pg_sleep(9);--";

    /** What the templates in it would become if one of them were run. */
    static final String RUN = "5671554";

    static final String LINES =
            "x\r\nBcc: evil@evil.example\r\nX-Evil: yes\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(4)</script>";

    /** What belongs to another organization. */
    private static final String THEIRS = "{theirs}";

    private static final String PATH = "../../../../../../etc/passwd";
    private static final String NUL = "a\0b";
    private static final String SCRIPT = "javascript:alert(5)//";
    private static final String LONG = "<b>".repeat(22_000);
    private static final String NUMBER = "-99999999999999999999";

    private static final int NAMES_AT_ONCE = 16;

    private static final Map<String, String> IN_PATHS = Map.of("markup", MARKUP, "NUL", NUL, "a path", PATH);
    private static final Map<String, String> IN_QUERIES =
            Map.of("markup", MARKUP, "lines", LINES, "NUL", NUL, "a number", NUMBER);
    private static final Map<String, String> IN_BODIES =
            Map.of("markup", MARKUP, "lines", LINES, "NUL", NUL, "a long text", LONG, "theirs", THEIRS);

    static List<Attack> on(Route route, Set<String> queries, boolean isTwin) {
        var attacks = new ArrayList<Attack>();
        var row = Samples.row(route);
        Pattern.compile(":([a-z_]+)")
                .matcher(route.path())
                .results()
                .forEach(found -> onPath(attacks, row, found.group(1)));
        if (route.method().equals("GET")) {
            onQuery(attacks, row, queries);
        }
        // A password is slow to hash, and what is too long for one or is somebody else's is nothing to a form that
        // nobody is signed in for.
        var texts = route.access() instanceof Access.SignedOut
                ? Map.of("markup", MARKUP, "lines", LINES, "NUL", NUL)
                : IN_BODIES;
        row.form().keySet().forEach(name -> onForm(attacks, row, name, texts));
        if (!row.form().isEmpty()) {
            var everything = new LinkedHashMap<>(row.form());
            everything.replaceAll((name, value) -> MARKUP);
            attacks.add(inForm("", "markup everywhere", row, everything));
        }
        if (!row.json().isMissingNode()) {
            attacks.add(new Attack(
                    "", "more than is asked for", row.withJson(unasked(row.json())), UnaryOperator.identity()));
            Contract.load().bodyOf(route).forEach((pointer, schema) -> onJson(attacks, row, pointer, schema, isTwin));
        }
        return attacks;
    }

    private static void onPath(List<Attack> attacks, Row row, String parameter) {
        var thing = row.parameters().getOrDefault(parameter, parameter);
        IN_PATHS.forEach((what, text) ->
                attacks.add(new Attack(parameter, what, row, name -> name.equals(thing) ? "=" + text : name)));
    }

    /** Many names at once, as a line of a request has room: a route reads few of them, and none stands in the way of another. */
    private static void onQuery(List<Attack> attacks, Row row, Set<String> names) {
        var all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + NAMES_AT_ONCE));
            IN_QUERIES.forEach((what, text) -> {
                var query = new LinkedHashMap<String, String>();
                some.forEach(name -> query.put(name, text));
                attacks.add(new Attack("", what, row.withQuery(query), UnaryOperator.identity()));
            });
        }
    }

    private static void onForm(List<Attack> attacks, Row row, String name, Map<String, String> texts) {
        var field = name.replaceFirst("\\[.*", "");
        texts.forEach((what, text) -> attacks.add(inForm(field, what, row, with(row.form(), name, text))));
        var without = new LinkedHashMap<>(row.form());
        without.remove(name);
        attacks.add(inForm(field, "an object", row, with(without, field + "[$ne]", MARKUP)));
        attacks.add(inForm(field, "a list", row, with(without, field + "[]", MARKUP)));
    }

    private static Attack inForm(String field, String payload, Row row, Map<String, String> form) {
        return new Attack(field, payload, row.withForm(form), UnaryOperator.identity());
    }

    /** @param isTwin whether the same code was attacked already, by the name of another method */
    private static void onJson(List<Attack> attacks, Row row, String pointer, JsonNode schema, boolean isTwin) {
        var field = pointer.substring(pointer.lastIndexOf('/') + 1);
        var values = isTwin ? Map.of("markup", TextNode.valueOf(MARKUP)) : values(field, schema);
        values.forEach((what, value) -> attacks.add(
                new Attack(field, what, row.withJson(with(row.json(), pointer, value)), UnaryOperator.identity())));
    }

    /** Every field is tried with what is of another kind; those that take text of any form, with every text. */
    private static Map<String, JsonNode> values(String field, JsonNode schema) {
        var nodes = JsonNodeFactory.instance;
        var type = schema.path("type").toString();
        var values = new LinkedHashMap<String, JsonNode>();
        values.put("markup", TextNode.valueOf(MARKUP));
        values.put(
                "an object", nodes.objectNode().set(MARKUP, nodes.objectNode().put("$ne", MARKUP)));
        if (field.equals("metadata")) {
            for (var number : List.of("1e400", "-1e999999999", "1e-999999999", "0e999999999")) {
                values.put(
                        "the number " + number,
                        nodes.objectNode()
                                .set("a", nodes.objectNode().set("n", nodes.rawValueNode(new RawValue(number)))));
            }
        }
        if (type.contains("object") || type.contains("array")) {
            values.put("a list", nodes.arrayNode().add(MARKUP).add(nodes.objectNode()));
            values.put("theirs in an object", nodes.objectNode().put(THEIRS, "major_outage"));
            values.put("theirs in a list", nodes.arrayNode().add(THEIRS));
        } else if (type.contains("string")) {
            values.put("NUL", TextNode.valueOf(NUL));
            values.put("a large number", nodes.numberNode(1e300));
            if (!schema.has("enum") && !schema.has("pattern")) {
                IN_BODIES.forEach((what, text) -> values.put(what, TextNode.valueOf(text)));
                values.put("half a character", TextNode.valueOf("\ud800"));
            }
            if (field.contains("url") || field.contains("domain")) {
                values.put("a script", TextNode.valueOf(SCRIPT));
            }
        }
        return values;
    }

    /** Fields that no caller sets, beside and inside of what is sent. */
    private static JsonNode unasked(JsonNode body) {
        var all = (ObjectNode) body.deepCopy();
        all.findParents("name").forEach(inner -> unasked((ObjectNode) inner));
        unasked(all);
        return all;
    }

    private static void unasked(ObjectNode object) {
        for (var name : List.of("organization_id", "page_id", "id", "parent_id", "role")) {
            object.put(name, THEIRS);
        }
        object.put("verified", true).put("version", 99).put("created_at", "1970-01-01T00:00:00Z");
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new LinkedHashMap<>(fields);
        all.put(name, value);
        return all;
    }

    /** The body with another value at a pointer; the objects on the way are made. */
    private static JsonNode with(JsonNode body, String pointer, JsonNode value) {
        var copy = (ObjectNode) body.deepCopy();
        var names = pointer.substring(1).split("/");
        var at = copy;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.get(names[i]) instanceof ObjectNode inner ? inner : at.putObject(names[i]);
        }
        at.set(names[names.length - 1], value);
        return copy;
    }
}
