package foghorn.publicpage.snapshot;

import foghorn.component.uptime.UptimeHistory;
import foghorn.component.uptime.Uptimes;
import foghorn.kit.db.Tx;
import foghorn.publicpage.snapshot.SnapshotReader.Published;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the days of the components that a page shows: the last 90 of all, and those of pages that must be made anew. */
final class UptimeReader {
    private final ZoneId zone;
    private final Instant now;
    private final Visibility visibility;
    private final Uptimes uptimes;
    private final Map<String, List<IncidentKey>> touching = new HashMap<>();

    /** @param incidents latest first */
    UptimeReader(Tx tx, PageId page, ZoneId zone, Visibility visibility, Collection<IncidentKey> incidents) {
        this.zone = zone;
        this.now = tx.now();
        this.visibility = visibility;
        this.uptimes = new Uptimes(tx, page, zone);
        incidents.stream()
                .filter(IncidentKey::hasBegun)
                .forEach(incident -> incident.componentIds()
                        .forEach(component -> touching.computeIfAbsent(component, none -> new ArrayList<>())
                                .add(incident)));
    }

    /** The last days of each component. */
    RecentUptime recent() {
        var last = dayOf(now);
        var first = last.minusDays(RecentUptime.DAYS - 1L);
        var begin = first.atStartOfDay(zone).toInstant();
        var strips = new HashMap<String, RecentUptime.Strip>();
        var names = new TreeMap<String, String>();
        uptimes.since(first, visibility.components().keySet()).forEach((component, history) -> {
            var events = touching.getOrDefault(component, List.of()).stream()
                    .filter(incident -> !incident.endsBefore(begin, now))
                    .map(this::event)
                    .toList();
            strips.put(component, new RecentUptime.Strip(history.days(first, last, zone), byDay(events, first)));
            events.forEach(event -> names.put(event.id(), event.name()));
        });
        return new RecentUptime(strips, names);
    }

    /** The pages of days; only those that are not published as they should be are read. */
    UptimePages pages(Published published) {
        var known = uptimes.knownFrom(visibility.components().keySet());
        var corrections = uptimes.corrections(known.keySet());
        long others = Keys.of(visibility.components().values().stream()
                .filter(component -> component.isGroup() || known.containsKey(component.id()))
                .map(component -> List.of(component.id(), component.name(), component.parentId()))
                .toList());
        var plans = visibility.components().values().stream()
                .filter(component -> known.containsKey(component.id()))
                .map(component -> new UptimePlan.Subject(
                        component,
                        known.getOrDefault(component.id(), now),
                        touching.getOrDefault(component.id(), List.of()),
                        corrections.getOrDefault(component.id(), new TreeMap<>())))
                .flatMap(subject -> UptimePlan.of(subject, others, zone, now).stream())
                .toList();
        var stale = plans.stream()
                .filter(plan -> !published.isCurrent(plan.path(), plan.viewKey()))
                .toList();
        return new UptimePages(
                plans.stream().map(UptimePlan::path).collect(Collectors.toUnmodifiableSet()),
                stale.isEmpty() ? List.of() : read(stale));
    }

    private List<UptimePage> read(List<UptimePlan> stale) {
        var ids = stale.stream().map(plan -> plan.component().id()).collect(Collectors.toSet());
        var histories = uptimes.since(LocalDate.EPOCH, ids);
        return stale.stream()
                .flatMap(plan ->
                        Optional.ofNullable(histories.get(plan.component().id()))
                                .map(history -> page(plan, history))
                                .stream())
                .toList();
    }

    private UptimePage page(UptimePlan plan, UptimeHistory history) {
        return new UptimePage(
                plan.path(),
                plan.viewKey(),
                plan.component(),
                plan.months(),
                plan.older(),
                plan.newer(),
                plan.events().stream().map(this::event).toList(),
                history,
                zone);
    }

    /** What began ahead of its time is of the day on which it is known. */
    private UptimePage.Event event(IncidentKey incident) {
        var last = dayOf(incident.resolvedAt().orElse(now));
        var planned = dayOf(incident.beganAt());
        return new UptimePage.Event(incident.id(), incident.name(), planned.isAfter(last) ? last : planned, last);
    }

    private static Map<LocalDate, List<String>> byDay(List<UptimePage.Event> events, LocalDate first) {
        var days = new HashMap<LocalDate, List<String>>();
        for (var event : events) {
            for (var day = event.first().isBefore(first) ? first : event.first();
                    !day.isAfter(event.last());
                    day = day.plusDays(1)) {
                days.computeIfAbsent(day, none -> new ArrayList<>()).add(event.id());
            }
        }
        return days;
    }

    private LocalDate dayOf(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
