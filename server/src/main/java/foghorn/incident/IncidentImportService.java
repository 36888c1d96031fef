package foghorn.incident;

import foghorn.kit.db.Database;
import foghorn.page.ImportResult;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;

/** Takes over incidents and maintenances of another status page. */
public final class IncidentImportService {
    private final Database database;

    IncidentImportService(Database database) {
        this.database = database;
    }

    /**
     * Takes over one incident or maintenance with its updates, texts and times; components stay as they are, and nobody is told. One
     * that was imported before is found again and gets what is new at the source, unless it was changed or deleted here. Updates that
     * the source no longer has stay. What cannot be an incident here is {@link foghorn.tenant.Problem.Invalid}.
     */
    public ImportResult take(Call call, PageId page, ImportedIncident incident) {
        var permission = incident.window().isPresent() ? Permission.MANAGE_MAINTENANCE : Permission.MANAGE_INCIDENTS;
        return database.changePage(call, page, permission, tx -> new IncidentImport(tx, page, incident).take());
    }
}
