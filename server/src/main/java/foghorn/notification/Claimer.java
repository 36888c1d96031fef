package foghorn.notification;

import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.notification.ClaimRepository.DeliveryRow;
import foghorn.notification.DirectoryRepository.Found;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes work under a lease, one short transaction at a time, with everything in hand that sending needs. */
final class Claimer {
    private final Database database;
    private final Audience audience;
    private final Vault vault;
    private final String node;
    private final String channel;
    private final boolean coalesces;

    Claimer(Database database, Audience audience, Vault vault, String node, Channel channel) {
        this.database = database;
        this.audience = audience;
        this.vault = vault;
        this.node = node;
        this.channel = channel.name();
        this.coalesces = channel.coalesces();
    }

    /** A claim and what is to be sent under it; without items there was nothing left to send. */
    record Claimed(Claim claim, List<Item> items) {}

    /** Claims the next tranche of a page's lane; empty if there is none that another node is not claiming. */
    Optional<Claimed> tranche(Place place, int lane) {
        return tranches(place, lane, 1).stream().findFirst();
    }

    /** Claims the next tranches of a page's lane in one transaction; fewer, or none, if other nodes are claiming them. */
    List<Claimed> tranches(Place place, int lane, int most) {
        long before = System.nanoTime();
        return database.changeInBulk(
                Jobs.call(place.organization()),
                tx -> new TrancheClaims(tx, audience, new Lease.Holder(place, channel, node), coalesces)
                        .next(lane, most, before));
    }

    static Claimed nothing(Place place, int lane, long before) {
        return new Claimed(new Claim(place, 0, lane, false, 0, before), List.of());
    }

    /** Claims due retries of one event of a page. */
    Optional<Claimed> retries(Place place, int most) {
        long before = System.nanoTime();
        return database.change(Jobs.call(place.organization()), tx -> {
            var claims = new ClaimRepository(tx);
            var rows = claims.lockRetries(place.page(), channel, most);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(resume(tx, place, rows, before));
        });
    }

    /** Takes over a claim that another node, or this one in a former life, has lost. */
    Optional<Claimed> lost(Place place, long number) {
        long before = System.nanoTime();
        return database.change(Jobs.call(place.organization()), tx -> {
            var claims = new ClaimRepository(tx);
            return claims.lockLost(channel, number).map(rows -> {
                claims.deleteClaim(number);
                return rows.isEmpty() ? nothing(place, Lane.UPDATE, before) : resume(tx, place, rows, before);
            });
        });
    }

    /** Claims deliveries that were claimed before, of one event and one kind; those who left meanwhile are cancelled. */
    private Claimed resume(Tx tx, Place place, List<DeliveryRow> rows, long before) {
        var claims = new ClaimRepository(tx);
        var event = rows.getFirst();
        var holder = new Lease.Holder(place, channel, node);
        var standing = claims.standing(event.eventId());
        if (coalesces && standing.superseded()) {
            claims.markOver(holder, rows, DeliveryState.SUPERSEDED);
            return nothing(place, Lane.UPDATE, before);
        }
        var ids = rows.stream().map(DeliveryRow::subscriber).toList();
        var recipients = standing.cancelled() ? Map.<String, Recipient>of() : audience.active(tx, ids);
        var still = rows.stream()
                .filter(row -> recipients.containsKey(row.subscriber()))
                .toList();
        var left = rows.stream()
                .filter(row -> !recipients.containsKey(row.subscriber()))
                .toList();
        claims.markOver(holder, left, DeliveryState.CANCELLED);
        if (!coalesces && !left.isEmpty()) {
            new OrderRepository(tx)
                    .wakeNext(left.stream().map(DeliveryRow::subscriber).toList());
        }
        if (still.isEmpty()) {
            return nothing(place, Lane.UPDATE, before);
        }
        long number = claims.nextNumbers(1).getFirst();
        claims.insertClaims(
                holder,
                event.eventId(),
                Map.of(
                        number,
                        still.stream()
                                .map(row -> recipients.get(row.subscriber()))
                                .filter(Objects::nonNull)
                                .toList()),
                Optional.of(event.since()).filter(since -> event.isFirst()));
        if (!event.isFirst()) {
            claims.markSending(still, number);
        }
        var claim = new Claim(place, number, Lane.UPDATE, false, still.size(), before);
        var items = new ArrayList<Item>(still.size());
        for (var row : still) {
            var recipient = recipients.get(row.subscriber());
            if (recipient != null) {
                var subject = new Item.Event(row.eventId(), row.month(), row.isFirst());
                items.add(new Item(claim, subject, recipient, row.attempts(), row.since()));
            }
        }
        return new Claimed(claim, items);
    }

    /** Claims direct messages of a page's lane that are due; empty if there are none. */
    Optional<Claimed> direct(Place place, int lane, int most) {
        long before = System.nanoTime();
        return database.change(Jobs.call(place.organization()), tx -> {
            var messages = new DirectRepository(tx);
            long number = new ClaimRepository(tx).nextNumbers(1).getFirst();
            var rows = messages.claim(new Lease.Holder(place, channel, node), lane, most, number);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            var opened = new DirectOpening(tx, audience, vault).opened(rows);
            var claim = new Claim(place, number, lane, true, opened.size(), before);
            return Optional.of(new Claimed(
                    claim, opened.stream().map(one -> one.under(claim)).toList()));
        });
    }

    /** Gives back what carries this node's name and is not in its memory, so that it is taken up at once. */
    void freeForgotten(Held held) {
        var mine = database.installation(handle -> new DirectoryRepository(handle).claimsOf(node));
        for (var found : mine) {
            if (!held.has(found.id())) {
                database.change(Jobs.call(found.place().organization()), tx -> {
                    new ClaimRepository(tx).free(node, channel, found.id());
                    return null;
                });
            }
        }
        var leased = database.installation(handle -> new DirectoryRepository(handle).directMessagesOf(channel, node));
        var numbers = held.claims().stream().map(Claim::number).toList();
        leased.stream()
                .collect(Collectors.groupingBy(found -> found.place().organization()))
                .forEach((organization, found) -> database.change(Jobs.call(organization), tx -> {
                    new DirectRepository(tx)
                            .free(node, found.stream().map(Found::id).toList(), numbers);
                    return null;
                }));
    }
}
