package foghorn.incident;

import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.component.PageComponents;
import foghorn.component.uptime.Downtime;
import foghorn.component.uptime.Uptimes;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tells how much components and groups were up, and what happened meanwhile. */
public final class UptimeService {
    private final Database database;

    UptimeService(Database database) {
        this.database = database;
    }

    /** A component whose uptime is shown. */
    public UptimeReport ofComponent(Call call, PageId page, ComponentId id, UptimeRange.Wish wish) {
        return database.readPage(call, page, Permission.VIEW_COMPONENTS, tx -> {
            var component = new PageComponents(tx, page)
                    .find(id)
                    .filter(found -> !found.isGroup())
                    .orElseThrow(() -> new Problem.NotFound("component"));
            return report(tx, page, component, List.of(component), wish);
        });
    }

    /** A group: the mean of those of its components whose uptime is shown. */
    public UptimeReport ofGroup(Call call, PageId page, ComponentId id, UptimeRange.Wish wish) {
        return database.readPage(call, page, Permission.VIEW_COMPONENTS, tx -> {
            var components = new PageComponents(tx, page);
            var group = components.find(id).filter(Component::isGroup).orElseThrow(() -> new Problem.NotFound("group"));
            return report(tx, page, group, components.inGroup(id), wish);
        });
    }

    private static UptimeReport report(
            Tx tx, PageId page, Component subject, List<Component> components, UptimeRange.Wish wish) {
        var shown = components.stream().filter(Component::showcase).toList();
        if (shown.isEmpty()) {
            throw new Problem.Invalid("showcase", "is off: no uptime is shown of this");
        }
        var zone = new IncidentRepository(tx, page).pageZone();
        var range = UptimeRange.of(wish, tx.now().atZone(zone).toLocalDate(), start(shown));
        var downtimes = downtimes(tx, page, shown, range, zone);
        var rule = Uptimes.rule(tx, page);
        return new UptimeReport(
                subject.id(),
                subject.name(),
                range,
                downtimes.stream().mapToDouble(rule::percent).average().orElse(100),
                mean(downtimes.stream().map(Downtime::partial).toList()),
                mean(downtimes.stream().map(Downtime::major).toList()),
                new UptimeEventRepository(tx, page)
                        .touching(
                                shown.stream().map(Component::id).toList(),
                                range.first().atStartOfDay(zone).toInstant(),
                                range.last().plusDays(1).atStartOfDay(zone).toInstant()));
    }

    /** The day on which the first of these came into use; empty if one does not say its own. */
    private static Optional<LocalDate> start(List<Component> components) {
        return components.stream().map(Component::startDate).allMatch(Optional::isPresent)
                ? components.stream().flatMap(one -> one.startDate().stream()).min(LocalDate::compareTo)
                : Optional.empty();
    }

    private static List<Downtime> downtimes(
            Tx tx, PageId page, List<Component> components, UptimeRange range, ZoneId zone) {
        var ids = components.stream().map(component -> component.id().value()).toList();
        return new Uptimes(tx, page, zone)
                .since(range.first(), ids).values().stream()
                        .map(history -> history.over(range.first(), range.last(), zone))
                        .toList();
    }

    private static Duration mean(Collection<Duration> durations) {
        return durations.isEmpty()
                ? Duration.ZERO
                : durations.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(durations.size());
    }
}
