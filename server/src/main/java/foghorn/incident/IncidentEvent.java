package foghorn.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.outbox.PageEvent;
import foghorn.kit.web.Json;
import java.util.Optional;

/**
 * What happened to an incident or a maintenance. Stored as {@link #kind()} and a JSON object of ids and versions: {@code incident_id},
 * and where an update is concerned {@code incident_update_id}, {@code update_version} (the text as it was told) and {@code notify}; of a
 * postmortem {@code postmortem_version}.
 */
public sealed interface IncidentEvent extends PageEvent {
    IncidentId incidentId();

    /** An update was posted; subscribers are told if {@link #notifies()}. */
    sealed interface Posted extends IncidentEvent {
        IncidentUpdateId incidentUpdateId();

        int updateVersion();

        boolean notifies();
    }

    /** A realtime incident and its first update; it may be resolved at once. */
    record Opened(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "incident.opened";
        }
    }

    /** A further update that neither resolves, starts nor completes. */
    record Updated(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "incident.updated";
        }
    }

    /** The update that set a realtime incident to resolved. */
    record Resolved(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "incident.resolved";
        }
    }

    /** A maintenance was announced, with its first update. */
    record Scheduled(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "maintenance.scheduled";
        }
    }

    /** The update that set a maintenance to in progress. */
    record Started(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "maintenance.started";
        }
    }

    /** The update that set a maintenance to completed. */
    record Completed(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "maintenance.completed";
        }
    }

    /**
     * What was learnt was published, or published anew.
     *
     * @param incidentUpdateId the newest update of that time
     * @param postmortemVersion the text as it was told
     */
    record PostmortemPublished(
            IncidentId incidentId,
            IncidentUpdateId incidentUpdateId,
            int updateVersion,
            int postmortemVersion,
            @JsonProperty("notify") boolean notifies)
            implements Posted {
        @Override
        public String kind() {
            return "postmortem.published";
        }
    }

    /** A published postmortem was taken off the page. */
    record PostmortemWithdrawn(IncidentId incidentId) implements IncidentEvent {
        @Override
        public String kind() {
            return "postmortem.withdrawn";
        }
    }

    /** An existing update was corrected; nobody is told. */
    record Edited(IncidentId incidentId, IncidentUpdateId incidentUpdateId, int updateVersion)
            implements IncidentEvent {
        @Override
        public String kind() {
            return "incident.edited";
        }
    }

    /** Name, impact, components, times or settings changed without an update. */
    record Changed(IncidentId incidentId) implements IncidentEvent {
        @Override
        public String kind() {
            return "incident.changed";
        }
    }

    /** An incident of the past was entered afterwards; nobody is told (row W051). */
    record Backfilled(IncidentId incidentId) implements IncidentEvent {
        @Override
        public String kind() {
            return "incident.backfilled";
        }
    }

    /** An incident or a maintenance was taken over from another status page, or changed there; nobody is told. */
    record Imported(IncidentId incidentId) implements IncidentEvent {
        @Override
        public String kind() {
            return "incident.imported";
        }
    }

    record Deleted(IncidentId incidentId) implements IncidentEvent {
        @Override
        public String kind() {
            return "incident.deleted";
        }
    }

    /** Reads a stored event; empty if the kind belongs to another room. */
    static Optional<IncidentEvent> parse(String kind, String json) {
        Class<? extends IncidentEvent> type = switch (kind) {
            case "incident.opened" -> Opened.class;
            case "incident.updated" -> Updated.class;
            case "incident.resolved" -> Resolved.class;
            case "maintenance.scheduled" -> Scheduled.class;
            case "maintenance.started" -> Started.class;
            case "maintenance.completed" -> Completed.class;
            case "postmortem.published" -> PostmortemPublished.class;
            case "postmortem.withdrawn" -> PostmortemWithdrawn.class;
            case "incident.edited" -> Edited.class;
            case "incident.changed" -> Changed.class;
            case "incident.backfilled" -> Backfilled.class;
            case "incident.imported" -> Imported.class;
            case "incident.deleted" -> Deleted.class;
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
