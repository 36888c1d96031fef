package foghorn.subscriber;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.limit.ClientNetwork;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Keeps the public form from being used to flood a mailbox: so many requests per client and hour, so many per address and day, over
 * all organizations. Every request counts, whatever became of it, so that the answer does not tell whether an address is subscribed.
 */
final class ConfirmationLimits {
    /** Requests per client address (IPv6: per /64 network) and hour. */
    static final Limit PER_CLIENT = new Limit("subscribe.client", 30, Duration.ofHours(1));
    /** Requests per e-mail address and UTC day, in the whole installation. */
    static final Limit PER_ADDRESS = new Limit("subscribe.address", 5, Duration.ofDays(1));

    private final Database database;
    private final InstallationKey key;
    private final Limits limits;

    ConfirmationLimits(Database database, InstallationKey key) {
        this.database = database;
        this.key = key;
        this.limits = new Limits(database, key);
    }

    /**
     * Counts a request and throws {@link foghorn.tenant.Problem.TooMany} above a limit; false if nothing may ever be sent to the
     * address.
     */
    boolean admit(String client, EmailAddress address) {
        limits.take(PER_CLIENT, ClientNetwork.of(client));
        limits.take(PER_ADDRESS, address.comparable());
        byte[] mac = key.mac("suppression", address.comparable().getBytes(StandardCharsets.UTF_8));
        return !database.installation(handle -> new SuppressionRepository(handle).has(mac));
    }
}
