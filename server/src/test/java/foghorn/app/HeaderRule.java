package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient.Response;
import foghorn.kit.web.Access;
import foghorn.kit.web.Route;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the headers of an answer must say.
 *
 * @param form the media type of a body
 * @param refusedForm that of an answer which refuses
 * @param cache how long it may be kept
 * @param setsCookies whether it may set cookies
 * @param holdsSecret whether its address holds a secret, and so is told to no other site
 * @param isShared whether programs of other sites may read it
 * @param isFramed whether other sites may show it in a frame
 */
record HeaderRule(
        String form,
        String refusedForm,
        String cache,
        boolean setsCookies,
        boolean holdsSecret,
        boolean isShared,
        boolean isFramed) {
    static final String JSON = "application/json; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";
    static final String PRIVATE = "no-store";
    static final String FOR_EVER = "public, max-age=31536000, immutable";
    static final String REVALIDATED = "public, max-age=0, must-revalidate";

    private static final Map<String, String> POLICY = Map.of(
            "default-src", "'none'",
            "script-src", "'self'",
            "style-src", "'self'",
            "img-src", "'self' data:",
            "font-src", "'self'",
            "connect-src", "'self'",
            "form-action", "'self'",
            "base-uri", "'none'",
            "frame-ancestors", "'none'");

    /** Names a server, a framework or a version. */
    private static final List<String> TALKATIVE = List.of("server", "x-powered-by", "via", "x-aspnet-version");

    /** What neither a person reads nor a program of the API. */
    private static final Map<String, String> OTHER_FORMS = Map.ofEntries(
            Map.entry("/metrics", "text/plain; version=0.0.4; charset=utf-8"),
            Map.entry("/subscriptions/manage/:secret/data.json", JSON),
            Map.entry("/search.csv", "text/csv; charset=utf-8"),
            Map.entry("/search.json", JSON),
            Map.entry("/search.atom", "application/atom+xml; charset=utf-8"),
            Map.entry("/console/activity/export", "application/x-ndjson"),
            Map.entry("/console/pages/:page_id/subscribers/export", "text/csv; charset=utf-8"),
            Map.entry("/console/pages/:page_id/subscribers/import/problems", "text/csv; charset=utf-8"),
            Map.entry(
                    "/console/pages/:page_id/incidents/:incident_id/ledger/:event_id/recipients.csv",
                    "text/csv; charset=utf-8"));

    private static final Map<String, String> FEEDS = Map.of(
            "atom", "application/atom+xml; charset=utf-8",
            "rss", "application/rss+xml; charset=utf-8",
            "ics", "text/calendar; charset=utf-8",
            "csv", "text/csv; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private HeaderRule(String form, String cache, boolean setsCookies, boolean holdsSecret, boolean isShared) {
        this(form, form, cache, setsCookies, holdsSecret, isShared, false);
    }

    /** The rule for a route, whatever it answers. */
    static HeaderRule of(Route route) {
        var usual = usual(route);
        return usual.inForm(OTHER_FORMS.getOrDefault(route.path(), usual.form));
    }

    private static HeaderRule usual(Route route) {
        boolean isApi = route.path().startsWith("/v1/") || route.path().startsWith("/health");
        return switch (route.access()) {
            case Access.Open open -> new HeaderRule(isApi ? JSON : HTML, PRIVATE, false, false, false);
            case Access.Key key -> new HeaderRule(JSON, PRIVATE, false, false, false);
            case Access.SignedOut out -> new HeaderRule(HTML, PRIVATE, true, true, false);
            case Access.Session session -> new HeaderRule(HTML, PRIVATE, true, false, false);
            case Access.PageForm form -> new HeaderRule(HTML, PRIVATE, false, false, false);
            case Access.PageProgram program -> new HeaderRule(JSON, PRIVATE, false, false, false);
            case Access.PageLink link -> new HeaderRule(HTML, PRIVATE, false, true, false);
        };
    }

    /** An address at which no route lives, or none of the method. */
    static HeaderRule elsewhere(String path) {
        return new HeaderRule(path.startsWith("/v1/") ? JSON : HTML, PRIVATE, false, false, false);
    }

    /** What cannot even be routed. */
    static HeaderRule unreadable(String path) {
        return elsewhere(path).inForm(path.startsWith("/v1/") ? JSON : "text/plain; charset=utf-8");
    }

    /** Something published, by the end of its path. */
    static HeaderRule published(String path) {
        if (path.endsWith(".feed.json")) {
            var form = "application/feed+json; charset=utf-8";
            return new HeaderRule(form, form, REVALIDATED, false, false, false, false);
        }
        if (path.endsWith(".json")) {
            return new HeaderRule(JSON, REVALIDATED, false, false, true);
        }
        if (path.startsWith("assets/")) {
            var form = path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
            return new HeaderRule(form, FOR_EVER, false, false, false);
        }
        int dot = path.lastIndexOf('.');
        var form = FEEDS.getOrDefault(path.substring(dot + 1), HTML);
        return new HeaderRule(form, form, REVALIDATED, false, false, false, path.equals("embed/frame"));
    }

    /** The same for an answer that is not what was asked for: nobody keeps it, and it is a page or JSON like any other. */
    HeaderRule refused() {
        return new HeaderRule(refusedForm, refusedForm, PRIVATE, setsCookies, holdsSecret, false, false);
    }

    HeaderRule cached(String how) {
        return new HeaderRule(form, refusedForm, how, setsCookies, holdsSecret, isShared, false);
    }

    HeaderRule inForm(String other) {
        return new HeaderRule(other, refusedForm, cache, setsCookies, holdsSecret, isShared, isFramed);
    }

    void check(Response answer, boolean byHttps) {
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        checkHeaders(answer, byHttps);
    }

    /** Whatever the status is. */
    void checkHeaders(Response answer, boolean byHttps) {
        var policy = new HashMap<>(POLICY);
        policy.put("frame-ancestors", isFramed ? "*" : "'none'");
        assertThat(policy(answer)).isEqualTo(policy);
        assertThat(answer.header("x-content-type-options")).contains("nosniff");
        assertThat(answer.header("referrer-policy"))
                .contains(holdsSecret ? "same-origin" : "strict-origin-when-cross-origin");
        assertThat(answer.header("cross-origin-opener-policy")).contains("same-origin");
        assertThat(answer.header("permissions-policy")).contains("camera=(), geolocation=(), microphone=()");
        assertThat(answer.header("cache-control")).contains(cache);
        assertThat(answer.header("access-control-allow-origin").orElse("")).isEqualTo(isShared ? "*" : "");
        assertThat(answer.header("strict-transport-security").orElse(""))
                .isEqualTo(byHttps ? "max-age=31536000; includeSubDomains" : "");
        assertThat(TALKATIVE).allSatisfy(name -> assertThat(answer.header(name)).isEmpty());
        if (!answer.body().isEmpty()) {
            assertThat(answer.header("content-type")).contains(form);
        }
        answer.headers().allValues("set-cookie").forEach(cookie -> checkCookie(cookie, byHttps));
    }

    private void checkCookie(String cookie, boolean byHttps) {
        assertThat(setsCookies).as(cookie).isTrue();
        var attributes = Arrays.stream(cookie.split(";"))
                .skip(1)
                .map(attribute -> attribute.strip().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(attributes).as(cookie).contains("httponly", "samesite=lax", "path=/");
        assertThat(attributes).as(cookie).noneMatch(attribute -> attribute.startsWith("domain"));
        assertThat(cookie.startsWith("__Host-")).as(cookie).isEqualTo(byHttps);
        assertThat(attributes.contains("secure")).as(cookie).isEqualTo(byHttps);
    }

    private static Map<String, String> policy(Response answer) {
        return Arrays.stream(
                        answer.header("content-security-policy").orElse("none ").split(";"))
                .map(directive -> directive.strip().split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
