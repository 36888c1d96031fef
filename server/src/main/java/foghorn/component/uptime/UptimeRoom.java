package foghorn.component.uptime;

import foghorn.kit.db.Database;

/** Wires what concerns the uptime of components. */
public final class UptimeRoom {
    private final CorrectionService corrections;
    private final UptimeRuleService rules;

    public UptimeRoom(Database database) {
        this.corrections = new CorrectionService(database);
        this.rules = new UptimeRuleService(database);
    }

    public CorrectionService corrections() {
        return corrections;
    }

    public UptimeRuleService rules() {
        return rules;
    }
}
