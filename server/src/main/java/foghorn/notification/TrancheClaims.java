package foghorn.notification;

import foghorn.kit.db.Tx;
import foghorn.notification.ClaimRepository.Batch;
import foghorn.notification.ClaimRepository.EventRow;
import foghorn.notification.ClaimRepository.Tranche;
import foghorn.notification.Claimer.Claimed;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the deliveries of waiting tranches: several tranches with the statements of one, each under a lease of its own. */
final class TrancheClaims {
    private final Tx tx;
    private final ClaimRepository claims;
    private final Audience audience;
    private final Lease.Holder holder;
    private final boolean coalesces;

    TrancheClaims(Tx tx, Audience audience, Lease.Holder holder, boolean coalesces) {
        this.tx = tx;
        this.claims = new ClaimRepository(tx);
        this.audience = audience;
        this.holder = holder;
        this.coalesces = coalesces;
    }

    /**
     * Takes the next tranches of the lane. Empty if there is none to be had; where there is nobody to tell, claims of nothing.
     *
     * @param freshAt monotonic nanoseconds, taken before the transaction
     */
    List<Claimed> next(int lane, int most, long freshAt) {
        var page = holder.place().page();
        var tranches = coalesces
                ? claims.lockTranches(page, holder.channel(), lane, most)
                : claims.lockTranchesInOrder(page, holder.channel(), lane, most);
        var byEvent = tranches.stream()
                .collect(Collectors.groupingBy(Tranche::event, LinkedHashMap::new, Collectors.toList()));
        var claimed = new ArrayList<Claimed>(tranches.size());
        byEvent.forEach((event, ofOne) -> {
            var deliveries = deliveries(event, ofOne);
            deliveries.forEach((number, recipients) -> {
                var claim = new Claim(holder.place(), number, lane, false, recipients.size(), freshAt);
                claimed.add(new Claimed(claim, items(claim, event, recipients)));
            });
            if (deliveries.isEmpty()) {
                claimed.add(Claimer.nothing(holder.place(), lane, freshAt));
            }
        });
        return claimed;
    }

    private List<Item> items(Claim claim, EventRow event, List<Recipient> recipients) {
        var subject = new Item.Event(event.id(), event.month(), true);
        return recipients.stream()
                .map(recipient -> new Item(claim, subject, recipient, 0, tx.now()))
                .toList();
    }

    /** Begins the deliveries of one event's tranches, and says who is told under which claim. */
    private Map<Long, List<Recipient>> deliveries(EventRow event, List<Tranche> tranches) {
        if (event.cancelled()) {
            claims.deleteTranches(tranches.stream().map(Tranche::id).toList());
            return Map.of();
        }
        var found = recipients(event, tranches);
        var ids = found.stream().flatMap(List::stream).map(TrancheClaims::id).toList();
        var batch = new Batch(holder.place().page(), event, holder.channel());
        if (coalesces && event.superseded()) {
            claims.insertSuperseded(batch, ids);
            return Map.of();
        }
        var told = Set.copyOf(coalesces ? ids : inTurn(batch, ids));
        var numbers = claims.nextNumbers(tranches.size());
        var byClaim = new LinkedHashMap<Long, List<Recipient>>();
        for (int i = 0; i < found.size(); i++) {
            var mine = found.get(i).stream()
                    .filter(recipient -> told.contains(id(recipient)))
                    .toList();
            if (!mine.isEmpty()) {
                byClaim.put(numbers.get(i), mine);
            }
        }
        claims.insertClaims(holder, event.id(), byClaim, Optional.of(tx.now()));
        return byClaim;
    }

    /** Of each tranche its recipients. A tranche that has more than fit into one claim stays behind for the rest. */
    private List<List<Recipient>> recipients(EventRow event, List<Tranche> tranches) {
        var concern = new EventRepository(tx).concern(holder.place().page(), event.incident(), event.component());
        var ranges = tranches.stream().map(Tranche::range).toList();
        var found = audience.within(tx, concern, holder.channel(), event.at(), ranges, Relay.TRANCHE_SIZE + 1);
        var done = new ArrayList<String>();
        var recipients = new ArrayList<List<Recipient>>();
        for (int i = 0; i < tranches.size(); i++) {
            var all = found.get(i);
            var fit = all.subList(0, Math.min(all.size(), Relay.TRANCHE_SIZE));
            if (fit.size() == all.size()) {
                done.add(tranches.get(i).id());
            } else {
                claims.shortenTranche(tranches.get(i).id(), id(fit.getLast()));
            }
            recipients.add(fit);
        }
        claims.deleteTranches(done);
        return recipients;
    }

    /** Those whose turn this event is; who has an earlier one before them gets a place behind it. */
    private List<String> inTurn(Batch batch, List<String> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        var order = new OrderRepository(tx);
        var behind = order.lockUnfinished(batch.event().seq(), ids);
        if (behind.isEmpty()) {
            return ids;
        }
        claims.insertBehind(batch, behind);
        order.hasten(behind);
        return ids.stream().filter(id -> !behind.contains(id)).toList();
    }

    private static String id(Recipient recipient) {
        return recipient.id().value();
    }
}
