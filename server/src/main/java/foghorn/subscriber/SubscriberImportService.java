package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.component.ComponentId;
import foghorn.component.NamedComponent;
import foghorn.component.PageComponents;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.Call;
import foghorn.tenant.IdForm;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes over subscribers of another page. Whom this page knows already, in whatever state, stays as they are: who has left, or is left
 * alone, is not brought back by a list.
 */
public final class SubscriberImportService {
    /** Subscribers that are taken over in one transaction. */
    public static final int AT_ONCE = 1_000;

    private final Database database;
    private final Vault vault;
    private final InstallationKey key;
    private final Runnable onMessage;

    SubscriberImportService(Database database, Vault vault, InstallationKey key, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.key = key;
        this.onMessage = onMessage;
    }

    /** What became of one. */
    public enum Outcome {
        ADDED,
        /** Known to this page, erased at their own wish, or nothing may ever be sent there; which of these is nobody's to know. */
        LEFT_ALONE,
        /** Follows something that this page does not have. */
        UNKNOWN_COMPONENT
    }

    /**
     * Subscribers to be taken over.
     *
     * @param confirmed whether the caller vouches that all of them have confirmed: then they are active at once, without a word to
     *     anybody. Else each is asked to confirm.
     * @param subscribers at most {@link #AT_ONCE}
     */
    public record Batch(boolean confirmed, List<? extends ImportedSubscriber> subscribers) {
        public Batch {
            if (subscribers.size() > AT_ONCE) {
                throw new IllegalArgumentException("at most " + AT_ONCE + " at once");
            }
            subscribers = List.copyOf(subscribers);
        }
    }

    /** Takes over a batch, and says what became of each, in their order. */
    public List<Outcome> add(Call call, PageId page, Batch batch) {
        return database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            requireConfirmable(tx, page, batch);
            var sorted = sort(tx, page, batch, Set.of());
            var fresh = List.copyOf(sorted.fresh().values());
            var stored = new HashSet<>(new SubscriberIntake(tx, vault, page).add(fresh, batch.confirmed()));
            sorted.fresh().forEach((place, one) -> {
                if (!stored.contains(one)) {
                    sorted.outcomes().set(place, Outcome.LEFT_ALONE);
                }
            });
            if (!stored.isEmpty()) {
                new AuditLog(tx)
                        .record(
                                "subscriber.imported",
                                page.value(),
                                Map.of("added", stored.size(), "confirmed", batch.confirmed()));
                if (!batch.confirmed()) {
                    tx.afterCommit(onMessage);
                }
            }
            return List.copyOf(sorted.outcomes());
        });
    }

    /** What {@link #add} would make of a batch now. Changes nothing. */
    public List<Outcome> preview(Call call, PageId page, Batch batch) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            requireConfirmable(tx, page, batch);
            var known = new SubscriberImportRepository(tx).known(page, places(tx, page, batch));
            return List.copyOf(sort(tx, page, batch, known).outcomes());
        });
    }

    private static void requireConfirmable(Tx tx, PageId page, Batch batch) {
        if (!batch.confirmed() && new SubscriberRepository(tx).offer(page).isEmpty()) {
            throw new Problem.Conflict("Nobody can confirm a subscription while the page is not public.");
        }
    }

    /** Somebody new, with what identifies them here. */
    record Fresh(ImportedSubscriber subscriber, byte[] mac, List<ComponentId> components) {}

    /** @param fresh by their place in the batch */
    private record Sorted(List<Outcome> outcomes, Map<Integer, Fresh> fresh) {}

    private List<SubscriberImportRepository.Place> places(Tx tx, PageId page, Batch batch) {
        var index = vault.blindIndex(tx, page);
        return batch.subscribers().stream()
                .map(one -> new SubscriberImportRepository.Place(one.channel(), index.unique(one.target())))
                .toList();
    }

    /** Sorts out who can be taken over, as far as is known of them. */
    private Sorted sort(Tx tx, PageId page, Batch batch, Collection<String> known) {
        var places = places(tx, page, batch);
        var taken = new HashSet<>(known);
        taken.addAll(new SubscriberImportRepository(tx).erased(page, places));
        var banned = banned(tx, batch.subscribers());
        var components = components(tx, page, batch.subscribers());
        var outcomes = new ArrayList<Outcome>();
        var fresh = new LinkedHashMap<Integer, Fresh>();
        for (int i = 0; i < places.size(); i++) {
            var subscriber = batch.subscribers().get(i);
            if (!components.keySet().containsAll(subscriber.components())) {
                outcomes.add(Outcome.UNKNOWN_COMPONENT);
            } else if (banned.contains(subscriber.mailbox().comparable())
                    || !taken.add(places.get(i).text())) {
                outcomes.add(Outcome.LEFT_ALONE);
            } else {
                outcomes.add(Outcome.ADDED);
                var follows = subscriber.components().stream()
                        .map(id -> new ComponentId(components.getOrDefault(id, id)))
                        .distinct()
                        .toList();
                fresh.put(i, new Fresh(subscriber, places.get(i).mac(), follows));
            }
        }
        return new Sorted(outcomes, fresh);
    }

    /** Those addresses to which nothing may ever be sent. */
    private Set<String> banned(Tx tx, List<? extends ImportedSubscriber> subscribers) {
        var byMac = new HashMap<String, String>();
        for (var subscriber : subscribers) {
            var address = subscriber.mailbox().comparable();
            byMac.put(
                    HexFormat.of().formatHex(key.mac("suppression", address.getBytes(StandardCharsets.UTF_8))),
                    address);
        }
        var banned = new HashSet<String>();
        new SuppressionRepository(tx.handle())
                .among(byMac.keySet())
                .forEach(mac -> banned.add(byMac.getOrDefault(mac, "")));
        return banned;
    }

    /** The ids of this page's components by the ids that were asked for, of this page or of the one it was imported from. */
    private static Map<String, String> components(
            Tx tx, PageId page, Collection<? extends ImportedSubscriber> subscribers) {
        var asked = new HashSet<String>();
        subscribers.forEach(subscriber -> asked.addAll(subscriber.components()));
        var ours = new HashMap<String, String>();
        asked.forEach(id -> ours.put(id, id));
        new Origins(tx, page)
                .find(Origin.Kind.COMPONENT, asked)
                .forEach((source, origin) -> ours.put(source, origin.ourId()));
        var ids = ours.values().stream()
                .filter(IdForm::matches)
                .map(ComponentId::new)
                .distinct()
                .toList();
        var there = new HashSet<String>();
        new PageComponents(tx, page).named(ids).stream().map(NamedComponent::id).forEach(id -> there.add(id.value()));
        ours.values().retainAll(there);
        return ours;
    }
}
