package foghorn.incident;

import foghorn.kit.db.Database;

/** Wires the incident room. */
public final class IncidentRoom {
    private final IncidentService incidents;

    public IncidentRoom(Database database) {
        this.incidents = new IncidentService(database);
    }

    public IncidentService incidents() {
        return incidents;
    }
}
