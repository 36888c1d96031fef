package foghorn.component.uptime;

import java.time.LocalDate;

/** A component's day, from midnight to midnight in the page's zone. */
public record DayUptime(LocalDate day, Downtime downtime) {}
