package foghorn.publicpage.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident or a maintenance on its own. Components are told by what does not change once it is over; how they are now is in
 * {@code /api/v2/components.json}. {@code scheduled_for} and {@code scheduled_until} stand in
 * maintenances only.
 */
record IncidentDocument(
        String id,
        String name,
        String status,
        String createdAt,
        String updatedAt,
        @Nullable String monitoringAt,
        @Nullable String resolvedAt,
        String impact,
        String shortlink,
        String startedAt,
        String pageId,
        List<UpdateJson> incidentUpdates,
        List<Part> components,
        @Nullable String postmortemBody,
        @Nullable String postmortemPublishedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scheduledFor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scheduledUntil) {
    record Part(String id, String name) {}
}
