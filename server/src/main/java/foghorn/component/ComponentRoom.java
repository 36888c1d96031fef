package foghorn.component;

import foghorn.kit.db.Database;

/** Wires the component room. */
public final class ComponentRoom {
    private final ComponentService components;
    private final ComponentGroupService groups;
    private final ComponentImportService imports;

    public ComponentRoom(Database database) {
        this.components = new ComponentService(database);
        this.groups = new ComponentGroupService(database);
        this.imports = new ComponentImportService(database);
    }

    public ComponentService components() {
        return components;
    }

    public ComponentGroupService groups() {
        return groups;
    }

    public ComponentImportService imports() {
        return imports;
    }
}
