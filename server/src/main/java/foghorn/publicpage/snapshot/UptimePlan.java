package foghorn.publicpage.snapshot;

import foghorn.component.uptime.Correction;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A page of a component's days as it should be published. Its key is known without reading outages: the present changes with the
 * component's version and with the day, and a quarter that is over changes only when a day of it is corrected.
 *
 * @param events what touched the component in these months, latest first
 */
record UptimePlan(
        ComponentFacts component,
        String path,
        List<YearMonth> months,
        Optional<String> older,
        Optional<String> newer,
        List<IncidentKey> events,
        long viewKey) {
    /** Quarters at most, 50 years: one date typed wrongly must not make thousands. */
    private static final int MOST = 200;

    private static final int MONTHS = 3;
    private static final int PARTS = 4;

    /**
     * A component with all that its pages tell.
     *
     * @param known since when it is known
     * @param touching all that ever touched it, latest first
     * @param corrections of its days
     */
    record Subject(
            ComponentFacts component,
            Instant known,
            List<IncidentKey> touching,
            SortedMap<LocalDate, Correction> corrections) {}

    /**
     * All pages of a component, newest first.
     *
     * @param others what the present tells of other components, as one number
     */
    static List<UptimePlan> of(Subject subject, long others, ZoneId zone, Instant now) {
        var component = subject.component();
        var known = subject.known();
        var touching = subject.touching();
        var present = YearMonth.from(now.atZone(zone));
        var quarters = quarters(present, YearMonth.from(known.atZone(zone)));
        var paths = quarters.stream()
                .map(quarter -> Paths.uptime(component.id(), quarter))
                .toList();
        var plans = new ArrayList<UptimePlan>();
        var own = Paths.uptime(component.id());
        var latest = latest(now.atZone(zone).toLocalDate());
        var newest = events(touching, latest, zone, now);
        var byQuarter = byQuarter(touching, quarters, zone, now);
        var older = paths.stream().findFirst();
        plans.add(new UptimePlan(
                component,
                own,
                latest,
                older,
                Optional.empty(),
                newest,
                Keys.of(
                        component.version(),
                        known,
                        now.atZone(zone).toLocalDate(),
                        component.status().isOutage() ? now : "",
                        older,
                        others,
                        subject.corrections(),
                        told(newest))));
        for (int i = 0; i < quarters.size(); i++) {
            var its = months(quarters.get(i).plusMonths(MONTHS - 1L));
            var before = i + 1 < paths.size() ? Optional.of(paths.get(i + 1)) : Optional.<String>empty();
            var after = i == 0 ? own : paths.get(i - 1);
            var events = byQuarter.getOrDefault(quarters.get(i), List.of());
            plans.add(new UptimePlan(
                    component,
                    paths.get(i),
                    its,
                    before,
                    Optional.of(after),
                    events,
                    Keys.of(
                            component.name(),
                            known,
                            before,
                            after,
                            subject.corrections()
                                    .subMap(
                                            its.getLast().atDay(1),
                                            its.getFirst().plusMonths(1).atDay(1)),
                            told(events))));
        }
        return plans;
    }

    /** The calendar's quarters before the three months that are the present, newest first. */
    private static List<YearMonth> quarters(YearMonth present, YearMonth beginning) {
        var quarters = new ArrayList<YearMonth>();
        var quarter = quarterOf(present.minusMonths(MONTHS));
        while (!quarter.plusMonths(MONTHS - 1L).isBefore(beginning) && quarters.size() < MOST) {
            quarters.add(quarter);
            quarter = quarter.minusMonths(MONTHS);
        }
        return quarters;
    }

    private static YearMonth quarterOf(YearMonth month) {
        return month.withMonth((month.getMonthValue() - 1) / MONTHS * MONTHS + 1);
    }

    /** What touched the component by the quarters in which it did, the order kept: each is looked at once, however long the past is. */
    private static Map<YearMonth, List<IncidentKey>> byQuarter(
            List<IncidentKey> touching, List<YearMonth> quarters, ZoneId zone, Instant now) {
        var by = new HashMap<YearMonth, List<IncidentKey>>();
        if (quarters.isEmpty()) {
            return by;
        }
        for (var incident : touching) {
            var quarter = quarterOf(YearMonth.from(incident.beganAt().atZone(zone)));
            var last = YearMonth.from(incident.resolvedAt().orElse(now).atZone(zone));
            quarter = quarter.isBefore(quarters.getLast()) ? quarters.getLast() : quarter;
            for (;
                    !quarter.isAfter(last) && !quarter.isAfter(quarters.getFirst());
                    quarter = quarter.plusMonths(MONTHS)) {
                by.computeIfAbsent(quarter, none -> new ArrayList<>()).add(incident);
            }
        }
        return by;
    }

    /** The months of the present, newest first: three, and one more where the first of the strip's days lies before them. */
    static List<YearMonth> latest(LocalDate today) {
        var months = new ArrayList<>(months(YearMonth.from(today)));
        var first = YearMonth.from(today.minusDays(RecentUptime.DAYS - 1L));
        while (first.isBefore(months.getLast())) {
            months.add(months.getLast().minusMonths(1));
        }
        return months;
    }

    private static List<YearMonth> months(YearMonth newest) {
        return List.of(newest, newest.minusMonths(1), newest.minusMonths(2));
    }

    private static List<IncidentKey> events(
            List<IncidentKey> touching, List<YearMonth> months, ZoneId zone, Instant now) {
        var begin = months.getLast().atDay(1).atStartOfDay(zone).toInstant();
        var end = months.getFirst().plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return touching.stream()
                .filter(incident -> incident.beganAt().isBefore(end) && !incident.endsBefore(begin, now))
                .toList();
    }

    /** What a page of days tells of what touched the component. */
    private static List<Object> told(List<IncidentKey> events) {
        var told = new ArrayList<Object>(events.size() * PARTS);
        for (var event : events) {
            told.add(event.id());
            told.add(event.name());
            told.add(event.beganAt());
            told.add(event.resolvedAt().orElse(Instant.MAX));
        }
        return told;
    }
}
