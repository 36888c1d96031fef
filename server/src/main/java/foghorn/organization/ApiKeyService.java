package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.config.ApiSettings;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes, lists and revokes the keys of an organization's programs, and finds out whose a key is. */
public final class ApiKeyService {
    /** Before every secret, so that secret scanners know a lost key when they see one. */
    static final String PREFIX = "fh_";

    /** The last use is stored this often at most. */
    private static final Duration USE_STORED_EVERY = Duration.ofMinutes(1);

    private final Database database;

    public ApiKeyService(Database database) {
        this.database = database;
    }

    /**
     * A key to be made.
     *
     * @param onlyPage the page it is bound to; empty for every page of the organization
     * @param perMinute how many requests it may make in any minute; empty for as many as the installation allows
     */
    public record NewApiKey(
            String name,
            Set<Permission> scopes,
            Optional<PageId> onlyPage,
            Optional<Instant> expiresAt,
            Optional<Integer> perMinute) {
        public NewApiKey(String name, Set<Permission> scopes, Optional<PageId> onlyPage, Optional<Instant> expiresAt) {
            this(name, scopes, onlyPage, expiresAt, Optional.empty());
        }
    }

    /** Who presents a key, and how fast he may ask. */
    public record Program(Actor.ApiKey actor, Optional<Integer> perMinute) {}

    /** The key and its secret, which is told this once. */
    public record Issued(ApiKey key, String secret) {}

    public Issued create(Call call, NewApiKey command) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.change(call, tx -> createWithin(tx, command));
    }

    /** As {@link #create}, as a part of a larger change; whoever calls it has asked for the permission. */
    public Issued createWithin(Tx tx, NewApiKey command) {
        if (command.expiresAt().filter(end -> !end.isAfter(tx.now())).isPresent()) {
            throw new Problem.Invalid("expires_at", "must lie in the future");
        }
        if (command.scopes().isEmpty()) {
            throw new Problem.Invalid("scopes", "must be at least one thing");
        }
        requireLimit(command.perMinute());
        String secret = PREFIX + Ids.secret();
        var key = new ApiKey(
                Ids.next(),
                command.name(),
                command.scopes(),
                command.onlyPage(),
                tx.now(),
                command.expiresAt(),
                Optional.empty(),
                Optional.empty(),
                command.perMinute());
        new ApiKeyRepository(tx).insert(key, Tokens.hash(secret));
        new AuditLog(tx)
                .record(
                        "api_key.created",
                        key.id(),
                        Map.of(
                                "name",
                                key.name(),
                                "scopes",
                                key.scopes().stream()
                                        .map(Permission::scope)
                                        .sorted()
                                        .toList()));
        return new Issued(key, secret);
    }

    private static void requireLimit(Optional<Integer> perMinute) {
        if (perMinute
                .filter(most -> most < 1 || most > ApiSettings.MOST_PER_MINUTE)
                .isPresent()) {
            throw new Problem.Invalid("per_minute", "must be from 1 to " + ApiSettings.MOST_PER_MINUTE);
        }
    }

    public List<ApiKey> list(Call call) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(call, tx -> new ApiKeyRepository(tx).list());
    }

    /** A key of the organization, also one that has ended. */
    public ApiKey find(Call call, String id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(call, tx -> new ApiKeyRepository(tx).find(id))
                .orElseThrow(() -> new Problem.NotFound("API key"));
    }

    /**
     * Lets a key that works ask so often in any minute from its next request on, and as often as the installation allows without a number.
     * One that has ended is not there for this.
     */
    public ApiKey limit(Call call, String id, Optional<Integer> perMinute) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.change(call, tx -> {
            var keys = new ApiKeyRepository(tx);
            var before = keys.find(id)
                    .filter(key -> key.isValid(tx.now()))
                    .orElseThrow(() -> new Problem.NotFound("API key"));
            requireLimit(perMinute);
            keys.saveLimit(id, perMinute);
            new AuditLog(tx)
                    .record(
                            "api_key.limited",
                            id,
                            new Differences()
                                    .of("per_minute", before.perMinute(), perMinute)
                                    .on(before.name()));
            return keys.find(id).orElseThrow();
        });
    }

    /** Ends a key at once; revoking it again changes nothing. */
    public void revoke(Call call, String id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var keys = new ApiKeyRepository(tx);
            var key = keys.find(id).orElseThrow(() -> new Problem.NotFound("API key"));
            if (keys.saveRevocation(id)) {
                new AuditLog(tx).record("api_key.revoked", id, Map.of("name", key.name()));
            }
            return null;
        });
    }

    /** The program that presents this secret; empty if it never was a key, or has expired, or was revoked. */
    public Optional<Program> identify(String secret, String requestId) {
        return database.installation(handle -> new DirectoryRepository(handle).findApiKey(Tokens.hash(secret)))
                .flatMap(found -> {
                    var call = new Call(new Actor.Job(found.organization(), "api_key"), requestId);
                    return database.read(
                                    call,
                                    tx -> new ApiKeyRepository(tx)
                                            .find(found.id())
                                            .filter(key -> key.isValid(tx.now())))
                            .map(key -> used(call, key));
                });
    }

    private Program used(Call call, ApiKey key) {
        var storedBefore = database.now().minus(USE_STORED_EVERY);
        if (key.lastUsedAt().map(storedBefore::isAfter).orElse(true)) {
            database.change(call, tx -> {
                new ApiKeyRepository(tx).saveLastUse(key.id());
                return null;
            });
        }
        var actor = new Actor.ApiKey(call.organization(), key.id(), key.scopes(), key.onlyPage());
        return new Program(actor, key.perMinute());
    }
}
