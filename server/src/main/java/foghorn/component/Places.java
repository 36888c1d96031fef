package foghorn.component;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.PageId;
import java.util.LinkedHashMap;

/** The tree of a page's components as it is stored, to be changed and saved within one transaction. */
final class Places {
    private final Tx tx;
    private final PageId page;
    private final ComponentRepository components;
    private final ComponentTree tree;
    private final LinkedHashMap<ComponentId, ComponentTree.Place> stored = new LinkedHashMap<>();

    Places(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
        this.components = new ComponentRepository(tx, page);
        var all = components.all();
        this.tree = ComponentTree.of(all);
        all.forEach(component ->
                stored.put(component.id(), new ComponentTree.Place(component.group(), component.position())));
    }

    ComponentTree tree() {
        return tree;
    }

    /** The place that the tree gives a row which is about to be inserted with it. */
    ComponentTree.Place placeOfNew(ComponentId id) {
        var place = tree.places().get(id);
        if (place == null) {
            throw new IllegalArgumentException("not in the tree: " + id);
        }
        stored.put(id, place);
        return place;
    }

    /** Removes groups that became empty, saves the places that differ and derives the groups' statuses anew. */
    void save() {
        tree.removeEmptyGroups().forEach(group -> {
            components.markDeleted(group);
            new AuditLog(tx).record("component_group.deleted", group.value());
            new Outbox(tx).append(page, new ComponentEvent.Deleted(group));
        });
        var changes = new LinkedHashMap<>(tree.places());
        changes.entrySet().removeIf(entry -> entry.getValue().equals(stored.get(entry.getKey())));
        components.place(changes);
        components.deriveGroupStatuses();
    }
}
