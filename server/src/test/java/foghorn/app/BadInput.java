package foghorn.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A body of an operation that is wrong in one place.
 *
 * @param what in words
 * @param field whose name the answer must have; empty where no field is at fault
 * @param statuses of which the answer must have one
 */
record BadInput(String what, String field, String contentType, byte[] body, Set<Integer> statuses) {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final Set<Integer> WRONG_FIELD = Set.of(400, 422);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGER_THAN_ANY = 300_000;

    /** Everything that is wrong with the operation as a whole, and of every field some of what can be wrong with it. */
    static List<BadInput> of(
            ObjectNode right, Map<String, JsonNode> fields, String theirs, Random random, int each, boolean isNeeded) {
        var all = new ArrayList<>(wholes(right, random));
        if (fields.keySet().stream().anyMatch(pointer -> pointer.lastIndexOf('/') > 0)) {
            var first = right.fieldNames().next();
            if (isNeeded) {
                all.add(new BadInput("nothing", first, JSON, bytes("{}"), WRONG_FIELD));
            }
            all.add(new BadInput("a text for " + first, first, JSON, bytes("{\"" + first + "\": \"x\"}"), WRONG_FIELD));
        }
        fields.forEach((pointer, schema) -> {
            var values = new ArrayList<>(values(schema, theirs, random).entrySet());
            Collections.shuffle(values, random);
            values.stream().limit(each).forEach(value -> {
                all.add(json(pointer, value.getKey(), with(right, pointer, value.getValue())));
                form(pointer, value.getKey(), with(right, pointer, value.getValue()), value.getValue())
                        .forEach(all::add);
            });
            encodings(right, pointer).forEach(all::add);
        });
        return all;
    }

    // ---- the whole body

    private static List<BadInput> wholes(ObjectNode right, Random random) {
        var text = right.toString();
        var first = right.fieldNames().next();
        int depth = 65 + random.nextInt(100_000);
        int cut = 1 + random.nextInt(text.length() - 1);
        var twice = "{" + NODES.textNode(first) + ":" + right.get(first) + "," + text.substring(1);
        return List.of(
                new BadInput("JSON that ends early", "", JSON, bytes(text.substring(0, cut)), Set.of(400)),
                new BadInput("JSON that goes on", "", JSON, bytes(text + "{}"), Set.of(400)),
                new BadInput("a list", "", JSON, bytes("[" + text + "]"), Set.of(400)),
                new BadInput("a text", "", JSON, bytes("\"x\""), Set.of(400)),
                new BadInput("null", "", JSON, bytes("null"), Set.of(400)),
                new BadInput("a key twice", first, JSON, bytes(twice), Set.of(400)),
                new BadInput("nesting of " + depth, "", JSON, bytes("[".repeat(depth)), Set.of(400)),
                new BadInput("nested objects", "", JSON, bytes("{\"a\":".repeat(depth)), Set.of(400)),
                new BadInput("half a character", "", JSON, broken(text), Set.of(400)),
                new BadInput("another encoding", "", JSON, text.getBytes(StandardCharsets.UTF_16), Set.of(400)),
                new BadInput("a text as the type", "", "text/plain", bytes(text), Set.of(415)),
                new BadInput("XML", "", "application/xml", bytes("<a/>"), Set.of(415)),
                new BadInput("a file", "", "multipart/form-data; boundary=x", bytes("--x--\r\n"), Set.of(415)),
                new BadInput("no type", "", "", bytes(text), Set.of(415)),
                new BadInput(
                        "a field as text and as object",
                        first,
                        FORM,
                        bytes(first + "=1&" + first + "[name]=2"),
                        WRONG_FIELD));
    }

