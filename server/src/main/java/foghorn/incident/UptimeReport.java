package foghorn.incident;

import foghorn.component.ComponentId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much of some days a component or a group was up. Of a group everything is the mean of its components.
 *
 * @param percent 100 less the weighted downtime, of the time that is known
 * @param incidents what touched each component in these days, latest first
 */
public record UptimeReport(
        ComponentId id,
        String name,
        UptimeRange range,
        double percent,
        Duration partial,
        Duration major,
        Map<ComponentId, List<IncidentId>> incidents) {
    public UptimeReport {
        incidents = Map.copyOf(incidents);
    }
}
