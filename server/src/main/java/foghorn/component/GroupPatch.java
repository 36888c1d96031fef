package foghorn.component;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import java.util.List;
import java.util.Optional;

/**
 * What to change of a group.
 *
 * @param components replaces the group's components, in this order; those left out stay on the page
 */
public record GroupPatch(
        ExpectedVersion expected,
        Change<String> name,
        Change<Optional<String>> description,
        Change<List<ComponentId>> components) {}
