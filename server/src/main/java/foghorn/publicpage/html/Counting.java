package foghorn.publicpage.html;

import foghorn.component.uptime.UptimeRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a page counts outages, in words.
 *
 * @param weights what a minute of an outage counts
 * @param formula how a percentage is made of it
 * @param steps what the colours of a day stand for, from none to the last, in weighted minutes
 * @param target what is promised; null where nothing is
 */
public record Counting(
        String weights,
        String formula,
        List<String> steps,
        @Nullable String target) {
    private static final int MINUTES = 60;

    static Counting of(UptimeRule rule) {
        return new Counting(
                "A minute of a major outage counts " + weight(rule.majorPercent()) + ", of a partial outage "
                        + weight(rule.partialPercent()) + ".",
                formula(rule),
                steps(rule.steps()),
                rule.target().map(BigDecimal::toPlainString).orElse(null));
    }

    private static String weight(int percent) {
        return switch (percent) {
            case 0 -> "as nothing";
            case 100 -> "as one";
            default -> "as " + decimal(percent) + " of one";
        };
    }

    private static String formula(UptimeRule rule) {
        var parts = new ArrayList<String>();
        if (rule.majorPercent() > 0) {
            parts.add(times(rule.majorPercent()) + "the time of major outages");
        }
        if (rule.partialPercent() > 0) {
            parts.add(times(rule.partialPercent()) + "the time of partial outages");
        }
        var counted = parts.isEmpty()
                ? "Outages are shown, but do not count"
                : "Uptime is 100% less " + String.join(" and ", parts) + ", of the time that is known";
        return counted
                + (rule.partialPercent() == 0 && rule.majorPercent() > 0 ? ". Partial outages, degraded" : ". Degraded")
                + " performance and maintenance do not count.";
    }

    private static String times(int percent) {
        return percent == 100 ? "" : decimal(percent) + " times ";
    }

    private static String decimal(int percent) {
        return BigDecimal.valueOf(percent, 2).stripTrailingZeros().toPlainString();
    }

    private static List<String> steps(List<Integer> minutes) {
        var labels = new ArrayList<String>();
        minutes.forEach(step -> labels.add("Less than " + lasting(step)));
        var most = lasting(minutes.getLast());
        labels.add(Character.toUpperCase(most.charAt(0)) + most.substring(1) + " or more");
        return List.copyOf(labels);
    }

    private static String lasting(int minutes) {
        if (minutes == 1) {
            return "a minute";
        }
        if (minutes % MINUTES != 0) {
            return minutes + " minutes";
        }
        return minutes == MINUTES ? "an hour" : minutes / MINUTES + " hours";
    }
}
