package foghorn.subscriber;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes down messages to single subscribers, each with a token of its own, for the engine to send. */
final class DirectMessages {
    /** How long a link in them is good. Source: features.md, S04. */
    static final Duration LINK_LIFE = Duration.ofDays(90);

    /** How long a code is good, which is short enough to be guessed some day. */
    static final Duration CODE_LIFE = Duration.ofMinutes(15);

    /** How long a link that unlocks is good. */
    static final Duration UNLOCK_LIFE = Duration.ofDays(1);

    private final Tx tx;
    private final Vault vault;
    private final LinkRepository links;

    DirectMessages(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
        this.links = new LinkRepository(tx);
    }

    /** @param channel by which it goes, whatever the subscriber's own is */
    void insert(String subscriber, String kind, String channel) {
        insert(subscriber, kind, channel, Optional.empty());
    }

    /** Mails a link that unlocks. */
    void unlock(String subscriber) {
        insert(subscriber, LinkRepository.UNLOCK, Audience.EMAIL, Optional.empty());
    }

    /** Asks by mail to confirm that this is to be followed. */
    void confirm(String subscriber, Scope scope) {
        insert(subscriber, LinkRepository.CONFIRM, Audience.EMAIL, Optional.of(scope));
    }

    /** Asks these by mail to confirm what is named with each; without, that is what they follow then. Whoever was erased is left out. */
    void confirm(PageId page, Map<String, Optional<Scope>> wishes) {
        var messages = new ArrayList<LinkRepository.New>();
        vault.subjects(tx, wishes.keySet()).forEach((subscriber, key) -> {
            var wish = Objects.requireNonNull(wishes.get(subscriber));
            messages.add(message(subscriber, LinkRepository.CONFIRM, Audience.EMAIL, wish, key));
        });
        new SubscriberImportRepository(tx).insertConfirmations(page, messages);
    }

    private void insert(String subscriber, String kind, String channel, Optional<Scope> scope) {
        links.insert(message(subscriber, kind, channel, scope, key(subscriber)));
    }

    private LinkRepository.New message(
            String subscriber, String kind, String channel, Optional<Scope> scope, SubjectKey key) {
        var id = Ids.next();
        var token = Ids.secret();
        return new LinkRepository.New(
                id,
                kind,
                channel,
                subscriber,
                scope,
                key.seal(field(id), token),
                Tokens.hash(token),
                tx.now().plus(kind.equals(LinkRepository.UNLOCK) ? UNLOCK_LIFE : LINK_LIFE));
    }

    /** Mails a code. Its hash is keyed: a code alone could be found by trying all. */
    void code(String subscriber, String code) {
        var id = Ids.next();
        links.insert(new LinkRepository.New(
                id,
                "manage_code",
                Audience.EMAIL,
                subscriber,
                Optional.empty(),
                key(subscriber).seal(field(id), code),
                mac(id, code),
                tx.now().plus(CODE_LIFE)));
    }

    /** Whether this is a code that the subscriber was mailed and that is still good; then no code is any more. */
    boolean redeem(String subscriber, String code) {
        boolean isRight = links.codes(subscriber).stream()
                .anyMatch(mailed -> MessageDigest.isEqual(mailed.hash(), mac(mailed.message(), code)));
        if (isRight) {
            links.expireCodes(subscriber);
        }
        return isRight;
    }

    private byte[] mac(String message, String code) {
        return vault.mac(tx, "subscription code", message + "|" + code);
    }

    private static Field field(String id) {
        return new Field("direct_message", "token", id);
    }

    private SubjectKey key(String subscriber) {
        return vault.subject(tx, subscriber)
                .orElseThrow(
                        () -> new IllegalStateException("subscriber " + subscriber + " has an address but no key"));
    }
}
