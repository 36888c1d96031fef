package foghorn.incident.api;

import foghorn.component.ComponentId;
import foghorn.component.uptime.Downtime;
import foghorn.incident.IncidentId;
import foghorn.incident.UptimeReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The uptime of a component or of a group, in the contract's order of keys.
 *
 * @param uptimePercentage to four decimals, rounded down
 * @param majorOutage seconds
 * @param partialOutage seconds
 * @param relatedEvents empty if they were not wanted
 */
record UptimeResponse<E>(
        String rangeStart,
        String rangeEnd,
        double uptimePercentage,
        long majorOutage,
        long partialOutage,
        List<String> warnings,
        String id,
        String name,
        List<E> relatedEvents) {
    private static final int DECIMALS = 4;

    record Event(String id) {}

    record ComponentEvents(String componentId, List<Event> incidents) {}

    static UptimeResponse<Event> ofComponent(UptimeReport report, boolean withEvents) {
        return of(report, withEvents ? events(report.incidents().getOrDefault(report.id(), List.of())) : List.of());
    }

    static UptimeResponse<ComponentEvents> ofGroup(UptimeReport report, boolean withEvents) {
        return of(
                report,
                withEvents
                        ? report.incidents().entrySet().stream()
                                .sorted(Comparator.comparing(
                                        entry -> entry.getKey().value()))
                                .map(UptimeResponse::componentEvents)
                                .toList()
                        : List.of());
    }

    private static ComponentEvents componentEvents(Map.Entry<ComponentId, List<IncidentId>> its) {
        return new ComponentEvents(its.getKey().value(), events(its.getValue()));
    }

    private static List<Event> events(List<IncidentId> incidents) {
        return incidents.stream().map(id -> new Event(id.value())).toList();
    }

    private static <E> UptimeResponse<E> of(UptimeReport report, List<E> events) {
        return new UptimeResponse<>(
                report.range().first().toString(),
                report.range().last().toString(),
                Downtime.rounded(report.percent(), DECIMALS).doubleValue(),
                report.major().toSeconds(),
                report.partial().toSeconds(),
                report.range().warnings(),
                report.id().value(),
                report.name(),
                events);
    }
}
