package foghorn.app;

import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** One valid request for every route. What its path and body name is made anew each time, so that a request can succeed whatever went before. */
final class Samples {
    private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");
    private static final String PASSWORD = "correct horse battery staple 7";

    /** Bodies of routes that take one; {@code {…}} stands for something that exists. */
    private static final Map<String, String> BODIES = bodies();

    private final TestApi api;
    private final ApiClient maker;

    Samples(TestApi api) {
        this.api = api;
        this.maker = api.alice();
    }

    private static Map<String, String> bodies() {
        var bodies = new LinkedHashMap<String, String>();
        change(bodies, "/v1/pages/:page_id", "{\"page\": {\"headline\": \"Sample {unique}\"}}");
        bodies.put("POST /v1/pages/:page_id/components", "{\"component\": {\"name\": \"Sample\"}}");
        change(
                bodies,
                "/v1/pages/:page_id/components/:component_id",
                "{\"component\": {\"status\": \"partial_outage\"}}");
        bodies.put(
                "POST /v1/pages/:page_id/component-groups",
                "{\"component_group\": {\"name\": \"Sample\", \"components\": [\"{component_id}\"]}}");
        change(
                bodies,
                "/v1/pages/:page_id/component-groups/:id",
                "{\"component_group\": {\"name\": \"Sample {unique}\"}}");
        bodies.put("POST /v1/pages/:page_id/incidents", "{\"incident\": {\"name\": \"Sample\"}}");
        change(bodies, "/v1/pages/:page_id/incidents/:incident_id", "{\"incident\": {\"body\": \"Sample\"}}");
        change(
                bodies,
                "/v1/pages/:page_id/incidents/:incident_id/incident_updates/:incident_update_id",
                "{\"incident_update\": {\"body\": \"Sample {unique}\"}}");
        bodies.put("POST /console/sign-in", "email=nobody%40example.com&password=x");
        bodies.put("POST /console/sign-in/link", "token={sign_in_link}&password=" + encoded(PASSWORD));
        bodies.put("POST /console/sign-out", "");
        return bodies;
    }

    private static void change(Map<String, String> bodies, String path, String body) {
        bodies.put("PATCH " + path, body);
        bodies.put("PUT " + path, body);
    }

    /** Queries of routes that do not answer without one. */
    private static String query(Route route) {
        return route.toString().equals("GET /console/sign-in/link") ? "?token={sign_in_link}" : "";
    }

    /** A path and a body that succeed for whoever may. */
    record Request(String method, String path, String body, boolean isForm) {}

    Request of(Route route) {
        var body = BODIES.get(route.toString());
        if (body == null && !route.method().equals("GET") && !route.method().equals("DELETE")) {
            throw new AssertionError("no sample for " + route);
        }
        var names = new LinkedHashMap<String, String>();
        var path = PARAMETER.matcher(route.path()).replaceAll(found -> made(found.group(1), names));
        return new Request(
                route.method(),
                path + filled(query(route), names),
                body == null ? "" : filled(body, names),
                !(route.access() instanceof Access.Key));
    }

    static Map<String, String> all() {
        return BODIES;
    }

    private String filled(String text, Map<String, String> names) {
        return Pattern.compile("\\{([a-z_]+)}").matcher(text).replaceAll(found -> made(found.group(1), names));
    }

    private String made(String name, Map<String, String> names) {
        var present = names.get(name);
        if (present != null) {
            return present;
        }
        var value = switch (name) {
            case "page_id" -> api.cast().page().value();
            case "component_id" -> component();
            case "id" ->
                maker.post(
                                api.page("/component-groups"),
                                "{\"component_group\": {\"name\": \"G\", \"components\": [\"" + component() + "\"]}}")
                        .text("/id");
            case "incident_id" -> incident();
            case "incident_update_id" ->
                maker.get(api.page("/incidents/" + names.get("incident_id"))).text("/incident_updates/0/id");
            case "sign_in_link" -> api.signInLink();
            case "unique" -> Long.toString(System.nanoTime());
            default -> throw new AssertionError("no sample for the parameter " + name);
        };
        names.put(name, value);
        return value;
    }

    private String component() {
        return maker.post(api.page("/components"), "{\"component\": {\"name\": \"C\"}}")
                .text("/id");
    }

    private String incident() {
        return maker.post(api.page("/incidents"), "{\"incident\": {\"name\": \"I\"}}")
                .text("/id");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
