package foghorn.notification;

import foghorn.kit.db.Database;
import foghorn.tenant.OrganizationId;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Supplier;

/**
 * Forgets who was told what when the time that the operator keeps it for is over: whole months at a time, whose numbers are written down
 * first. May run on several nodes at once.
 */
public final class Retention {
    private final Database database;
    private final Supplier<List<OrganizationId>> organizations;
    private final Period kept;

    /** @param kept how long deliveries are kept, in whole months */
    public Retention(Database database, Supplier<List<OrganizationId>> organizations, Period kept) {
        this.database = database;
        this.organizations = organizations;
        this.kept = kept;
    }

    public void sweep() {
        var first = EventRepository.month(database.now()).minus(kept);
        var months = database.installation(handle -> new RetentionRepository.Months(handle).all()).stream()
                .filter(month -> month.isBefore(first))
                .toList();
        months.forEach(this::forget);
    }

    private void forget(LocalDate month) {
        for (var organization : organizations.get()) {
            database.change(Jobs.call(organization), tx -> {
                new RetentionRepository(tx).summarize(month);
                return null;
            });
        }
        database.installation(handle -> {
            new RetentionRepository.Months(handle).drop(month);
            return null;
        });
    }
}
