package foghorn.publicpage.html;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.Downtime;
import foghorn.component.uptime.Severity;
import foghorn.component.uptime.UptimeRule;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.Paths;
import foghorn.publicpage.snapshot.RecentUptime.Strip;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws the days of a component. A run of days without an outage is one dashed line, so that 200 components do not make a heavy page; an
 * outage is a bar with notches, one more for each step of severity, so that it is told without colour.
 */
final class Strips {
    private static final int PITCH = 10;
    private static final double MIDDLE_OF_A_BAR = 3.5;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private Strips() {}

    static StripView of(ComponentFacts component, Strip strip, UptimeRule rule) {
        var days = strip.days();
        var label = label(days, strip.whole(), rule);
        return new StripView(
                Paths.uptime(component.id()),
                component.name(),
                days.getLast().day().toString(),
                unknown(days),
                details(strip),
                bars(days, rule),
                label,
                component.name() + ": " + label + ". " + outages(days));
    }

    /** How many days at the beginning hold no data. */
    static int unknown(List<DayUptime> days) {
        return (int) days.stream().takeWhile(day -> !day.downtime().isKnown()).count();
    }

    private static String label(List<DayUptime> days, Downtime whole, UptimeRule rule) {
        if (!whole.isKnown()) {
            return "No data yet";
        }
        var firstKnown = days.stream()
                .filter(day -> day.downtime().isKnown())
                .findFirst()
                .orElseThrow();
        var span = firstKnown.equals(days.getFirst())
                ? "in " + days.size() + " days"
                : "since " + DATE.format(firstKnown.day());
        return percent(whole, rule) + "% uptime " + span;
    }

    static String percent(Downtime downtime, UptimeRule rule) {
        return rule.percent(downtime, 2).stripTrailingZeros().toPlainString();
    }

    private static String outages(List<DayUptime> days) {
        var bad = days.stream()
                .filter(day -> isDown(day.downtime()))
                .map(DayUptime::day)
                .toList();
        return switch (bad.size()) {
            case 0 -> "No day with an outage.";
            case 1 -> "One day with an outage: " + DATE.format(bad.getFirst()) + ".";
            default -> bad.size() + " days with an outage, the last on " + DATE.format(bad.getLast()) + ".";
        };
    }

    private static boolean isDown(Downtime downtime) {
        return !downtime.partial().isZero() || !downtime.major().isZero();
    }

    /** The days on which something was, for the script; see {@link StripView#details}. */
    static String details(Strip strip) {
        var days = strip.days();
        return IntStream.range(0, days.size())
                .filter(i -> isDown(days.get(i).downtime())
                        || strip.events().containsKey(days.get(i).day())
                        || days.get(i).corrected())
                .mapToObj(i -> i
                        + details(
                                days.get(i).downtime(),
                                events(strip, days.get(i).day()))
                        + (days.get(i).corrected() ? ":c" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String events(Strip strip, LocalDate day) {
        return String.join(",", strip.events().getOrDefault(day, List.of()));
    }

    private static String details(Downtime downtime, String events) {
        return ":" + seconds(downtime.partial()) + ":" + seconds(downtime.major()) + ":" + events;
    }

    /** Rounded up, so that an outage that has just begun is one. */
    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), 1000L);
    }

    private static List<StripView.Bars> bars(List<DayUptime> days, UptimeRule rule) {
        var paths = new EnumMap<Severity, StringBuilder>(Severity.class);
        int at = 0;
        while (at < days.size()) {
            var severity = rule.severity(days.get(at).downtime());
            int end = at + 1;
            while (!severity.isOutage()
                    && end < days.size()
                    && rule.severity(days.get(end).downtime()) == severity) {
                end++;
            }
            paths.computeIfAbsent(severity, none -> new StringBuilder())
                    .append(severity.isOutage() ? bar(at) : run(at, end));
            at = end;
        }
        var bars = new ArrayList<StripView.Bars>();
        paths.forEach((severity, path) -> bars.add(new StripView.Bars(
                tone(severity), severity == Severity.UNKNOWN ? "url(#i-hatch)" : null, path.toString())));
        return bars;
    }

    /** The class that gives a day's colour and notches. */
    static String tone(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String bar(int day) {
        return "M" + (day * PITCH + MIDDLE_OF_A_BAR) + " 0v34";
    }

    /** Whole dashes, gaps included, so that each run begins with a bar. */
    private static String run(int from, int to) {
        return "M" + from * PITCH + " 17h" + (to - from) * PITCH;
    }
}
