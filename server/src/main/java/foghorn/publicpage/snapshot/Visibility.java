package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one place that decides which components a page shows. Whatever is not in here is named nowhere: not in lists, not in groups, not in
 * incidents. Left out are deleted components (they are not read at all), those that show only while not operational and are operational,
 * what stands in a group that is left out, and groups without a child to show.
 */
final class Visibility {
    private static final Comparator<ComponentFacts> PAGE_ORDER = Comparator.comparingInt(ComponentFacts::position)
            .thenComparing(component -> !component.isGroup())
            .thenComparing(ComponentFacts::id);

    private final Map<String, ComponentFacts> visible = new LinkedHashMap<>();

    private Visibility(List<ComponentFacts> shown) {
        shown.stream().sorted(PAGE_ORDER).forEach(component -> visible.put(component.id(), component));
    }

    /** Decides for all components of a page that are not deleted. */
    static Visibility of(List<ComponentFacts> all) {
        var candidates = new HashMap<String, List<ComponentFacts>>();
        var shown = new ArrayList<ComponentFacts>();
        for (var component : all) {
            if (component.isGroup() || isWithheld(component)) {
                continue;
            }
            if (component.parentId().isEmpty()) {
                shown.add(component);
            } else {
                candidates
                        .computeIfAbsent(component.parentId().get(), parent -> new ArrayList<>())
                        .add(component);
            }
        }
        for (var group : all) {
            var children = candidates.getOrDefault(group.id(), List.of());
            var status = ComponentStatus.worstOf(
                    children.stream().map(ComponentFacts::status).toList());
            var asShown = group.withStatus(status);
            if (group.isGroup() && !children.isEmpty() && !isWithheld(asShown)) {
                shown.add(asShown);
                shown.addAll(children);
            }
        }
        return new Visibility(shown);
    }

    private static boolean isWithheld(ComponentFacts component) {
        return component.onlyShowIfDegraded() && component.status() == ComponentStatus.OPERATIONAL;
    }

    /** The visible components and groups in page order, by id. */
    Map<String, ComponentFacts> components() {
        return visible;
    }

    boolean shows(String componentId) {
        return visible.containsKey(componentId);
    }
}
