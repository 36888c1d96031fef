package foghorn.notification;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.incident.IncidentUpdate;
import foghorn.incident.Milestones;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a program is told of one event: whole records instead of a text, as they were when it happened. The same whenever it is read,
 * but for settings of the incident that have no history.
 */
public sealed interface Hook {
    Page page();

    /** A component has another status. */
    record OfComponent(Page page, Change change, Component component) implements Hook {}

    /** Something was said of an incident or a maintenance. */
    record OfIncident(Page page, Incident incident) implements Hook {}

    /** Nothing has happened: a trial. */
    record Trial(Page page) implements Hook {}

    /**
     * The page in whose name it is said.
     *
     * @param indicator its status as a whole after the event, for example {@code major}
     * @param description the same in words
     */
    record Page(PageId id, String subdomain, Optional<String> domain, String indicator, String description) {}

    /** @param eventId names the change */
    record Change(String eventId, Instant at, ComponentStatus from, ComponentStatus to) {}

    record Component(
            ComponentId id,
            Optional<ComponentId> group,
            String name,
            Optional<String> description,
            ComponentStatus status,
            int position,
            boolean showcase,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * An incident up to the event's own update.
     *
     * @param updates newest first; the first one is the event's own, or of a postmortem the one before it
     */
    record Incident(
            IncidentId id,
            String name,
            IncidentStatus status,
            IncidentImpact impact,
            Optional<IncidentImpact> impactOverride,
            boolean backfilled,
            Instant createdAt,
            Instant updatedAt,
            Milestones milestones,
            Plan plan,
            List<IncidentUpdate> updates,
            List<Component> components,
            Aftermath aftermath) {
        public Incident {
            updates = List.copyOf(updates);
            components = List.copyOf(components);
        }
    }

    /**
     * What was learnt, if it was on the page then and still is.
     *
     * @param isIgnored whether nothing is to be written
     */
    record Aftermath(Optional<Postmortem> postmortem, boolean isIgnored) {}

    /** @param tellsSubscribers whether subscribers were told of it */
    record Postmortem(String body, Instant updatedAt, Instant publishedAt, boolean tellsSubscribers) {}

    /** When a maintenance is planned for; empty and false for incidents. */
    record Plan(
            Optional<Instant> from,
            Optional<Instant> until,
            boolean remindPrior,
            Optional<Instant> remindedAt,
            boolean autoInProgress,
            boolean autoCompleted) {}
}
