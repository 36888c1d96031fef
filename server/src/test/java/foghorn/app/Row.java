package foghorn.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foghorn.kit.web.Access;
import foghorn.kit.web.Json;
import foghorn.kit.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a route is called with so that it succeeds for whoever may. Braces name something that exists: {@code {component_id}}.
 *
 * @param parameters what stands for the parameters of the path, where it does not have the parameter's name
 * @param query fields of the query
 * @param form fields of a form
 * @param json the body of a program's request, a missing node for none
 */
record Row(Map<String, String> parameters, Map<String, String> query, Map<String, String> form, JsonNode json) {
    static final Row PLAIN = new Row(Map.of(), Map.of(), Map.of(), JsonNodeFactory.instance.missingNode());

    static Row json(String body) {
        try {
            return new Row(Map.of(), Map.of(), Map.of(), Json.MAPPER.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Row form(String... namesAndValues) {
        return new Row(Map.of(), Map.of(), map(namesAndValues), PLAIN.json());
    }

    static Row query(String... namesAndValues) {
        return new Row(Map.of(), map(namesAndValues), Map.of(), PLAIN.json());
    }

    /** The same, where a parameter of the path stands for something that is called otherwise. */
    Row naming(String parameter, String thing) {
        return new Row(Map.of(parameter, thing), query, form, json);
    }

    Row withQuery(Map<String, String> other) {
        return new Row(parameters, other, form, json);
    }

    Row withForm(Map<String, String> other) {
        return new Row(parameters, query, other, json);
    }

    Row withJson(JsonNode other) {
        return new Row(parameters, query, form, other);
    }

    /** Whether the route lives on every page, below the page's base. */
    static boolean isOfPage(Route route) {
        return route.access() instanceof Access.PageForm
                || route.access() instanceof Access.PageProgram
                || route.access() instanceof Access.PageLink;
    }

    private static Map<String, String> map(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
