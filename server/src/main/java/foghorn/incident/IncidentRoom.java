package foghorn.incident;

import foghorn.kit.db.Database;

/** Wires the incident room. */
public final class IncidentRoom {
    private final IncidentService incidents;
    private final IncidentImportService imports;

    public IncidentRoom(Database database) {
        this.incidents = new IncidentService(database);
        this.imports = new IncidentImportService(database);
    }

    public IncidentService incidents() {
        return incidents;
    }

    public IncidentImportService imports() {
        return imports;
    }
}
