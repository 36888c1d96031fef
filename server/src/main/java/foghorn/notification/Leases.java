package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.OrganizationId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what a node holds: renews its claims, and learns of those that it has lost. */
final class Leases {
    private final Database database;
    private final Held held;
    private final Standing standing;
    private final String node;
    private long renewedAt = System.nanoTime();

    Leases(Database database, Held held, Standing standing, String node) {
        this.database = database;
        this.held = held;
        this.standing = standing;
        this.node = node;
    }

    boolean isDue() {
        return standing.mustRenew() || System.nanoTime() - renewedAt >= Lease.RENEW_EVERY.toNanos();
    }

    /** Renews everything held; says whether that ended a loss of the database. */
    boolean renew() {
        long started = System.nanoTime();
        held.claims().stream()
                .collect(Collectors.groupingBy(claim -> claim.place().organization()))
                .forEach(this::renew);
        renewedAt = started;
        return standing.renewed();
    }

    private void renew(OrganizationId organization, List<Claim> claims) {
        long before = System.nanoTime();
        Set<Long> mine = database.change(Jobs.call(organization), tx -> {
            var renewed = new HashSet<Long>();
            var direct = numbers(claims, true);
            var deliveries = numbers(claims, false);
            if (!direct.isEmpty()) {
                renewed.addAll(new DirectRepository(tx).renew(node, direct));
            }
            if (!deliveries.isEmpty()) {
                renewed.addAll(new ClaimRepository(tx).renew(node, deliveries));
            }
            return renewed;
        });
        for (var claim : claims) {
            if (mine.contains(claim.number())) {
                claim.renewed(before);
            } else {
                claim.lose();
            }
        }
    }

    private static List<Long> numbers(List<Claim> claims, boolean direct) {
        return claims.stream()
                .filter(claim -> claim.isDirect() == direct)
                .map(Claim::number)
                .toList();
    }
}
