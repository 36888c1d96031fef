package foghorn.incident.web;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A component that an update can name, as it is now.
 *
 * @param group the name of its group, or empty
 */
public record ComponentChoice(Component component, String group) {
    /** The components among these, in their order; groups only lend their names. */
    static List<ComponentChoice> of(List<Component> all) {
        Map<ComponentId, String> groups =
                all.stream().filter(Component::isGroup).collect(Collectors.toMap(Component::id, Component::name));
        return all.stream()
                .filter(component -> !component.isGroup())
                .map(component -> new ComponentChoice(
                        component,
                        component.group().map(id -> groups.getOrDefault(id, "")).orElse("")))
                .toList();
    }
}
