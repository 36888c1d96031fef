package foghorn.subscriber;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.subscriber.AudienceRepository.InRange;
import foghorn.subscriber.AudienceRepository.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds whom an event concerns, for the reach that is shown and for the deliveries that are made: both ask the same question, so the
 * numbers agree. Used inside a transaction of the page's organization.
 */
public final class Audience {
    /** The channel of e-mail subscribers, as it is stored. */
    public static final String EMAIL = "email";
    /** The channel of webhook subscribers. */
    public static final String WEBHOOK = "webhook";

    private final Vault vault;

    public Audience(Vault vault) {
        this.vault = vault;
    }

    /**
     * A range of subscriber ids.
     *
     * @param afterId the id before the range, not in it
     * @param toId the last id of the range
     * @param expected how many of them were concerned when the range was cut
     */
    public record Range(String afterId, String toId, int expected) {}

    /** How many subscribers of a channel would be told of something that is said at this time. */
    public long count(Tx tx, Concern concern, String channel, Instant at) {
        return new AudienceRepository(tx).count(concern, channel, at);
    }

    /** Cuts the audience into ranges of at most {@code size} subscribers, in one pass; no range where nobody is concerned. */
    public List<Range> ranges(Tx tx, Concern concern, String channel, Instant at, int size) {
        return new AudienceRepository(tx).ranges(concern, channel, at, size);
    }

    /** Of each range its first recipients, at most {@code most}, who were active at that time and still are. */
    public List<List<Recipient>> within(
            Tx tx, Concern concern, String channel, Instant at, List<Range> ranges, int most) {
        var rows = new AudienceRepository(tx).within(concern, channel, at, ranges, most);
        var recipients = byId(opened(tx, rows.stream().map(InRange::row).toList()));
        var byRange = new ArrayList<List<Recipient>>(ranges.size());
        ranges.forEach(range -> byRange.add(new ArrayList<>()));
        for (var row : rows) {
            Optional.ofNullable(recipients.get(row.row().id())).ifPresent(byRange.get(row.range())::add);
        }
        return byRange;
    }

    /** Those of the given subscribers who are still active and not erased, by id. */
    public Map<String, Recipient> active(Tx tx, Collection<String> ids) {
        return byId(opened(tx, new AudienceRepository(tx).active(ids)));
    }

    /** The given subscribers in whatever state, by id; who was erased is missing. */
    public Map<String, Recipient> any(Tx tx, Collection<String> ids) {
        return byId(opened(tx, new AudienceRepository(tx).any(ids)));
    }

    private static Map<String, Recipient> byId(List<Recipient> recipients) {
        var byId = new HashMap<String, Recipient>();
        recipients.forEach(recipient -> byId.put(recipient.id().value(), recipient));
        return byId;
    }

    private List<Recipient> opened(Tx tx, List<Sealed> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var keys = vault.subjects(tx, rows.stream().map(Sealed::id).toList());
        var recipients = new ArrayList<Recipient>(rows.size());
        for (var row : rows) {
            Optional.ofNullable(keys.get(row.id())).ifPresent(key -> recipients.add(open(row, key, tx.now())));
        }
        return recipients;
    }

    private static Recipient open(Sealed row, SubjectKey key, Instant now) {
        var signing = new ArrayList<byte[]>(2);
        row.signing().ifPresent(secret -> signing.add(decoded(key.open(signing(row.id()), secret))));
        row.oldSigning()
                .filter(old -> row.oldUntil().isAfter(now))
                .ifPresent(secret -> signing.add(decoded(key.open(signing(row.id()), secret))));
        return new Recipient(
                new SubscriberId(row.id()),
                row.channel(),
                key.open(address(row.id()), row.address()),
                row.contact().map(contact -> new EmailAddress(key.open(contact(row.id()), contact))),
                key.open(secret(row.id()), row.secret()),
                row.language(),
                row.zone(),
                signing,
                row.locked());
    }

    private static byte[] decoded(String secret) {
        return Base64.getDecoder().decode(secret);
    }

    static Field contact(String id) {
        return new Field("subscriber", "contact", id);
    }

    /** In Base64, as a text. The one before has the same field, so that a rotation only moves it. */
    static Field signing(String id) {
        return new Field("subscriber", "signing_secret", id);
    }

    static Field address(String id) {
        return new Field("subscriber", "address", id);
    }

    static Field secret(String id) {
        return new Field("subscriber", "secret", id);
    }
}
