package foghorn.component.uptime;

import foghorn.component.Component;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A month of a component, as its team sees it.
 *
 * @param first the month in which its history begins
 * @param last the present month
 * @param days those that are known, newest first
 */
public record ComponentDays(Component component, YearMonth month, YearMonth first, YearMonth last, List<Day> days) {
    public ComponentDays {
        days = List.copyOf(days);
    }

    /**
     * A day.
     *
     * @param measured what the history tells
     * @param isOver whether it can be corrected
     */
    public record Day(LocalDate day, Downtime measured, Optional<Corrected> corrected, boolean isOver) {
        /** What counts. */
        public Downtime counted() {
            return corrected.map(one -> one.figures().of(measured.known())).orElse(measured);
        }
    }

    /** What was said instead, and why. */
    public record Corrected(Correction figures, String reason) {}

    /** The day of this date, if it can be corrected. */
    public Optional<Day> over(LocalDate date) {
        return days.stream()
                .filter(day -> day.isOver() && day.day().equals(date))
                .findFirst();
    }
}
