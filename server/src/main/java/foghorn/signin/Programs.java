package foghorn.signin;

import foghorn.kit.config.ApiSettings;
import foghorn.kit.limit.Pace;
import foghorn.kit.web.Exchange;
import foghorn.organization.ApiKeyService;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Admits programs by the {@code Authorization} header, and by the address only where the installation allows that, as fast as their keys
 * may ask. Every node counts for itself and allows its share, so a limit holds for all nodes together; every answer tells how the key stands.
 */
final class Programs {
    private static final Set<String> SCHEMES = Set.of("oauth", "bearer");
    /** The field of a query. */
    private static final String IN_URL = "api_key";

    private static final int MINUTE = 60;

    private final ApiKeyService keys;
    private final Pace pace;
    private final ApiSettings settings;
    private final IntSupplier nodes;

    /** @param nodes how many there are now */
    Programs(ApiKeyService keys, Pace pace, ApiSettings settings, IntSupplier nodes) {
        this.keys = keys;
        this.pace = pace;
        this.settings = settings;
        this.nodes = nodes;
    }

    Call admit(Exchange http) {
        var program = http.header("authorization")
                .flatMap(Programs::secret)
                .or(() -> settings.keyInUrl() ? http.query(IN_URL) : Optional.empty())
                .flatMap(secret -> keys.identify(secret, http.requestId()))
                .orElseThrow(() -> refused(http));
        slow(http, program.actor().id(), program.perMinute().orElse(settings.perMinute()));
        return new Call(program.actor(), http.requestId());
    }

    private Problem refused(Exchange http) {
        boolean inUrl = !settings.keyInUrl() && http.query(IN_URL).isPresent();
        return new Problem.Unauthenticated("A valid API key is required, as \"Authorization: OAuth {key}\""
                + (inUrl ? "; one in the address is not taken here." : "."));
    }

    private static Optional<String> secret(String authorization) {
        var parts = authorization.strip().split(" +", 2);
        return parts.length == 2 && SCHEMES.contains(parts[0].toLowerCase(Locale.ROOT))
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private void slow(Exchange http, String key, int perMinute) {
        var standing = pace.take(key, Math.ceilDiv(perMinute, Math.max(1, nodes.getAsInt())));
        http.setHeader("ratelimit-limit", Integer.toString(standing.most()))
                .setHeader("ratelimit-remaining", Integer.toString(standing.remaining()))
                .setHeader("ratelimit-reset", Long.toString(standing.reset()))
                .setHeader("ratelimit-policy", standing.most() + ";w=" + MINUTE);
        if (!standing.allowed()) {
            var message = "This API key may ask " + standing.most() + " times a minute.";
            throw new Problem.TooMany(message, standing.again(), settings.tooMany());
        }
    }
}
