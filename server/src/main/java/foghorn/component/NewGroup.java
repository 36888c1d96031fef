package foghorn.component;

import java.util.List;
import java.util.Optional;

/** A group to be made of one or more components of the page, in this order. They leave the groups they are in. */
public record NewGroup(String name, Optional<String> description, List<ComponentId> components) {
    public NewGroup {
        components = List.copyOf(components);
    }
}
