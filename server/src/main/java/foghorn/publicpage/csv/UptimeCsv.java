package foghorn.publicpage.csv;

import foghorn.component.uptime.DayUptime;
import foghorn.component.uptime.UptimeRule;
import foghorn.publicpage.snapshot.UptimePage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The days of a component as a table (RFC 4180), oldest first. No cell needs quotes: there are but dates, numbers and ids. A day of which
 * nothing is known has no percentage.
 */
public final class UptimeCsv {
    private static final int DECIMALS = 4;
    private static final String HEADER =
            "day,uptime_percentage,known_seconds,major_outage_seconds,partial_outage_seconds,corrected,incidents\r\n";

    private UptimeCsv() {}

    public static byte[] of(UptimePage page, UptimeRule rule) {
        return page.days().stream()
                .map(day -> line(page, rule, day))
                .collect(Collectors.joining("", HEADER, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(UptimePage page, UptimeRule rule, DayUptime day) {
        var downtime = day.downtime();
        var percentage = downtime.isKnown()
                ? rule.percent(downtime, DECIMALS).stripTrailingZeros().toPlainString()
                : "";
        var incidents =
                page.eventsOf(day.day()).stream().map(UptimePage.Event::id).collect(Collectors.joining(" "));
        return String.join(
                        ",",
                        day.day().toString(),
                        percentage,
                        Long.toString(downtime.known().toSeconds()),
                        Long.toString(downtime.major().toSeconds()),
                        Long.toString(downtime.partial().toSeconds()),
                        Boolean.toString(day.corrected()),
                        incidents)
                + "\r\n";
    }
}
