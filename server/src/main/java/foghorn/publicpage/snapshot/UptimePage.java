package foghorn.publicpage.snapshot;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.Downtime;
import foghorn.component.uptime.UptimeHistory;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The days of a component in the present month and the two before it, and in a third where the strip's 90 days reach so far; or in a quarter
 * of the calendar that is over. Days are cut when they are asked for, since thousands of pages may wait to be rendered.
 *
 * @param path under which it is published
 * @param viewKey what it shows as one number
 * @param months newest first
 * @param older the path of the quarter before, if something is known of it
 * @param newer the path of the quarter after, or of the present; empty for the present itself
 * @param events what touched the component, latest first
 * @param history all that is known of the component
 */
public record UptimePage(
        String path,
        long viewKey,
        ComponentFacts component,
        List<YearMonth> months,
        Optional<String> older,
        Optional<String> newer,
        List<Event> events,
        UptimeHistory history,
        ZoneId zone) {
    /** An incident or a maintenance, with its first and its last day. */
    public record Event(String id, String name, LocalDate first, LocalDate last) {
        boolean isOf(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    public UptimePage {
        months = List.copyOf(months);
        events = List.copyOf(events);
    }

    public boolean isPresent() {
        return newer.isEmpty();
    }

    /** The first day of which something is known. */
    public LocalDate since() {
        return history.from().atZone(zone).toLocalDate();
    }

    private LocalDate today() {
        return history.until().atZone(zone).toLocalDate();
    }

    /** The days up to the present one, oldest first. */
    public List<DayUptime> days() {
        var last = months.getFirst().atEndOfMonth();
        return history.days(months.getLast().atDay(1), last.isAfter(today()) ? today() : last, zone);
    }

    /** Twelve months up to now. */
    public Downtime year() {
        return history.over(today().minusYears(1).plusDays(1), today(), zone);
    }

    /** All that is known. */
    public Downtime whole() {
        return history.over(since(), today(), zone);
    }

    /** What touched the component on a day. */
    public List<Event> eventsOf(LocalDate day) {
        return events.stream().filter(event -> event.isOf(day)).toList();
    }
}
