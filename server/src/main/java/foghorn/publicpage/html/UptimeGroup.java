package foghorn.publicpage.html;

import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.PageSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Components whose uptime is shown and that stand together, in the order of the page.
 *
 * @param name of their group; empty for those outside any group
 */
record UptimeGroup(Optional<String> name, List<ComponentFacts> components) {
    static List<UptimeGroup> of(PageSnapshot snapshot) {
        var groups = new ArrayList<UptimeGroup>();
        for (var component : snapshot.components()) {
            if (component.isGroup()) {
                add(groups, Optional.of(component.name()), watched(snapshot, component));
            } else if (component.parentId().isEmpty() && isWatched(snapshot, component)) {
                add(groups, Optional.empty(), List.of(component));
            }
        }
        return groups;
    }

    /** What stands in no group stays together. */
    private static void add(List<UptimeGroup> groups, Optional<String> name, List<ComponentFacts> components) {
        if (name.isEmpty() && !groups.isEmpty() && groups.getLast().name().isEmpty()) {
            groups.getLast().components().addAll(components);
        } else if (!components.isEmpty()) {
            groups.add(new UptimeGroup(name, new ArrayList<>(components)));
        }
    }

    private static List<ComponentFacts> watched(PageSnapshot snapshot, ComponentFacts group) {
        return snapshot.components().stream()
                .filter(child -> child.parentId().equals(Optional.of(group.id())) && isWatched(snapshot, child))
                .toList();
    }

    private static boolean isWatched(PageSnapshot snapshot, ComponentFacts component) {
        return snapshot.uptime().strips().containsKey(component.id());
    }
}
