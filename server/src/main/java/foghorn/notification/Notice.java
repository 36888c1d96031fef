package foghorn.notification;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of one event, for every channel to put into its own form. The same whenever it is read: the text is that of the
 * version which the event names, and what came before is as it was then.
 *
 * @param at when it happened
 * @param name the incident's name at that time
 * @param thread the name the incident began with, so that all mails of one incident carry the same subject
 * @param components what is or was affected, with the status that the newest naming update gave it
 * @param window when the maintenance is planned for; empty for incidents
 * @param earlier the updates before this one, newest first, at most {@link #MOST_EARLIER}
 */
public record Notice(
        String eventId,
        Kind kind,
        Instant at,
        Page page,
        IncidentId incident,
        String name,
        String thread,
        IncidentImpact impact,
        List<Component> components,
        Optional<Window> window,
        Update update,
        List<Update> earlier) {
    /** Earlier updates that are repeated below the new one. */
    public static final int MOST_EARLIER = 10;

    public Notice {
        components = List.copyOf(components);
        earlier = List.copyOf(earlier);
    }

    /** What happened. */
    public enum Kind {
        OPENED("incident.opened"),
        UPDATED("incident.updated"),
        RESOLVED("incident.resolved"),
        SCHEDULED("maintenance.scheduled"),
        STARTED("maintenance.started"),
        COMPLETED("maintenance.completed"),
        /** What was learnt is on the page; its update is the postmortem's text. */
        POSTMORTEM("postmortem.published"),
        /** A component has another status; told by webhook only. */
        COMPONENT_CHANGED("component.status_changed");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        /** The name under which it is stored. */
        public String event() {
            return event;
        }

        static Kind of(String event) {
            for (var kind : values()) {
                if (kind.event.equals(event)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("nothing is told of " + event);
        }
    }

    /** The page in whose name it is said. */
    public record Page(String name, String subdomain, Optional<String> domain, ZoneId zone) {}

    /** @param name with its group, as it was at that moment */
    public record Component(String name, ComponentStatus status) {}

    public record Window(Instant from, Instant until) {}

    /** One update of the incident. */
    public record Update(IncidentStatus status, String body, Instant at, Optional<Instant> nextUpdateAt) {}
}
