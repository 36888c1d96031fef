package foghorn.incident.template;

import foghorn.kit.db.Database;

/** Wires what concerns incident templates. */
public final class TemplateRoom {
    private final TemplateService templates;

    public TemplateRoom(Database database) {
        this.templates = new TemplateService(database);
    }

    public TemplateService templates() {
        return templates;
    }
}
