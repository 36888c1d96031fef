package foghorn.incident;

import foghorn.tenant.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * After how many hours the team is reminded of an open incident, kept as the text that was given: {@code "[1, 5]"} after 1 and 5 hours
 * (strictly rising, 1 to 24), {@code "4"} every 4 hours up to 24, {@code "[]"} never. Source: contract/behaviours.md, section 5.
 */
public record ReminderIntervals(String text) {
    /** What holds if none are given. */
    public static final List<Integer> USUAL_HOURS = List.of(3, 6, 12, 24);

    private static final int LAST = 24;
    private static final Pattern EVERY = Pattern.compile("[1-9]|1[0-9]|2[0-4]");
    private static final Pattern LIST = Pattern.compile("\\[\\s*(?:\\d{1,2}\\s*(?:,\\s*\\d{1,2}\\s*)*)?]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    public ReminderIntervals {
        if (!EVERY.matcher(text).matches() && !isRisingList(text)) {
            throw new Problem.Invalid(
                    "incident.reminder_intervals",
                    "must be a list of rising hours such as [1, 5], one number of hours such as 4, or []; from 1 to 24");
        }
    }

    /** The hours after the incident's begin at which the team is reminded. */
    public List<Integer> hours() {
        return text.startsWith("[") ? numbers(text) : every(Integer.parseInt(text));
    }

    private static List<Integer> every(int step) {
        var hours = new ArrayList<Integer>();
        for (int hour = step; hour <= LAST; hour += step) {
            hours.add(hour);
        }
        return hours;
    }

    private static boolean isRisingList(String text) {
        if (!LIST.matcher(text).matches()) {
            return false;
        }
        int before = 0;
        for (int hour : numbers(text)) {
            if (hour <= before || hour > LAST) {
                return false;
            }
            before = hour;
        }
        return true;
    }

    private static List<Integer> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group()))
                .toList();
    }
}
