package foghorn.incident;

import foghorn.kit.db.Database;
import foghorn.kit.due.DueWork;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Wires the incident room. */
public final class IncidentRoom {
    private final IncidentService incidents;
    private final PostmortemService postmortems;
    private final IncidentImportService imports;
    private final UptimeService uptimes;

    private final Database database;

    public IncidentRoom(Database database) {
        this.database = database;
        this.incidents = new IncidentService(database);
        this.postmortems = new PostmortemService(database);
        this.imports = new IncidentImportService(database);
        this.uptimes = new UptimeService(database);
    }

    public IncidentService incidents() {
        return incidents;
    }

    public PostmortemService postmortems() {
        return postmortems;
    }

    public IncidentImportService imports() {
        return imports;
    }

    public UptimeService uptimes() {
        return uptimes;
    }

    /** What happens here by itself, on one node; begins with {@link DueWork#start}. */
    public DueWork dueWork(BooleanSupplier clockIsRight) {
        return new DueWork("maintenances", clockIsRight, List.of(new MaintenanceRound(database)));
    }
}
