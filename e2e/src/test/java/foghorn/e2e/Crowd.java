package foghorn.e2e;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.EmbeddedPostgres;
import foghorn.kit.db.Pools;
import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts confirmed subscribers on a page of a running server, sealed as the product seals them. */
final class Crowd {
    private final Foghorn foghorn;
    private final OrganizationId organization;
    private final DatabaseAccess access;

    Crowd(Foghorn foghorn, String organization) {
        this(foghorn, organization, embedded(foghorn));
    }

    /** With a database other than the embedded one. */
    Crowd(Foghorn foghorn, String organization, DatabaseAccess access) {
        this.foghorn = foghorn;
        this.organization = new OrganizationId(organization);
        this.access = access;
    }

    private static DatabaseAccess embedded(Foghorn foghorn) {
        try {
            return EmbeddedPostgres.runningApp(foghorn.data().resolve("postgres"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** People, by e-mail. */
    void join(String pageId, int count) {
        var addresses = IntStream.range(0, count)
                .mapToObj(i -> "p" + i + "@crowd.example")
                .toList();
        insert(new PageId(pageId), addresses, Optional.empty());
    }

    /** Programs, by webhook. */
    void hook(String pageId, List<String> endpoints) {
        insert(new PageId(pageId), endpoints, Optional.of("ops@crowd.example"));
    }

    /** @param contact of webhooks */
    private void insert(PageId page, List<String> targets, Optional<String> contact) {
        try (var pool = Pools.open(access)) {
            var vault = new Vault(InstallationKey.of(Base64.getDecoder()
                    .decode(Files.readString(foghorn.data().resolve("master.key"))
                            .strip())));
            var database = new Database(pool, Clock.systemUTC());
            database.change(new Call(new Actor.Job(organization, "crowd"), "crowd"), tx -> {
                for (var target : targets) {
                    var id = Ids.next();
                    var secret = Ids.secret();
                    var key = vault.createSubject(tx, id);
                    tx.createUpdate("""
                            insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, address,
                                                    secret_hash, secret, contact, signing_secret, created_at, confirmed_at)
                            values (:organizationId, :page, :id, :channel, 'active', :mac, :address, :hash, :secret,
                                    cast(:contact as bytea), cast(:signing as bytea), :now, :now)
                            """)
                            .bind("page", page.value())
                            .bind("id", id)
                            .bind("channel", contact.isPresent() ? "webhook" : "email")
                            .bind("mac", vault.blindIndex(tx, page).unique(target))
                            .bind("address", key.seal(new Field("subscriber", "address", id), target))
                            .bind("hash", Tokens.hash(secret))
                            .bind("secret", key.seal(new Field("subscriber", "secret", id), secret))
                            .bind(
                                    "contact",
                                    contact.map(address -> key.seal(new Field("subscriber", "contact", id), address))
                                            .orElse(null))
                            .bind(
                                    "signing",
                                    contact.map(ignored -> key.seal(
                                                    new Field("subscriber", "signing_secret", id),
                                                    Base64.getEncoder().encodeToString(Ids.bytes(32))))
                                            .orElse(null))
                            .execute();
                }
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
