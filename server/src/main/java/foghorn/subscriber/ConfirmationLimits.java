package foghorn.subscriber;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.limit.ClientNetwork;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

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
        admitClient(client);
        return admit(address);
    }

    /** Counts a request that names no address. */
    void admitClient(String client) {
        limits.take(PER_CLIENT, ClientNetwork.of(client));
    }

    /** Counts one more message to each of these; who has had too many today, and who may never be written to, is missing in what is returned. */
    Set<EmailAddress> admit(Collection<EmailAddress> addresses) {
        var byHash = new HashMap<String, EmailAddress>();
        addresses.forEach(address -> byHash.put(
                HexFormat.of()
                        .formatHex(key.mac("suppression", address.comparable().getBytes(StandardCharsets.UTF_8))),
                address));
        database.installation(handle -> new SuppressionRepository(handle).among(byHash.keySet()))
                .forEach(byHash::remove);
        var within = limits.take(
                PER_ADDRESS,
                byHash.values().stream().map(EmailAddress::comparable).collect(Collectors.toSet()));
        return byHash.values().stream()
                .filter(address -> within.contains(address.comparable()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As above for one address; {@link foghorn.tenant.Problem.TooMany} where it has had too many. */
    boolean admit(EmailAddress address) {
        limits.take(PER_ADDRESS, address.comparable());
        byte[] mac = key.mac("suppression", address.comparable().getBytes(StandardCharsets.UTF_8));
        return !database.installation(handle -> new SuppressionRepository(handle).has(mac));
    }
}
