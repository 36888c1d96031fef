package foghorn.component;

import foghorn.kit.db.Database;
import foghorn.page.ImportResult;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.List;

/** Takes over the components of another status page. */
public final class ComponentImportService {
    private final Database database;

    ComponentImportService(Database database) {
        this.database = database;
    }

    /**
     * Takes over components and groups with their names, places, statuses and times, all in one transaction; nobody is told. Those that
     * were imported before are found again: what changed at the source changes here too, unless it was changed or deleted here.
     * What the source no longer has stays.
     */
    public ImportResult take(Call call, PageId page, List<ImportedComponent> components) {
        return database.changePage(
                call, page, Permission.MANAGE_COMPONENTS, tx -> new ComponentImport(tx, page).take(components));
    }

    /**
     * Gives components that were imported, and have had one status since, the history they had before, all in one transaction. One that
     * has a history here already keeps it; incidents are named as far as they were imported.
     */
    public ImportResult takeHistory(Call call, PageId page, List<ImportedHistory> histories) {
        return database.changePage(
                call, page, Permission.MANAGE_COMPONENTS, tx -> new HistoryImport(tx, page).take(histories));
    }
}
