package foghorn.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places of a page's components: the order on the page and inside each group. Knows no database. Positions come out as 1 to n
 * without gaps, whatever was done.
 */
final class ComponentTree {
    private final List<ComponentId> top = new ArrayList<>();
    private final Map<ComponentId, List<ComponentId>> groups = new LinkedHashMap<>();

    /** Where a component stands. */
    record Place(Optional<ComponentId> group, int position) {}

    /** The tree of these components, which come in the order of the page: each group before its components. */
    static ComponentTree of(List<Component> ordered) {
        var tree = new ComponentTree();
        for (var component : ordered) {
            if (component.isGroup()) {
                tree.groups.put(component.id(), new ArrayList<>());
            }
            tree.siblings(component.group()).add(component.id());
        }
        return tree;
    }

    private List<ComponentId> siblings(Optional<ComponentId> group) {
        return group.map(id -> groups.getOrDefault(id, top)).orElse(top);
    }

    boolean isGroup(ComponentId id) {
        return groups.containsKey(id);
    }

    boolean contains(ComponentId id) {
        return places().containsKey(id);
    }

    /** Puts a new component last in the group or on the page, or moves one there that stands elsewhere. */
    void put(ComponentId id, Optional<ComponentId> group) {
        if (!siblings(group).contains(id)) {
            take(id);
            siblings(group).add(id);
        }
    }

    /** Moves a component or group so many places down among its neighbours, up if below zero, as far as it goes. */
    void move(ComponentId id, int steps) {
        var siblings = siblings(groupOf(id));
        int from = siblings.indexOf(id);
        int to = Math.clamp((long) from + steps, 0, siblings.size() - 1);
        siblings.remove(from);
        siblings.add(to, id);
    }

    /** Moves a component or group to a place of the group or of the page, from 1; beyond the last it is the last. */
    void place(ComponentId id, Optional<ComponentId> group, int position) {
        take(id);
        var siblings = siblings(group);
        siblings.add(Math.clamp(position - 1L, 0, siblings.size()), id);
    }

    private Optional<ComponentId> groupOf(ComponentId id) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Puts a group last on the page, or keeps its place, with exactly these components; those it had and loses follow it on the page. */
    void putGroup(ComponentId id, List<ComponentId> components) {
        var before = List.copyOf(groups.getOrDefault(id, List.of()));
        components.forEach(this::take);
        if (!groups.containsKey(id)) {
            top.add(id);
        }
        groups.put(id, new ArrayList<>(components));
        top.addAll(
                top.indexOf(id) + 1,
                before.stream().filter(lost -> !components.contains(lost)).toList());
    }

    /** Takes a component away. */
    void remove(ComponentId id) {
        take(id);
    }

    /** Takes a group away; its components take its place on the page. */
    void dissolve(ComponentId group) {
        int index = top.indexOf(group);
        top.remove(index);
        top.addAll(index, groups.getOrDefault(group, List.of()));
        groups.remove(group);
    }

    /** Takes away the groups that have no components any more, and names them. */
    List<ComponentId> removeEmptyGroups() {
        var empty = groups.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        empty.forEach(this::dissolve);
        return empty;
    }

    /** Every component's place. */
    Map<ComponentId, Place> places() {
        var places = new LinkedHashMap<ComponentId, Place>();
        number(top, Optional.empty(), places);
        groups.forEach((group, components) -> number(components, Optional.of(group), places));
        return places;
    }

    private static void number(List<ComponentId> ids, Optional<ComponentId> group, Map<ComponentId, Place> places) {
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), new Place(group, i + 1));
        }
    }

    private void take(ComponentId id) {
        top.remove(id);
        groups.values().forEach(components -> components.remove(id));
    }
}
