package foghorn.app;

import foghorn.kit.web.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes requests of the rows. */
final class Samples {
    private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private final Things things;

    Samples(TestApi api) {
        this.things = new Things(api);
    }

    /** A request that succeeds for whoever may. */
    record Request(String method, String path, String contentType, String body) {
        /** The same with the token that a person's form carries. */
        Request withFormToken(String token) {
            return method.equals("GET") || token.isEmpty()
                    ? this
                    : new Request(
                            method, path, contentType, body + (body.isEmpty() ? "" : "&") + "form_token=" + token);
        }

        ApiClient.Response sendBy(ApiClient client) {
            var sender = body.isEmpty() ? client : client.with("Content-Type", contentType);
            return sender.send(method, path, body);
        }
    }

    static Row row(Route route) {
        var row = Rows.byRoute().get(route.toString());
        if (row == null) {
            throw new AssertionError("no row for " + route);
        }
        return row;
    }

    Things things() {
        return things;
    }

    Request of(Route route) {
        return of(route, row(route), UnaryOperator.identity());
    }

    /** The same on another page; everything else is of Alice's. */
    Request onPage(Route route, String page) {
        return of(route, row(route), name -> name.equals("page_id") ? "=" + page : name);
    }

    /** The same on a maintenance. */
    Request ofMaintenance(Route route) {
        var row = route.toString().equals("POST /v1/pages/:page_id/incidents") ? Rows.PLANNING : row(route);
        return of(route, row, name -> switch (name) {
            case "incident_id" -> "maintenance_id";
            case "incident_update_id" -> "maintenance_update_id";
            case "finished_id" -> "completed_id";
            case "published_id" -> "published_completed_id";
            default -> name;
        });
    }

    /** A request with another row; the names in its path may be exchanged, and what begins with {@code =} is a value. */
    Request of(Route route, Row row, UnaryOperator<String> renaming) {
        var base = Row.isOfPage(route) ? "/p/" + value("page_id", renaming) : "";
        var path = PARAMETER.matcher(route.path()).replaceAll(found -> {
            var thing = row.parameters().getOrDefault(found.group(1), found.group(1));
            return Matcher.quoteReplacement(encoded(value(thing, renaming)));
        });
        var query = row.query().isEmpty() ? "" : "?" + encoded(row.query());
        return row.json().isMissingNode()
                ? new Request(
                        route.method(), base + path + query, "application/x-www-form-urlencoded", encoded(row.form()))
                : new Request(
                        route.method(),
                        base + path + query,
                        "application/json",
                        filled(row.json().toString()));
    }

    private String value(String thing, UnaryOperator<String> renaming) {
        var renamed = renaming.apply(thing);
        return renamed.startsWith("=") ? renamed.substring(1) : things.get(renamed);
    }

    private String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(filled(field.getKey())) + "=" + encoded(filled(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(things.get(found.group(1))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
