package foghorn.publicpage.snapshot;

import foghorn.component.uptime.Uptimes;
import foghorn.kit.db.Tx;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads the last days of the components that a page shows. */
final class UptimeReader {
    private final ZoneId zone;
    private final Instant now;
    private final LocalDate first;
    private final LocalDate last;
    private final Map<String, Map<LocalDate, List<String>>> events = new HashMap<>();

    private UptimeReader(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
        this.last = dayOf(now);
        this.first = last.minusDays(RecentUptime.DAYS - 1L);
    }

    static RecentUptime read(Tx tx, PageId page, ZoneId zone, Visibility visibility, List<IncidentKey> incidents) {
        return new UptimeReader(zone, tx.now()).recent(tx, page, visibility, incidents);
    }

    private RecentUptime recent(Tx tx, PageId page, Visibility visibility, List<IncidentKey> incidents) {
        incidents.stream().filter(IncidentKey::hasBegun).sorted(Timeline.LATEST).forEach(this::addEvent);
        var strips = new HashMap<String, RecentUptime.Strip>();
        var named = new HashSet<String>();
        var shown = visibility.components().keySet();
        new Uptimes(tx, page, zone).since(first, shown).forEach((component, history) -> {
            var its = events.getOrDefault(component, Map.of());
            strips.put(component, new RecentUptime.Strip(history.days(first, last, zone), its));
            its.values().forEach(named::addAll);
        });
        return new RecentUptime(strips, named.isEmpty() ? Map.of() : new SnapshotRepository(tx).names(page, named));
    }

    /** Notes an incident on each of its days, for each component that it touched. What began ahead of its time is of today. */
    private void addEvent(IncidentKey incident) {
        var end = dayOf(incident.resolvedAt().orElse(now));
        var planned = dayOf(incident.beganAt());
        var begin = planned.isAfter(end) ? end : planned;
        for (var day = begin.isBefore(first) ? first : begin; !day.isAfter(end); day = day.plusDays(1)) {
            for (var component : incident.componentIds()) {
                events.computeIfAbsent(component, none -> new HashMap<>())
                        .computeIfAbsent(day, none -> new ArrayList<>())
                        .add(incident.id());
            }
        }
    }

    private LocalDate dayOf(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
