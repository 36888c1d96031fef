package foghorn.console;

import foghorn.component.Component;
import foghorn.component.PageStatus;
import foghorn.incident.IncidentDetails;
import foghorn.kit.web.Shell;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.PageId;
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
 * @param steps what is left to do for a page that is new; empty for one that is in use, or where they are hidden
 * @param choice to hide them or to show them again; empty for who may not
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
        Optional<Choice> choice) {
    /** One of the first steps with a new page. */
    public record Step(String title, String explanation, String href, boolean done) {}

    /** What a button does. */
    public record Choice(String label, String href) {
        static Choice ofSteps(PageId page, boolean hidden) {
            var href = "/console/pages/" + page + "/first-steps/";
            return hidden
                    ? new Choice("Show the first steps", href + "show")
                    : new Choice("Hide these steps", href + "hide");
        }
    }

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
