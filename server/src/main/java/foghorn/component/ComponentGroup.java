package foghorn.component;

import java.util.List;

/** A group with its components in the order of their positions; there is at least one. */
public record ComponentGroup(Component group, List<ComponentId> components) {
    public ComponentGroup {
        components = List.copyOf(components);
    }
}
