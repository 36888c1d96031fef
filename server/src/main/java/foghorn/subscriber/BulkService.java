package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What programs of the team do to many subscribers at once. Where some are named, all must be of the page, or nothing changes. All of a page
 * are taken in parts, each a transaction of its own, so that nobody waits for long; what was broken off is completed by asking again.
 */
public final class BulkService {
    /** Changed in one transaction. */
    private static final int PART = 1_000;

    private final Database database;

    BulkService(Database database) {
        this.database = database;
    }

    /**
     * Whom to change.
     *
     * @param named these; else everybody
     * @param channel of one channel alone
     * @param states who stands elsewhere stays as they are
     */
    public record Selection(Optional<Set<SubscriberId>> named, Optional<String> channel, List<SubscriberState> states) {
        public Selection {
            named = named.map(Set::copyOf);
            states = List.copyOf(states);
        }

        List<String> ids() {
            return named.stream()
                    .flatMap(Collection::stream)
                    .map(SubscriberId::value)
                    .sorted()
                    .toList();
        }
    }

    /** Ends subscriptions at once, and with them every link that could revive them. */
    public void unsubscribe(Call call, PageId page, Selection selection) {
        change(call, page, selection, new Step("subscriber.removed", rows -> {
            var ended = rows.unsubscribe(selection, PART);
            rows.expireLinks(ended);
            return ended;
        }));
    }

    /** Tells those again who were left alone since messages failed. */
    public void reactivate(Call call, PageId page, Selection selection) {
        var quarantined = new Selection(selection.named(), selection.channel(), List.of(SubscriberState.QUARANTINED));
        change(call, page, quarantined, new Step("subscriber.reactivated", rows -> rows.activate(quarantined, PART)));
    }

    private interface Change {
        /** Changes at most {@link #PART}, and returns who was changed. */
        List<String> apply(BulkRepository rows);
    }

    private record Step(String action, Change change) {}

    private void change(Call call, PageId page, Selection selection, Step step) {
        int changed;
        do {
            changed = database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
                var rows = new BulkRepository(tx, page);
                rows.requireKnown(selection.ids());
                var ids = step.change().apply(rows);
                if (!ids.isEmpty()) {
                    new AuditLog(tx).record(step.action(), page.value(), details(selection, ids));
                }
                return ids.size();
            });
        } while (changed == PART);
    }

    static LinkedHashMap<String, Object> details(Selection selection, List<String> changed) {
        var details = new LinkedHashMap<String, Object>();
        details.put("count", changed.size());
        if (selection.named().isPresent()) {
            details.put("subscribers", changed.stream().sorted().toList());
        }
        return details;
    }
}
