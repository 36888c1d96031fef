package foghorn.publicpage.snapshot;

import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts incidents into the months in which they began, and months into pages of the history. */
final class Timeline {
    /** Pages at most, 50 years: one date typed wrongly must not make thousands. What is older has no page of the history. */
    static final int MOST = 200;

    private final Map<Integer, List<IncidentKey>> byAge = new HashMap<>();
    private final YearMonth present;
    private int oldest;

    private Timeline(YearMonth present) {
        this.present = present;
    }

    record Month(YearMonth month, List<IncidentKey> incidents) {}

    /**
     * @param incidents latest first
     * @param now decides which month is the present one
     */
    static Timeline of(List<IncidentKey> incidents, ZoneId zone, Instant now) {
        var timeline = new Timeline(YearMonth.from(now.atZone(zone)));
        incidents.stream().filter(IncidentKey::hasBegun).forEach(incident -> timeline.add(incident, zone));
        return timeline;
    }

    /** What began ahead of its time belongs to the present month. */
    private void add(IncidentKey incident, ZoneId zone) {
        long age = ChronoUnit.MONTHS.between(YearMonth.from(incident.beganAt().atZone(zone)), present);
        if (age < (long) MOST * HistoryPage.MONTHS) {
            int months = (int) Math.max(0, age);
            oldest = Math.max(oldest, months);
            byAge.computeIfAbsent(months, none -> new ArrayList<>()).add(incident);
        }
    }

    /** How many pages there are; at least one. */
    int pages() {
        return oldest / HistoryPage.MONTHS + 1;
    }

    /** The months of a page, newest first; pages count from 1. */
    List<Month> months(int page) {
        var months = new ArrayList<Month>();
        for (int i = 0; i < HistoryPage.MONTHS; i++) {
            int age = (page - 1) * HistoryPage.MONTHS + i;
            months.add(new Month(present.minusMonths(age), byAge.getOrDefault(age, List.of())));
        }
        return months;
    }
}
