package foghorn.page.run;

import foghorn.kit.db.Database;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Forgets runs that ended long ago, and what they could not take. May run on several nodes at once. */
public final class RunSweep {
    /** How long a run is shown. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Database database;
    private final Supplier<List<OrganizationId>> organizations;

    public RunSweep(Database database, Supplier<List<OrganizationId>> organizations) {
        this.database = database;
        this.organizations = organizations;
    }

    public void sweep() {
        for (var organization : organizations.get()) {
            var call = new Call(new Actor.Job(organization, "import"), "sweep");
            database.change(call, tx -> RunRepository.removeOld(tx, tx.now().minus(KEPT)));
        }
    }
}
