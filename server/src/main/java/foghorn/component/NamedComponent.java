package foghorn.component;

/**
 * A component with the name it has outside its group.
 *
 * @param fullName {@code Group - Component}, or the component's own name if it stands in no group
 */
public record NamedComponent(Component component, String fullName) {
    public ComponentId id() {
        return component.id();
    }

    public ComponentStatus status() {
        return component.status();
    }
}
