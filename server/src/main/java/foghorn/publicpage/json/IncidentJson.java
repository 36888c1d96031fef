package foghorn.publicpage.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident, in the contract's order of keys. */
record IncidentJson(
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
        @Nullable String reminderIntervals) {}