    private static byte[] broken(String text) {
        var bytes =
                bytes(text.replaceFirst("\"([a-z_]+)\"(?=[^\"]*}*$)", "\"$1#\"").replaceFirst("}$", ",\"x\":\"#\"}"));
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf('#')] = (byte) 0xC3;
        return bytes;
    }

    // ---- one field

    /** What no value of this schema is, by what is wrong with it. */
    private static Map<String, JsonNode> values(JsonNode schema, String theirs, Random random) {
        var types = schema.path("type").toString();
        var values = new LinkedHashMap<String, JsonNode>();
        values.put("a number beyond every range", NODES.numberNode(Math.pow(10, 30 + random.nextInt(270))));
        if (!types.contains("object")) {
            values.put("an object", NODES.objectNode().put("x", random.nextInt()));
        }
        if (!types.contains("array")) {
            values.put("a list", NODES.arrayNode().add(random.nextInt()));
        }
        if (types.contains("boolean")) {
            values.put("a word for yes or no", TextNode.valueOf("maybe" + random.nextInt(10)));
        }
        if (types.contains("string") && !types.contains("array")) {
            texts(values, schema, theirs, random);
        }
        if (types.contains("array")) {
            values.put("a list of numbers", NODES.arrayNode().add(random.nextInt()));
            values.put("a list of lists", NODES.arrayNode().add(NODES.arrayNode()));
            values.put("what is another's in a list", NODES.arrayNode().add(theirs));
            values.put("NUL in a list", NODES.arrayNode().add("a\0b"));
        }
        if (types.contains("object")) {
            values.put("text for an object", TextNode.valueOf("x"));
            values.put(
                    "an object of lists",
                    NODES.objectNode().set(theirs, NODES.arrayNode().add(1)));
            values.put("half a character as a key", NODES.objectNode().put("\ud800", "x"));
        }
        return values;
    }

    private static void texts(Map<String, JsonNode> values, JsonNode schema, String theirs, Random random) {
        values.put("yes or no", NODES.booleanNode(random.nextBoolean()));
        values.put("NUL", TextNode.valueOf("a\0b"));
        values.put("half a character", TextNode.valueOf("a" + (char) (0xD800 + random.nextInt(0x800)) + "b"));
        int most = schema.path("maxLength").asInt(LONGER_THAN_ANY);
        values.put("too long a text", TextNode.valueOf("x".repeat(most + 1)));
        if (schema.has("enum") || schema.has("pattern") || schema.has("format")) {
            values.put("none of its words", TextNode.valueOf("no_such_" + random.nextInt(1_000)));
        }
        if (schema.path("pattern").asText().contains("{12}")) {
            values.put("what is another's", TextNode.valueOf(theirs));
        }
        if (schema.path("format").asText().startsWith("date")) {
            for (var time : List.of("2026-02-30T25:61:61Z", "+292278994-08-17T07:12:55Z", "0000-00-00", "1")) {
                values.put("a time that is none: " + time, TextNode.valueOf(time));
            }
        }
    }

    private static BadInput json(String pointer, String what, JsonNode body) {
        return new BadInput(what + " as " + pointer, name(pointer), JSON, bytes(body.toString()), WRONG_FIELD);
    }

    /** The same as a form can say it; numbers and flags are texts there, and no text has half a character. */
    private static Stream<BadInput> form(String pointer, String what, JsonNode body, JsonNode value) {
        boolean isSayable = value.isContainerNode() ? !value.isEmpty() : value.isTextual();
        return what.contains("half a character")
                        || what.contains("of numbers")
                        || what.contains("of lists")
                        || !isSayable
                ? Stream.empty()
                : Stream.of(new BadInput(
                        what + " in a form as " + pointer,
                        name(pointer),
                        FORM,
                        bytes(String.join("&", pairs("", body))),
                        WRONG_FIELD));
    }

    /** Texts that are not properly encoded. */
    private static List<BadInput> encodings(ObjectNode right, String pointer) {
        var others = right.deepCopy();
        var inner = pointer.substring(1).split("/");
        (inner.length == 1 ? others : (ObjectNode) others.path(inner[0])).remove(name(pointer));
        var key = URLEncoder.encode(
                inner.length == 1 ? inner[0] : inner[0] + "[" + inner[1] + "]", StandardCharsets.UTF_8);
        return Stream.of("%zz", "%C3", "%ED%A0%80", "%")
                .map(bad -> new BadInput(
                        bad + " in a form as " + pointer,
                        name(pointer),
                        FORM,
                        bytes(String.join(
                                "&",
                                Stream.concat(pairs("", others).stream(), Stream.of(key + "=" + bad))
                                        .toList())),
                        Set.of(400)))
                .toList();
    }

    private static List<String> pairs(String name, JsonNode node) {
        var pairs = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> pairs.addAll(pairs(
                            name.isEmpty() ? entry.getKey() : name + "[" + entry.getKey() + "]", entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> pairs.addAll(pairs(name + "[]", item)));
        } else {
            pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(node.isNull() ? "" : node.asText(), StandardCharsets.UTF_8));
        }
        return pairs;
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static byte[] bytes(String text) {
        // A lone surrogate has no UTF-8; JSON can write it as an escape.
        var escaped = text.codePoints()
                .collect(
                        StringBuilder::new,
                        (all, point) -> {
                            if (point >= 0xD800 && point < 0xE000) {
                                all.append("\\u%04x".formatted(point));
                            } else {
                                all.appendCodePoint(point);
                            }
                        },
                        StringBuilder::append);
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode with(ObjectNode body, String pointer, JsonNode value) {
        var copy = body.deepCopy();
        var names = Arrays.asList(pointer.substring(1).split("/"));
        var at = copy;
        for (var name : names.subList(0, names.size() - 1)) {
            at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
        }
        at.set(names.getLast(), value);
        return copy;
    }
}
