package foghorn.kit.web;

import foghorn.tenant.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells console and pages apart, by host and path. Everything here is answered from memory. */
public final class Sites {
    /** First path segments that always belong to the console host itself; the root page cannot use them. */
    private static final Set<String> CONSOLE_PATHS = Set.of("console", "v1", "health");

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final @Nullable String consoleHost;
    private final PageSites pages;
    private final Published published;
    private final Routes console;
    private final Routes page;

    /** Where a request goes. */
    sealed interface Place {}

    record Console() implements Place {}

    record OnPage(PageSite site, String path) implements Place {}

    record ShortLink(String code) implements Place {}

    record Moved(String location) implements Place {}

    /**
     * @param consoleHost the host of the configured console address, or null while there is none: then every host that is no page's is
     *     the console's
     */
    public Sites(@Nullable String consoleHost, PageSites pages, Published published, Routes console, Routes page) {
        this.consoleHost = consoleHost;
        this.pages = pages;
        this.published = published;
        this.console = console;
        this.page = page;
    }

    /** A host without pages: every path is one of these routes. */
    public static Sites without(Routes routes) {
        var none = new NoPages();
        return new Sites(null, none, none, routes, new Routes());
    }

    Published published() {
        return published;
    }

    Routes console() {
        return console;
    }

    Routes page() {
        return page;
    }

    Place place(String host, String path) {
        var asked = path.startsWith("/") ? path : "/";
        if (!host.equals(consoleHost)) {
            var own = pages.byHost(host);
            if (own != null) {
                return new OnPage(own, asked.substring(1));
            }
            if (consoleHost != null && !isLoopback(host)) {
                throw new Problem.NotFound("page at this host");
            }
        }
        if (asked.startsWith("/p/")) {
            return underPath(asked);
        }
        if (asked.startsWith("/s/")) {
            return new ShortLink(asked.substring(3));
        }
        int end = asked.indexOf('/', 1);
        if (CONSOLE_PATHS.contains(asked.substring(1, end < 0 ? asked.length() : end))) {
            return new Console();
        }
        var root = pages.root();
        return root == null ? new Console() : new OnPage(root, asked.substring(1));
    }

    private Place underPath(String asked) {
        int end = asked.indexOf('/', 3);
        var site = pages.byName(end < 0 ? asked.substring(3) : asked.substring(3, end));
        if (site == null) {
            return new Console();
        }
        return end < 0 ? new Moved(asked + "/") : new OnPage(site, asked.substring(end + 1));
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost") || host.startsWith("127.");
    }
}
