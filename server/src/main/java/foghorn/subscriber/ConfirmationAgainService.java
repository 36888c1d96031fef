package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.subscriber.BulkRepository.Unconfirmed;
import foghorn.subscriber.BulkService.Selection;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks people once more to confirm what they asked for last. Nobody is asked more often in a day than {@link ConfirmationLimits} allows,
 * whoever asks.
 */
public final class ConfirmationAgainService {
    private static final int PART = 500;

    private final Database database;
    private final Vault vault;
    private final ConfirmationLimits limits;
    private final Runnable onMessage;

    ConfirmationAgainService(Database database, Vault vault, ConfirmationLimits limits, Runnable onMessage) {
        this.database = database;
        this.vault = vault;
        this.limits = limits;
        this.onMessage = onMessage;
    }

    /**
     * Asks one; {@link Problem.Invalid} unless it is somebody by e-mail who has not confirmed, {@link Problem.TooMany} if they were asked
     * too often today. False if nothing may ever be sent to the address.
     */
    public boolean ask(Call call, PageId page, SubscriberId id) {
        var one = Optional.of(Set.of(id));
        var asked = database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = new FollowerRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("subscriber"));
            if (!canBeAsked(row)) {
                throw new Problem.Invalid("subscriber_id", "must be somebody by e-mail who has not confirmed yet");
            }
            return new FollowerOpening(tx, vault).opened(row).target();
        });
        boolean isAdmitted = limits.admit(new EmailAddress(asked));
        write(call, page, one, isAdmitted ? List.of(id.value()) : List.of());
        return isAdmitted;
    }

    /**
     * A request of the public form.
     *
     * @param client the network address the request came from
     */
    public record Wanted(SubscriberId id, String client) {}

    /**
     * Asks one who wants it so. Ids are no secrets: whether there is such a subscriber, has confirmed, or was asked too often today is not
     * told, and all that another can bring about is what the form for new addresses does anyway.
     */
    public void askAtWish(Call call, PageId page, Wanted wanted) {
        call.actor().requireVisitor(page);
        limits.admitClient(wanted.client());
        var id = wanted.id();
        var asked = database.read(call, tx -> {
            if (new SubscriberRepository(tx).offer(page).isEmpty()) {
                throw new Problem.NotFound("page");
            }
            return new FollowerRepository(tx, page)
                    .find(id)
                    .filter(ConfirmationAgainService::canBeAsked)
                    .map(row -> new FollowerOpening(tx, vault).opened(row).target());
        });
        boolean isAdmitted = asked.map(EmailAddress::new)
                .filter(address -> !limits.admit(List.of(address)).isEmpty())
                .isPresent();
        if (isAdmitted) {
            database.change(call, tx -> {
                var wishes = wishes(tx, page, List.of(id.value()));
                new DirectMessages(tx, vault).confirm(page, wishes);
                wishes.keySet().forEach(one -> new AuditLog(tx).record("subscriber.asked_again", one));
                tx.afterCommit(onMessage);
                return null;
            });
        }
    }

    private static boolean canBeAsked(FollowerRepository.Row row) {
        return row.state() == SubscriberState.UNCONFIRMED && row.channel().equals(Audience.EMAIL);
    }

    private static Map<String, Optional<Scope>> wishes(Tx tx, PageId page, List<String> ids) {
        var wishes = new HashMap<String, Optional<Scope>>();
        new BulkRepository(tx, page).wishes(ids).forEach(wish -> wishes.put(wish.subscriber(), wish.scope()));
        return wishes;
    }

    /** Asks these, or everybody, as far as they have not confirmed; who has been asked too often today is left out. */
    public void ask(Call call, PageId page, Optional<Set<SubscriberId>> named) {
        for (var after = Optional.of(""); after.isPresent(); ) {
            var part = read(call, page, named, after.get());
            var admitted = limits.admit(part.addresses().values());
            write(
                    call,
                    page,
                    named,
                    part.addresses().entrySet().stream()
                            .filter(one -> admitted.contains(one.getValue()))
                            .map(Map.Entry::getKey)
                            .toList());
            after = part.next();
        }
    }

    private static Selection selection(Optional<Set<SubscriberId>> named) {
        return new Selection(named, Optional.empty(), List.of());
    }

    /**
     * Some who have not confirmed.
     *
     * @param addresses by id
     * @param next after whom there may be more
     */
    private record Part(Map<String, EmailAddress> addresses, Optional<String> next) {}

    private Part read(Call call, PageId page, Optional<Set<SubscriberId>> named, String after) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var rows = new BulkRepository(tx, page);
            rows.requireKnown(selection(named).ids());
            var some = rows.unconfirmed(selection(named), after, PART);
            var keys = vault.subjects(tx, some.stream().map(Unconfirmed::id).toList());
            var addresses = new LinkedHashMap<String, EmailAddress>();
            some.forEach(one -> Optional.ofNullable(keys.get(one.id()))
                    .ifPresent(key -> addresses.put(one.id(), address(one, key))));
            return new Part(
                    addresses,
                    some.size() < PART
                            ? Optional.empty()
                            : Optional.of(some.getLast().id()));
        });
    }

    private static EmailAddress address(Unconfirmed one, SubjectKey key) {
        return new EmailAddress(key.open(Audience.address(one.id()), one.address()));
    }

    private void write(Call call, PageId page, Optional<Set<SubscriberId>> named, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var wishes = wishes(tx, page, ids);
            new DirectMessages(tx, vault).confirm(page, wishes);
            new AuditLog(tx)
                    .record(
                            "subscriber.asked_again",
                            page.value(),
                            BulkService.details(selection(named), List.copyOf(wishes.keySet())));
            tx.afterCommit(onMessage);
            return null;
        });
    }
}
