package foghorn.component.uptime;

import java.time.LocalDate;

/**
 * What a component's team says of a day.
 *
 * @param day in the page's zone
 * @param reason for the team; visitors only see that the day was corrected
 * @param seen the {@link ComponentDays.Day#version version} of the day that this takes the place of
 */
public record NewCorrection(LocalDate day, int majorMinutes, int partialMinutes, String reason, String seen) {}
