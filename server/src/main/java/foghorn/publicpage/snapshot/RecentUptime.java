package foghorn.publicpage.snapshot;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.Downtime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How the components of a page did in the last days, the present one included.
 *
 * @param strips by component; only those whose uptime is shown
 * @param events the names of the incidents and maintenances that the strips speak of, by id
 */
public record RecentUptime(Map<String, Strip> strips, Map<String, String> events) {
    /** Days of a strip. */
    public static final int DAYS = 90;

    public RecentUptime {
        strips = Map.copyOf(strips);
        events = Map.copyOf(events);
    }

    /**
     * A component's days.
     *
     * @param days oldest first, {@link #DAYS} of them
     * @param events by day, the ids of what touched the component
     */
    public record Strip(List<DayUptime> days, Map<LocalDate, List<String>> events) {
        public Strip {
            days = List.copyOf(days);
            events = Map.copyOf(events);
        }

        /** All days as one. */
        public Downtime whole() {
            return Downtime.sum(days.stream().map(DayUptime::downtime).toList());
        }
    }
}
