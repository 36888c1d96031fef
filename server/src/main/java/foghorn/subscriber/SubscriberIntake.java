package foghorn.subscriber;

import foghorn.kit.crypto.BlindIndex;
import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.subscriber.SubscriberImportService.Fresh;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Stores many new subscribers with a few statements; lives as long as one transaction. */
final class SubscriberIntake {
    private static final int LINK_BYTES = 16;
    private static final int SIGNING_BYTES = 32;

    private final Tx tx;
    private final Vault vault;
    private final PageId page;
    private final SubscriberImportRepository rows;

    SubscriberIntake(Tx tx, Vault vault, PageId page) {
        this.tx = tx;
        this.vault = vault;
        this.page = page;
        this.rows = new SubscriberImportRepository(tx);
    }

    /**
     * Stores those whom the page does not know, and returns them. Who is not vouched for gets a message with a link to confirm. Whom the
     * page knows is found by the unique index alone, which stays quick also while a table grows so fast that nothing else is known of it.
     */
    List<Fresh> add(List<Fresh> people, boolean confirmed) {
        var byId = new LinkedHashMap<String, Fresh>();
        var keys = new HashMap<String, Vault.NewSubject>();
        var made = new ArrayList<SubscriberImportRepository.New>();
        var index = vault.blindIndex(tx, page);
        for (var one : people) {
            var id = SubscriberId.next().value();
            var key = vault.newSubject(tx, id);
            byId.put(id, one);
            keys.put(id, key);
            made.add(sealed(id, one, key.key(), index));
        }
        var state = confirmed ? SubscriberState.ACTIVE : SubscriberState.UNCONFIRMED;
        byId.keySet().retainAll(new HashSet<>(rows.insert(page, state, made)));
        keys.keySet().retainAll(byId.keySet());
        vault.keep(tx, List.copyOf(keys.values()));
        var parts = new ArrayList<SubscriberImportRepository.Part>();
        byId.forEach((id, one) ->
                one.components().forEach(what -> parts.add(new SubscriberImportRepository.Part(id, what))));
        rows.scope(page, parts);
        if (!confirmed) {
            rows.insertConfirmations(
                    page,
                    keys.values().stream()
                            .map(key -> confirmation(key.id(), key.key()))
                            .toList());
        }
        return List.copyOf(byId.values());
    }

    private static SubscriberImportRepository.New sealed(String id, Fresh one, SubjectKey key, BlindIndex index) {
        var link = Base64.getUrlEncoder().withoutPadding().encodeToString(Ids.bytes(LINK_BYTES));
        var mailbox = one.subscriber().mailbox();
        return switch (one.subscriber()) {
            case ImportedSubscriber.ByEmail email ->
                new SubscriberImportRepository.New(
                        id,
                        Audience.EMAIL,
                        one.mac(),
                        key.seal(Audience.address(id), mailbox.value()),
                        index.search(mailbox.comparable()),
                        Optional.empty(),
                        Tokens.hash(link),
                        key.seal(Audience.secret(id), link),
                        Optional.empty());
            case ImportedSubscriber.ByWebhook webhook ->
                new SubscriberImportRepository.New(
                        id,
                        Audience.WEBHOOK,
                        one.mac(),
                        key.seal(Audience.address(id), webhook.target()),
                        index.search(mailbox.comparable()),
                        Optional.of(key.seal(Audience.contact(id), mailbox.value())),
                        Tokens.hash(link),
                        key.seal(Audience.secret(id), link),
                        Optional.of(key.seal(
                                Audience.signing(id), Base64.getEncoder().encodeToString(Ids.bytes(SIGNING_BYTES)))));
        };
    }

    private LinkRepository.New confirmation(String subscriber, SubjectKey key) {
        var id = Ids.next();
        var token = Ids.secret();
        return new LinkRepository.New(
                id,
                "confirm_subscription",
                Audience.EMAIL,
                subscriber,
                Optional.empty(),
                key.seal(new Field("direct_message", "token", id), token),
                Tokens.hash(token),
                tx.now().plus(DirectMessages.LINK_LIFE));
    }
}
