package foghorn.component.uptime;

import java.time.LocalDate;

/**
 * A component's day, from midnight to midnight in the page's zone.
 *
 * @param corrected whether the team said it, in place of the history
 */
public record DayUptime(LocalDate day, Downtime downtime, boolean corrected) {}
