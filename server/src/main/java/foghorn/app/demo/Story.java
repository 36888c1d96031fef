package foghorn.app.demo;

import foghorn.component.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An incident or a maintenance of the demo, told as from the moment at which the demo is made: it began so many minutes before, or on a
 * day before, at a time of the company's zone.
 *
 * @param window the planned time, of a maintenance only
 */
record Story(
        String key,
        String name,
        Optional<Integer> minutesAgo,
        Optional<Integer> daysAgo,
        Optional<LocalTime> at,
        Optional<Window> window,
        List<Telling> updates) {
    /** In minutes from the moment at which the demo is made. */
    record Window(int from, int until) {}

    /**
     * An update.
     *
     * @param minutes since the beginning
     * @param components what each of these is from now on
     */
    record Telling(int minutes, String status, String body, Optional<Map<String, ComponentStatus>> components) {
        Map<String, ComponentStatus> named() {
            return components.orElse(Map.of());
        }
    }

    Instant begin(Instant made, ZoneId zone) {
        return minutesAgo
                .map(minutes -> made.minus(Duration.ofMinutes(minutes)))
                .orElseGet(() -> made.atZone(zone)
                        .minusDays(daysAgo.orElseThrow())
                        .with(at.orElseThrow())
                        .toInstant())
                .truncatedTo(ChronoUnit.MINUTES);
    }
}
