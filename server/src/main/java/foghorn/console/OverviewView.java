package foghorn.console;

import foghorn.component.Component;
import foghorn.component.PageStatus;
import foghorn.incident.IncidentDetails;
import foghorn.kit.web.Shell;
import foghorn.subscriber.SubscriberState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a page is doing, at one glance.
 *
 * @param alarms what keeps messages from arriving, in sentences
 * @param status what visitors read at the top of the page
 * @param incidents open ones
 * @param maintenances that are planned or running
 * @param troubled components that are not operational
 * @param steps what is left to do for a page that is new; empty for one that is in use
 * @param hideSteps where those are hidden; empty for who may not
 */
public record OverviewView(
        Shell shell,
        List<String> alarms,
        PageStatus status,
        List<IncidentDetails> incidents,
        List<IncidentDetails> maintenances,
        List<Component> troubled,
        Map<SubscriberState, Long> subscribers,
        List<Step> steps,
        Optional<String> hideSteps) {
    /** One of the first steps with a new page. */
    public record Step(String title, String explanation, String href, boolean done) {}

    public OverviewView {
        alarms = List.copyOf(alarms);
        incidents = List.copyOf(incidents);
        maintenances = List.copyOf(maintenances);
        troubled = List.copyOf(troubled);
        subscribers = Map.copyOf(subscribers);
        steps = List.copyOf(steps);
    }

    /** The component status whose mark and colour stand for the page's status. */
    public String mark() {
        return switch (status.indicator()) {
            case NONE -> "operational";
            case MAINTENANCE -> "under_maintenance";
            case MINOR -> "degraded_performance";
            case MAJOR -> "partial_outage";
            case CRITICAL -> "major_outage";
        };
    }

    public long count(SubscriberState state) {
        return subscribers.getOrDefault(state, 0L);
    }
}
