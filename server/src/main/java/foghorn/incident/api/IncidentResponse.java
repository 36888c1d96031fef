package foghorn.incident.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import foghorn.component.AutomationAddresses;
import foghorn.component.api.ComponentResponse;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentImpact;
import foghorn.incident.Maintenance;
import foghorn.incident.Metadata;
import foghorn.incident.Postmortem;
import foghorn.incident.ReminderIntervals;
import foghorn.incident.RemindersBefore;
import foghorn.kit.time.WireTime;
import foghorn.page.PageLinks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incident as {@code /v1} answers it. The order of the components is the order of the keys; {@code nextUpdateAt} and
 * {@code recurrence} are our additions, and {@code highlight}, which tells where words that were looked for stand. */
record IncidentResponse(
        String id,
        List<ComponentResponse> components,
        String createdAt,
        String impact,
        @Nullable String impactOverride,
        List<IncidentUpdateResponse> incidentUpdates,
        List<String> incidentImpacts,
        @JsonRawValue @Nullable String metadata,
        @Nullable String monitoringAt,
        String name,
        String pageId,
        @Nullable String postmortemBody,
        @Nullable String postmortemBodyLastUpdatedAt,
        boolean postmortemIgnored,
        boolean postmortemNotifiedSubscribers,
        boolean postmortemNotifiedTwitter,
        @Nullable String postmortemPublishedAt,
        @Nullable String resolvedAt,
        boolean scheduledAutoCompleted,
        boolean scheduledAutoInProgress,
        @Nullable String scheduledFor,
        @Nullable Boolean autoTransitionDeliverNotificationsAtEnd,
        @Nullable Boolean autoTransitionDeliverNotificationsAtStart,
        @Nullable Boolean autoTransitionToMaintenanceState,
        @Nullable Boolean autoTransitionToOperationalState,
        boolean scheduledRemindPrior,
        @Nullable String scheduledRemindedAt,
        @Nullable String scheduledUntil,
        String shortlink,
        String status,
        String updatedAt,
        @Nullable String reminderIntervals,
        @Nullable String nextUpdateAt,
        @Nullable String recurrence,
        @Nullable List<Integer> scheduledReminders,
        @Nullable Map<String, List<String>> highlight) {

    /** The same as it was found by a search. */
    IncidentResponse with(Map<String, List<String>> found) {
        return new IncidentResponse(
                id,
                components,
                createdAt,
                impact,
                impactOverride,
                incidentUpdates,
                incidentImpacts,
                metadata,
                monitoringAt,
                name,
                pageId,
                postmortemBody,
                postmortemBodyLastUpdatedAt,
                postmortemIgnored,
                postmortemNotifiedSubscribers,
                postmortemNotifiedTwitter,
                postmortemPublishedAt,
                resolvedAt,
                scheduledAutoCompleted,
                scheduledAutoInProgress,
                scheduledFor,
                autoTransitionDeliverNotificationsAtEnd,
                autoTransitionDeliverNotificationsAtStart,
                autoTransitionToMaintenanceState,
                autoTransitionToOperationalState,
                scheduledRemindPrior,
                scheduledRemindedAt,
                scheduledUntil,
                shortlink,
                status,
                updatedAt,
                reminderIntervals,
                nextUpdateAt,
                recurrence,
                scheduledReminders,
                found);
    }

    static IncidentResponse of(IncidentDetails details, AutomationAddresses addresses, PageLinks links) {
        var incident = details.incident();
        var plan = incident.maintenance();
        var published = details.postmortem().flatMap(Postmortem::published);
        return new IncidentResponse(
                incident.id().value(),
                details.components().stream()
                        .map(component -> ComponentResponse.of(component, addresses))
                        .toList(),
                WireTime.seconds(incident.createdAt()),
                incident.impact().wire(),
                incident.impactOverride().map(IncidentImpact::wire).orElse(null),
                details.updates().stream().map(IncidentUpdateResponse::nested).toList(),
                List.of(),
                incident.metadata().map(Metadata::json).orElse(null),
                WireTime.seconds(incident.monitoringAt()),
                incident.name(),
                incident.pageId().value(),
                published.map(shown -> shown.text().body()).orElse(null),
                WireTime.seconds(published.map(shown -> shown.text().updatedAt())),
                details.postmortemIgnored(),
                details.postmortem().flatMap(Postmortem::toldAt).isPresent(),
                false,
                WireTime.seconds(published.map(Postmortem.Published::at)),
                WireTime.seconds(incident.resolvedAt()),
                plan.map(Maintenance::autoCompleted).orElse(false),
                plan.map(Maintenance::autoInProgress).orElse(false),
                WireTime.seconds(plan.map(Maintenance::scheduledFor)),
                plan.flatMap(Maintenance::autoNotifyAtEnd).orElse(null),
                plan.flatMap(Maintenance::autoNotifyAtStart).orElse(null),
                plan.flatMap(Maintenance::autoToMaintenanceState).orElse(null),
                plan.flatMap(Maintenance::autoToOperationalState).orElse(null),
                plan.map(Maintenance::remindPrior).orElse(false),
                WireTime.seconds(plan.flatMap(Maintenance::remindedAt)),
                WireTime.seconds(plan.map(Maintenance::scheduledUntil)),
                links.incident(incident.id().value()),
                incident.status().wire(),
                WireTime.seconds(incident.updatedAt()),
                incident.reminderIntervals().map(ReminderIntervals::text).orElse(null),
                WireTime.seconds(incident.nextUpdateAt()),
                plan.flatMap(Maintenance::series)
                        .map(series -> series.rule().rule())
                        .orElse(null),
                plan.map(Maintenance::reminders).map(RemindersBefore::minutes).orElse(null),
                null);
    }
}
