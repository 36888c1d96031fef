package foghorn.incident.template;

import foghorn.component.Component;
import foghorn.incident.IncidentStatus;
import java.util.List;
import java.util.Optional;

/**
 * What an incident or an update may begin with. Title and body may hold {@link Placeholders}.
 *
 * @param name what the team calls it; visitors never see it
 * @param status the status that comes with the text
 * @param tweets kept, and without effect
 * @param notifies whether telling subscribers is chosen to begin with
 * @param components those that still exist, as they are now, in the order of the page
 */
public record IncidentTemplate(
        TemplateId id,
        Optional<TemplateGroup> group,
        String name,
        String title,
        String body,
        Optional<IncidentStatus> status,
        boolean tweets,
        boolean notifies,
        List<Component> components,
        int version) {
    public IncidentTemplate {
        components = List.copyOf(components);
    }

    /** Whether it is for incidents that happen now, or for any. */
    public boolean isForNow() {
        return status.filter(IncidentStatus::isScheduledKind).isEmpty();
    }

    /** Whether a maintenance can be announced with it. */
    public boolean isForAnnouncing() {
        return status.filter(given -> given != IncidentStatus.Scheduled.SCHEDULED)
                .isEmpty();
    }
}
