package foghorn.kit.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The route table: exact paths, each matched by its segments. A literal segment wins over a parameter; nothing is folded, so every
 * resource has one address.
 */
public final class Routes {
    private final List<Route> all = new ArrayList<>();
    private final Map<Integer, List<Compiled>> bySize = new HashMap<>();

    private record Compiled(String[] segments, int literals, Route route) {}

    /** A route and the decoded values of its parameters. */
    record Match(Route route, Map<String, String> parameters) {}

    public void get(Access access, String path, Handler handler) {
        add(new Route("GET", path, access, handler));
    }

    public void post(Access access, String path, Handler handler) {
        add(new Route("POST", path, access, handler));
    }

    /** A form that may bring along what is said. */
    public void postWithFiles(Access access, String path, Brought brought, Handler handler) {
        add(new Route("POST", path, access, handler, brought));
    }

    /** PUT and PATCH are the same everywhere in the contract: both change the fields that are given. */
    public void patch(Access access, String path, Handler handler) {
        add(new Route("PATCH", path, access, handler));
        add(new Route("PUT", path, access, handler));
    }

    public void delete(Access access, String path, Handler handler) {
        add(new Route("DELETE", path, access, handler));
    }

    private void add(Route route) {
        all.add(route);
        var segments = split(route.path());
        int literals = 0;
        for (var segment : segments) {
            literals = literals * 2 + (segment.startsWith(":") ? 0 : 1);
        }
        var compiled = new Compiled(segments, literals, route);
        var sameSize = bySize.computeIfAbsent(segments.length, size -> new ArrayList<>());
        sameSize.add(compiled);
        sameSize.sort((a, b) -> Integer.compare(b.literals(), a.literals()));
    }

    /** All routes, in the order in which they were added. */
    public List<Route> all() {
        return List.copyOf(all);
    }

    /** Finds the route for a raw (still encoded) path; HEAD finds GET. */
    @Nullable
    Match find(String method, String path) {
        var wanted = method.equals("HEAD") ? "GET" : method;
        var segments = split(path);
        for (var compiled : bySize.getOrDefault(segments.length, List.of())) {
            if (compiled.route().method().equals(wanted)) {
                var parameters = match(compiled.segments(), segments);
                if (parameters != null) {
                    return new Match(compiled.route(), parameters);
                }
            }
        }
        return null;
    }

    /** The methods that the path knows, for 405; empty where nothing lives. */
    List<String> methods(String path) {
        var methods = new TreeSet<String>();
        var segments = split(path);
        for (var compiled : bySize.getOrDefault(segments.length, List.of())) {
            if (match(compiled.segments(), segments) != null) {
                methods.add(compiled.route().method());
                if (compiled.route().method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        return List.copyOf(methods);
    }

    private static @Nullable Map<String, String> match(String[] pattern, String[] segments) {
        Map<String, String> parameters = Map.of();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith(":")) {
                var value = Urls.decode(segments[i]);
                if (value.isEmpty()) {
                    return null;
                }
                parameters = parameters.isEmpty() ? new HashMap<>() : parameters;
                parameters.put(pattern[i].substring(1), value);
            } else if (!pattern[i].equals(segments[i])) {
                return null;
            }
        }
        return parameters;
    }

    private static String[] split(String path) {
        return path.substring(1).split("/", -1);
    }
}
