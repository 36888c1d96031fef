package foghorn.signin;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Guard;
import foghorn.organization.ApiKeyService;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Admits programs by the {@code Authorization} header alone and people by their session cookie alone. A post of a person must carry
 * the form token, an HMAC of the session's id, and must not come from another site.
 */
final class SignInGuard implements Guard {
    private static final Set<String> SCHEMES = Set.of("oauth", "bearer");

    private final ApiKeyService apiKeys;
    private final Sessions sessions;
    private final Cookies cookies;
    private final InstallationKey key;

    SignInGuard(ApiKeyService apiKeys, Sessions sessions, Cookies cookies, InstallationKey key) {
        this.apiKeys = apiKeys;
        this.sessions = sessions;
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public @Nullable Call admit(Exchange http, Access access) {
        return switch (access) {
            case Access.Key program -> program(http);
            case Access.Session person -> person(http);
            case Access.SignedOut stranger -> {
                stranger(http);
                yield null;
            }
            case Access.Open open -> null;
            case Access.PageForm form -> null;
            case Access.PageLink link -> null;
        };
    }

    private Call program(Exchange http) {
        var actor = http.header("authorization")
                .flatMap(SignInGuard::secret)
                .flatMap(secret -> apiKeys.identify(secret, http.requestId()))
                .orElseThrow(() ->
                        new Problem.Unauthenticated("A valid API key is required, as \"Authorization: OAuth {key}\"."));
        return new Call(actor, http.requestId());
    }

    private static Optional<String> secret(String authorization) {
        var parts = authorization.strip().split(" +", 2);
        return parts.length == 2 && SCHEMES.contains(parts[0].toLowerCase(Locale.ROOT))
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private Call person(Exchange http) {
        String id = cookies.session(http).orElseThrow(SignInGuard::notSignedIn);
        var call = sessions.resume(id, http.requestId()).orElseThrow(SignInGuard::notSignedIn);
        http.setFormToken(formToken("session|" + id));
        requireOwnForm(http);
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
        boolean elsewhere = http.header("sec-fetch-site")
                .filter(from -> !from.equals("same-origin") && !from.equals("none"))
                .isPresent();
        byte[] expected = http.formToken().getBytes(StandardCharsets.UTF_8);
        byte[] given = http.body().text("form_token").orElse("").getBytes(StandardCharsets.UTF_8);
        if (elsewhere || !MessageDigest.isEqual(expected, given)) {
            throw new Problem.Forbidden("This form is out of date, or was sent from another site. Load the page again"
                    + " and send it once more.");
        }
    }
}
