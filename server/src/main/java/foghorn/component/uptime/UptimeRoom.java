package foghorn.component.uptime;

import foghorn.kit.db.Database;

/** Wires what concerns the uptime of components. */
public final class UptimeRoom {
    private final CorrectionService corrections;

    public UptimeRoom(Database database) {
        this.corrections = new CorrectionService(database);
    }

    public CorrectionService corrections() {
        return corrections;
    }
}
