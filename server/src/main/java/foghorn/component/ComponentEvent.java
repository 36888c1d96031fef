package foghorn.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.outbox.PageEvent;
import foghorn.kit.web.Json;
import java.util.Optional;

/** What happened to a component or a group. Stored as {@link #kind()} and a JSON object with {@code component_id}. */
public sealed interface ComponentEvent extends PageEvent {
    ComponentId componentId();

    record Created(ComponentId componentId) implements ComponentEvent {
        @Override
        public String kind() {
            return "component.created";
        }
    }

    /** Name, description, place or settings changed. */
    record Changed(ComponentId componentId) implements ComponentEvent {
        @Override
        public String kind() {
            return "component.changed";
        }
    }

    /**
     * A component, never a group, has another status than before.
     *
     * @param incidentId the incident or maintenance whose update moved it
     */
    record StatusChanged(
            ComponentId componentId, ComponentStatus oldStatus, ComponentStatus newStatus, Optional<String> incidentId)
            implements ComponentEvent {
        @Override
        public String kind() {
            return "component.status_changed";
        }
    }

    record Deleted(ComponentId componentId) implements ComponentEvent {
        @Override
        public String kind() {
            return "component.deleted";
        }
    }

    /** Reads a stored event; empty if the kind belongs to another room. */
    static Optional<ComponentEvent> parse(String kind, String json) {
        Class<? extends ComponentEvent> type = switch (kind) {
            case "component.created" -> Created.class;
            case "component.changed" -> Changed.class;
            case "component.status_changed" -> StatusChanged.class;
            case "component.deleted" -> Deleted.class;
            default -> null;
        };
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(json, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("stored event cannot be read: " + kind, e);
        }
    }
}
