package foghorn.subscriber;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import java.time.Duration;

/** Writes down messages to single subscribers, each with a token of its own, for the engine to send. */
final class DirectMessages {
    /** How long a link in them is good. Source: features.md, S04. */
    static final Duration LINK_LIFE = Duration.ofDays(90);

    private DirectMessages() {}

    /** @param channel by which it goes, whatever the subscriber's own is */
    static void insert(Tx tx, Vault vault, String subscriber, String kind, String channel) {
        var key = vault.subject(tx, subscriber)
                .orElseThrow(
                        () -> new IllegalStateException("subscriber " + subscriber + " has an address but no key"));
        var id = Ids.next();
        var token = Ids.secret();
        new SubscriberRepository(tx)
                .insertMessage(new SubscriberRepository.DirectMessage(
                        id,
                        kind,
                        channel,
                        subscriber,
                        key.seal(new Field("direct_message", "token", id), token),
                        Tokens.hash(token),
                        tx.now().plus(LINK_LIFE)));
    }
}
