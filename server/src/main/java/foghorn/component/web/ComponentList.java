package foghorn.component.web;

import foghorn.component.Component;
import foghorn.component.ComponentStatus;
import foghorn.kit.web.Shell;
import foghorn.tenant.PageId;
import java.util.List;
import java.util.Optional;

/**
 * The screen of all components.
 *
 * @param mayChange whether the reader may add, change and remove components
 * @param webhooks how many are told of a status that is set here
 * @param moved the button by which one was just moved; empty if none was
 */
public record ComponentList(
        Shell shell, PageId page, List<Section> sections, boolean mayChange, long webhooks, String moved) {
    /** Components in one group, or a component outside any group. */
    public record Section(Optional<Component> group, List<Component> components) {
        public Section {
            components = List.copyOf(components);
        }
    }

    public ComponentList {
        sections = List.copyOf(sections);
    }

    public List<ComponentStatus> statuses() {
        return List.of(ComponentStatus.values());
    }

    public boolean isEmpty() {
        return sections.isEmpty();
    }

    /** Who is told of a status that is set here, for who cannot see the notice above. */
    public String telling() {
        return webhooks == 0 ? "telling nobody" : "telling webhooks alone";
    }

    /** The address of this screen. */
    public String base() {
        return "/console/pages/" + page + "/components";
    }

    /** Whether the button that moves this one there ({@code up}, {@code down}, {@code to}) is where the reader was. */
    public boolean hasFocus(Component component, String where) {
        return moved.equals(component.id() + "-" + where);
    }

    /** The groups into which this one can be moved. */
    public List<Component> groupsFor(Component component) {
        return sections.stream()
                .flatMap(section -> section.group().stream())
                .filter(group -> !component.isGroup() && !component.group().equals(Optional.of(group.id())))
                .toList();
    }

    public String newGroup() {
        return "/console/pages/" + page + "/component-groups/new";
    }

    /** Where the component is changed. */
    public String href(Component component) {
        return base() + "/" + component.id();
    }
}
