package foghorn.incident;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.component.NamedComponent;
import foghorn.component.PageComponents;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components that a call names, found on the page, with the statuses they have and get; one transaction long. */
final class Affecting {
    private final PageComponents page;
    private final IncidentComponentRepository attached;
    private final ComponentChanges changes;
    private final List<NamedComponent> named;

    private Affecting(
            PageComponents page,
            IncidentComponentRepository attached,
            ComponentChanges changes,
            List<NamedComponent> named) {
        this.page = page;
        this.attached = attached;
        this.changes = changes;
        this.named = named;
    }

    /** Finds the components; one that is not on the page, or is a group, is {@link Problem.Invalid}. */
    static Affecting find(Tx tx, PageId pageId, ComponentChanges changes) {
        var page = new PageComponents(tx, pageId);
        var named = page.named(changes.ids());
        var found = named.stream().map(NamedComponent::id).toList();
        for (var id : changes.ids()) {
            if (!found.contains(id)) {
                throw new Problem.Invalid(fieldOf(changes, id), "names " + id + ", which is no component of this page");
            }
        }
        for (var component : named) {
            if (component.component().isGroup()) {
                throw new Problem.Invalid(
                        fieldOf(changes, component.id()), "names " + component.id() + ", which is a group");
            }
        }
        return new Affecting(page, new IncidentComponentRepository(tx, pageId), changes, named);
    }

    private static String fieldOf(ComponentChanges changes, ComponentId id) {
        return changes.statuses().containsKey(id) ? "incident.components" : "incident.component_ids";
    }

    /** What an update says of the components, unchanged ones too; absent if the call named none. */
    Optional<List<AffectedComponent>> affected() {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(named.stream()
                .map(component -> new AffectedComponent(
                        component.id(), component.fullName(), component.status(), statusAfter(component)))
                .toList());
    }

    /** The statuses that the named components have once they are moved. */
    List<ComponentStatus> statusesAfter() {
        return named.stream().map(this::statusAfter).toList();
    }

    /** Whether anything would differ for this incident: a status, or which components it affects. */
    boolean changes(IncidentId incident) {
        var before = attached.worst(incident).keySet();
        var after = new LinkedHashSet<>(changes.ids());
        if (changes.list().isEmpty()) {
            after.addAll(before);
        }
        return !after.equals(before)
                || named.stream().anyMatch(component -> statusAfter(component) != component.status());
    }

    /** Moves the components to the statuses given for them. */
    void move(IncidentId incident) {
        var moves = new LinkedHashMap<ComponentId, ComponentStatus>();
        named.stream()
                .filter(component -> statusAfter(component) != component.status())
                .forEach(component -> moves.put(component.id(), statusAfter(component)));
        page.move(moves, Optional.of(incident.value()));
    }

    /** Attaches the components to the incident, keeps the worst status of each, and returns the statuses that all attached have now. */
    List<ComponentStatus> attach(IncidentId incident) {
        var worst = attached.worst(incident);
        if (changes.list().isPresent()) {
            worst.keySet().retainAll(changes.ids());
        }
        changes.ids().forEach(id -> worst.putIfAbsent(id, ComponentStatus.OPERATIONAL));
        var now = page.named(worst.keySet());
        now.forEach(component -> worst.merge(
                component.id(),
                component.status(),
                (before, present) -> present.isWorseThan(before) ? present : before));
        attached.replace(incident, worst);
        return now.stream().map(NamedComponent::status).toList();
    }

    /** The components that the incident affects, as they are now. */
    static Map<IncidentId, List<Component>> ofIncidents(Tx tx, PageId pageId, List<IncidentId> incidents) {
        var ids = new IncidentComponentRepository(tx, pageId).ofIncidents(incidents);
        var all = ids.values().stream().flatMap(List::stream).distinct().toList();
        var components = new PageComponents(tx, pageId).named(all);
        var byIncident = new LinkedHashMap<IncidentId, List<Component>>();
        ids.forEach((incident, wanted) -> byIncident.put(
                incident,
                components.stream()
                        .filter(component -> wanted.contains(component.id()))
                        .map(NamedComponent::component)
                        .toList()));
        return byIncident;
    }

    private ComponentStatus statusAfter(NamedComponent component) {
        return changes.statuses().getOrDefault(component.id(), Optional.empty()).orElse(component.status());
    }
}
