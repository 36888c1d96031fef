package foghorn.signin;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.id.Ids;
import foghorn.kit.once.Once;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Guard;
import foghorn.kit.web.Route;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Admits programs by their keys and people by their session cookie alone. A post of a person must carry
 * the form token, an HMAC of the session's id, and must not come from another site.
 */
final class SignInGuard implements Guard {
    private final Programs programs;
    private final Once once;
    private final Sessions sessions;
    private final Cookies cookies;
    private final InstallationKey key;

    SignInGuard(Programs programs, Once once, Sessions sessions, Cookies cookies, InstallationKey key) {
        this.programs = programs;
        this.once = once;
        this.sessions = sessions;
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public @Nullable Call admit(Exchange http, Access access) {
        return switch (access) {
            case Access.Key program -> programs.admit(http);
            case Access.Session person -> person(http);
            case Access.SignedOut stranger -> {
                stranger(http);
                yield null;
            }
            case Access.Open open -> null;
            case Access.PageForm form -> null;
            case Access.PageProgram program -> null;
            case Access.PageLink link -> null;
        };
    }

    @Override
    public @Nullable Call admitBeforeBody(Exchange http, Access access) {
        if (access instanceof Access.Session) {
            var call = signedIn(http);
            requireSameSite(http);
            return call;
        }
        return admit(http, access);
    }

    /** What programs post may come again. */
    @Override
    public void pass(Exchange http, Route route) {
        if (route.access() instanceof Access.Key && route.method().equals("POST")) {
            once.handle(http, route.handler());
        } else {
            route.handler().handle(http);
        }
    }

    private Call person(Exchange http) {
        var call = signedIn(http);
        requireOwnForm(http);
        return call;
    }

    private Call signedIn(Exchange http) {
        String id = cookies.session(http).orElseThrow(SignInGuard::notSignedIn);
        var call = sessions.resume(id, http.requestId()).orElseThrow(SignInGuard::notSignedIn);
        http.setFormToken(formToken("session|" + id));
        return call;
    }

    private static Problem notSignedIn() {
        return new Problem.Unauthenticated("Please sign in.");
    }

    /** Before sign-in a form is bound to a random cookie, so that nobody can sign a visitor in from another site. */
    private void stranger(Exchange http) {
        if (!cookies.areSafe(http)) {
            throw new Problem.Forbidden("Signing in needs https. If a proxy speaks https for this server, name it in"
                    + " FOGHORN_TRUSTED_PROXIES; on this machine itself, use http://localhost.");
        }
        String visit = cookies.visit(http).orElseGet(Ids::secret);
        http.setFormToken(formToken("visit|" + visit));
        requireOwnForm(http);
        cookies.setVisit(http, visit);
    }

    private String formToken(String boundTo) {
        byte[] mac = key.mac("form token", boundTo.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static void requireOwnForm(Exchange http) {
        if (http.method().equals("GET") || http.method().equals("HEAD")) {
            return;
        }
        requireSameSite(http);
        byte[] expected = http.formToken().getBytes(StandardCharsets.UTF_8);
        byte[] given = http.body().text("form_token").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw notOwnForm();
        }
    }

    private static void requireSameSite(Exchange http) {
        boolean elsewhere = http.header("sec-fetch-site")
                .filter(from -> !from.equals("same-origin") && !from.equals("none"))
                .isPresent();
        if (elsewhere) {
            throw notOwnForm();
        }
    }

    private static Problem notOwnForm() {
        return new Problem.Forbidden("This form is out of date, or was sent from another site. Load the page again"
                + " and send it once more.");
    }
}
