package foghorn.incident;

import foghorn.kit.db.Database;

/** Wires the incident room. */
public final class IncidentRoom {
    private final IncidentService incidents;
    private final IncidentImportService imports;
    private final UptimeService uptimes;

    public IncidentRoom(Database database) {
        this.incidents = new IncidentService(database);
        this.imports = new IncidentImportService(database);
        this.uptimes = new UptimeService(database);
    }

    public IncidentService incidents() {
        return incidents;
    }

    public IncidentImportService imports() {
        return imports;
    }

    public UptimeService uptimes() {
        return uptimes;
    }
}
