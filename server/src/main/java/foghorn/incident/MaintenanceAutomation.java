package foghorn.incident;

import foghorn.audit.AuditLog;
import foghorn.incident.DueSteps.Due;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.Map;

/**
 * Takes the automatic steps of maintenances, as a person would: with an update, an audit entry and an event. The page is locked and the
 * step looked for again under the lock, so each is taken once, however many nodes try.
 */
final class MaintenanceAutomation {
    private final Database database;

    MaintenanceAutomation(Database database) {
        this.database = database;
    }

    /** Takes the earliest step if it is due; false if none is. */
    boolean takeNext(Call call, PageId page, IncidentId id) {
        return database.changePage(call, page, Permission.MANAGE_MAINTENANCE, tx -> {
            var incident = new IncidentRepository(tx, page).find(id);
            var due = incident.flatMap(Incident::maintenance)
                    .flatMap(plan -> plan.due().next())
                    .filter(next -> !next.at().isAfter(tx.now()));
            due.ifPresent(step -> take(tx, incident.orElseThrow(), step));
            return due.isPresent();
        });
    }

    private static void take(Tx tx, Incident present, Due due) {
        var begin = present.maintenance().orElseThrow().scheduledFor();
        if (due.step() == MaintenanceStep.REMIND && !tx.now().isBefore(begin)) {
            skipReminder(tx, present, due);
        } else {
            post(tx, present, due);
        }
    }

    private static void post(Tx tx, Incident present, Due due) {
        var page = present.pageId();
        var patch = new AutomaticUpdate(tx, present).of(due.step());
        var update = new Posting(tx, page, patch.components()).step(present, patch, due);
        var next = new IncidentReader(tx, page).require(present.id());
        new Outbox(tx).append(page, IncidentService.posted(present.status(), next, update));
        IncidentService.audit(tx, "incident_update.posted", update, IncidentDifferences.of(present, next, update));
        new Successor(tx, page).planAfter(present, new IncidentReader(tx, page).details(present.id()));
    }

    /** A reminder of what has begun already helps nobody. */
    private static void skipReminder(Tx tx, Incident present, Due due) {
        new IncidentRepository(tx, present.pageId())
                .save(IncidentDraft.of(present).unreminded().build());
        new AuditLog(tx)
                .record(
                        "maintenance.reminder_skipped",
                        present.id().value(),
                        Map.of("due_at", due.at().toString()));
    }
}
