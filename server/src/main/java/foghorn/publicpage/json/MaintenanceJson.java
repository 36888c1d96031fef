package foghorn.publicpage.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scheduled maintenance, in the contract's order of keys. */
record MaintenanceJson(
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
        List<ComponentJson> components,
        @Nullable String scheduledFor,
        @Nullable String scheduledUntil) {}
