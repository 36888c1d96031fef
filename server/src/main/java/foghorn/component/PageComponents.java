package foghorn.component;

import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.PageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page's components inside a transaction that another verb began; for incidents, which move statuses. It asks for no permission and
 * writes no audit entry: the verb does both.
 */
public final class PageComponents {
    private final Tx tx;
    private final PageId page;
    private final ComponentRepository components;

    public PageComponents(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
        this.components = new ComponentRepository(tx, page);
    }

    /** A component or a group of the page. */
    public Optional<Component> find(ComponentId id) {
        return components.find(id);
    }

    /** The components of a group, by position. */
    public List<Component> inGroup(ComponentId group) {
        return components.inGroups(List.of(group));
    }

    /** Those of these ids that are components or groups of the page, in the order of the page. */
    public List<NamedComponent> named(Collection<ComponentId> ids) {
        return ids.isEmpty() ? List.of() : components.named(ids);
    }

    /**
     * Gives components, not groups, these statuses: the row, its history, the status of its group and an event for each that differs.
     * The page must be locked.
     *
     * @param incidentId the incident or maintenance that moves them, for the history
     */
    public void move(Map<ComponentId, ComponentStatus> statuses, Optional<String> incidentId) {
        var before = new HashMap<ComponentId, ComponentStatus>();
        named(statuses.keySet()).forEach(component -> before.put(component.id(), component.status()));
        var changes = new LinkedHashMap<ComponentId, ComponentStatus>();
        statuses.forEach((id, status) -> {
            if (before.get(id) != status) {
                changes.put(id, status);
            }
        });
        if (changes.isEmpty()) {
            return;
        }
        components.setStatus(changes);
        new StatusHistoryRepository(tx, page).move(changes, incidentId);
        components.deriveGroupStatuses();
        var outbox = new Outbox(tx);
        changes.forEach((id, status) -> outbox.append(
                page, new ComponentEvent.StatusChanged(id, before.getOrDefault(id, status), status, incidentId)));
    }
}
