package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.ErasureRepository.Leaver;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Forgets who has been told nothing for {@link #KEPT}: who never confirmed, who left, who was left alone, and who followed single
 * incidents that are over. May run on several nodes at once.
 */
public final class Purge {
    /** How long a subscriber who is told nothing is kept. Source: contract/behaviours.md, "Quarantine". */
    public static final Duration KEPT = Duration.ofDays(90);

    /** Forgotten in one transaction. */
    private static final int PART = 500;

    private final Database database;
    private final Forgetting forgetting;
    private final Supplier<List<OrganizationId>> organizations;

    Purge(Database database, Forgetting forgetting, Supplier<List<OrganizationId>> organizations) {
        this.database = database;
        this.forgetting = forgetting;
        this.organizations = organizations;
    }

    public void sweep() {
        for (var organization : organizations.get()) {
            var call = new Call(new Actor.Job(organization, "purge"), "purge");
            boolean isMore = true;
            while (isMore) {
                isMore = database.change(call, this::part);
            }
        }
    }

    /** Forgets some; true if there may be more. */
    private boolean part(Tx tx) {
        var rows = new ErasureRepository(tx);
        var leavers = rows.due(PART);
        if (leavers.isEmpty()) {
            leavers = rows.withoutAim(tx.now().minus(KEPT), PART);
        }
        if (leavers.isEmpty()) {
            return false;
        }
        forgetting.forget(tx, leavers);
        var audit = new AuditLog(tx);
        leavers.stream()
                .collect(Collectors.groupingBy(Leaver::page, Collectors.counting()))
                .forEach((page, count) -> audit.record("subscriber.purged", page.value(), Map.of("count", count)));
        return true;
    }
}
