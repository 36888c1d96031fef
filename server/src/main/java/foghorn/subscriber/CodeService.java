package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.limit.ClientNetwork;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.math.BigInteger;
import java.time.Duration;

/**
 * Lets people into their subscription who have no message of it at hand: by a code that is mailed to the address. What is answered does
 * not tell whether an address is known, and the code is out of reach of guessing: 8 digits, good for 15 minutes, so many tries.
 */
public final class CodeService {
    /** Codes asked for, per address and hour, in the whole installation. */
    static final Limit CODES = new Limit("subscription.code", 5, Duration.ofHours(1));
    /** Tries per address and hour. */
    static final Limit TRIES = new Limit("subscription.try", 10, Duration.ofHours(1));
    /** Both together, per client address (IPv6: per /64 network) and hour. */
    static final Limit PER_CLIENT = new Limit("subscription.client", 30, Duration.ofHours(1));

    private static final BigInteger CODE_SPACE = BigInteger.valueOf(100_000_000);

    private final Database database;
    private final Vault vault;
    private final Limits limits;
    private final Runnable onMessage;

    CodeService(Database database, Vault vault, Limits limits, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.limits = limits;
        this.onMessage = onMessage;
    }

    /**
     * Whose subscription it is said to be.
     *
     * @param email as it was typed
     * @param client the network address the request came from
     */
    public record Claim(String email, String client) {}

    /** Mails a code to the address, if it is known. */
    public void send(Call call, PageId page, Claim claim) {
        call.actor().requireVisitor(page);
        var address = admit(claim, CODES);
        database.change(call, tx -> {
            requirePublic(new SubscriberRepository(tx), page);
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            new SubscriptionRepository(tx, page).byAddress(mac).ifPresent(row -> {
                new DirectMessages(tx, vault).code(row.id(), fresh());
                tx.afterCommit(onMessage);
                new AuditLog(tx).record("subscriber.code_sent", row.id());
            });
            return null;
        });
    }

    /** The secret of the subscription whose address was mailed this code; each code works once. */
    public String redeem(Call call, PageId page, Claim claim, String code) {
        call.actor().requireVisitor(page);
        var address = admit(claim, TRIES);
        return database.change(call, tx -> {
            requirePublic(new SubscriberRepository(tx), page);
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            var row = new SubscriptionRepository(tx, page)
                    .byAddress(mac)
                    .filter(known -> new DirectMessages(tx, vault).redeem(known.id(), code.replaceAll("[\\s-]", "")))
                    .orElseThrow(() -> new Problem.Invalid("code", "is not right, or too old"));
            new AuditLog(tx).record("subscriber.code_used", row.id());
            return vault.subject(tx, row.id()).orElseThrow().open(Audience.secret(row.id()), row.secret());
        });
    }

    /** A page that is not public is not found: its forms would tell that it is there. */
    private static void requirePublic(SubscriberRepository pages, PageId page) {
        if (pages.offer(page).isEmpty()) {
            throw new Problem.NotFound("page");
        }
    }

    private EmailAddress admit(Claim claim, Limit perAddress) {
        var address = EmailAddress.of("email", claim.email());
        limits.take(PER_CLIENT, ClientNetwork.of(claim.client()));
        limits.take(perAddress, address.comparable());
        return address;
    }

    /** 27 bytes are so many more than the space that no code is likelier than another. */
    private static String fresh() {
        return "%08d".formatted(new BigInteger(1, Ids.bytes(27)).mod(CODE_SPACE));
    }
}
