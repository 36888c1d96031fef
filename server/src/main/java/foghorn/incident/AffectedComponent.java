package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;

/**
 * A component as an update named it.
 *
 * @param name as it was at that moment, {@code Group - Component} if it stood in a group
 */
public record AffectedComponent(ComponentId id, String name, ComponentStatus oldStatus, ComponentStatus newStatus) {}
