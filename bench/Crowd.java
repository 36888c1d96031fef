import com.google.crypto.tink.subtle.AesGcmJce;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.EmbeddedPostgres;
import foghorn.kit.db.Pools;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;

/**
 * Puts confirmed subscribers on a page of a running product: each with a key of his own, sealed as the product seals, but copied into the
 * tables in large pieces.
 */
final class Crowd {
    private static final int PIECE = 2_000;
    private static final String NULL = "\\N";

    private final Product product;
    private final Data data;

    Crowd(Product product, Data data) {
        this.product = product;
        this.data = data;
    }

    /** E-mail subscribers at addresses of this domain. */
    void join(String pageId, int count, String domain) throws Exception {
        join(pageId, count, "email", i -> "p" + i + "@" + domain);
    }

    /** Webhook endpoints at these URLs, each with a secret of its own. */
    void joinHooks(String pageId, int count, IntFunction<String> url) throws Exception {
        join(pageId, count, "webhook", url);
    }

    private void join(String pageId, int count, String channel, IntFunction<String> address) throws Exception {
        var organization = new OrganizationId(product.organizationId);
        var vault = new Vault(InstallationKey.of(
                Base64.getDecoder().decode(Files.readString(product.data().resolve("master.key")).strip())));
        try (var pool = Pools.open(EmbeddedPostgres.runningApp(product.data().resolve("postgres")).orElseThrow())) {
            var database = new Database(pool, Clock.systemUTC());
            for (int done = 0; done < count; done += PIECE) {
                int from = done;
                int to = Math.min(count, done + PIECE);
                var piece = database.change(new Call(new Actor.Job(organization, "crowd"), "crowd"),
                        tx -> piece(tx, vault, pageId, from, to, channel, address));
                copy("subject_key (organization_id, subject_id, wrapped)", piece.keys());
                copy("subscriber (organization_id, page_id, id, channel, state, address_hmac, address, secret_hash, secret,"
                        + " created_at, confirmed_at, contact, signing_secret)", piece.subscribers());
            }
        }
    }

    private record Piece(String keys, String subscribers) {}

    private Piece piece(Tx tx, Vault vault, String page, int from, int to, String channel,
            IntFunction<String> addressOf) {
        var organization = product.organizationId;
        var index = vault.blindIndex(tx, new PageId(page));
        var keys = new StringBuilder();
        var subscribers = new StringBuilder();
        var now = tx.now().toString();
        for (int i = from; i < to; i++) {
            var id = Ids.next();
            var address = addressOf.apply(i);
            var secret = Ids.secret();
            byte[] key = Ids.bytes(32);
            row(keys, organization, id, hex(vault.seal(tx, new Field("subject_key", "wrapped", id), key)));
            boolean hook = channel.equals("webhook");
            var signing = Base64.getEncoder().encodeToString(Ids.bytes(32));
            row(subscribers, organization, page, id, channel, "active", hex(index.unique(address)),
                    hex(sealed(key, "address", id, address)), hex(Tokens.hash(secret)), hex(sealed(key, "secret", id, secret)), now, now,
                    hook ? hex(sealed(key, "contact", id, "owner@crowd.example")) : NULL,
                    hook ? hex(sealed(key, "signing_secret", id, signing)) : NULL);
        }
        return new Piece(keys.toString(), subscribers.toString());
    }

    /** What the person's key does with a column of its own row. */
    private byte[] sealed(byte[] key, String column, String id, String plain) {
        try {
            var context = "subscriber|" + column + "|" + id + "|" + product.organizationId;
            return new AesGcmJce(key).encrypt(plain.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return "\\\\x" + HexFormat.of().formatHex(bytes);
    }

    private static void row(StringBuilder into, String... values) {
        into.append(String.join("\t", values)).append('\n');
    }

    private void copy(String table, String rows) throws Exception {
        data.connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.getBytes(StandardCharsets.US_ASCII)));
    }
}
