package foghorn.component.uptime;

import foghorn.component.Component;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A month of a component, as its team sees it.
 *
 * @param rule how its page counts outages
 * @param first the month in which its history begins
 * @param last the present month
 * @param days those that are known, newest first
 */
public record ComponentDays(
        Component component, UptimeRule rule, YearMonth month, YearMonth first, YearMonth last, List<Day> days) {
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

        /** Names what stands there now: another correction has another name. */
        public String version() {
            return corrected.map(Corrected::version).orElse(Corrected.NONE);
        }
    }

    /**
     * What was said instead, and why.
     *
     * @param at when
     */
    public record Corrected(Correction figures, String reason, Instant at) {
        /** The version of a day that nobody has corrected. */
        static final String NONE = "measured";

        String version() {
            return at.toString();
        }

        boolean saysAs(Correction otherFigures, String otherReason) {
            return figures.equals(otherFigures) && reason.equals(otherReason);
        }
    }

    /** The day of this date, if it can be corrected. */
    public Optional<Day> over(LocalDate date) {
        return days.stream()
                .filter(day -> day.isOver() && day.day().equals(date))
                .findFirst();
    }
}
