package foghorn.signin;

import foghorn.kit.web.Exchange;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.util.Optional;
import java.util.Set;

/**
 * The two cookies of the console: the session, and before sign-in a random value to which form tokens are bound. On https their names
 * begin with {@code __Host-} (RFC 6265bis, 4.1.3.2), so no other host can set them. Over plain http there are cookies on loopback names
 * only, unless the operator allows more.
 */
final class Cookies {
    private static final String SESSION = "foghorn_session";
    private static final String VISIT = "foghorn_visit";
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");

    private final boolean insecureAllowed;

    Cookies(boolean insecureAllowed) {
        this.insecureAllowed = insecureAllowed;
    }

    /** Whether people can sign in by this request's connection. */
    boolean areSafe(Exchange http) {
        return http.client().secure()
                || insecureAllowed
                || isLoopback(http.client().host());
    }

    Optional<String> session(Exchange http) {
        return areSafe(http) ? http.cookie(name(http, SESSION)) : Optional.empty();
    }

    Optional<String> visit(Exchange http) {
        return http.cookie(name(http, VISIT));
    }

    void setSession(Exchange http, String id) {
        http.setCookie(cookie(http, SESSION, id));
        http.setCookie(cookie(http, VISIT, "").setMaxAge(0));
    }

    void setVisit(Exchange http, String value) {
        http.setCookie(cookie(http, VISIT, value));
    }

    void endSession(Exchange http) {
        http.setCookie(cookie(http, SESSION, "").setMaxAge(0));
    }

    private static Cookie cookie(Exchange http, String name, String value) {
        return Cookie.cookie(name(http, name), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(http.client().secure())
                .setSameSite(CookieSameSite.LAX);
    }

    private static String name(Exchange http, String name) {
        return http.client().secure() ? "__Host-" + name : name;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
