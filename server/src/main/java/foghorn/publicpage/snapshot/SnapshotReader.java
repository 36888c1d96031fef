package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a page's snapshot in one unmoving transaction, with a fixed number of queries. */
public final class SnapshotReader {
    private final Database database;

    /** Knows what is published of a page already. */
    @FunctionalInterface
    public interface Published {
        /** Whether the item at this path (see {@link Paths}) shows what the key stands for, so that its contents need not be read. */
        boolean isCurrent(String path, long viewKey);
    }

    public SnapshotReader(Database database) {
        this.database = database;
    }

    /**
     * Reads the page; empty if it is not there (any more).
     *
     * @param published tells, of the page as it is now, what is published already
     */
    public Optional<PageSnapshot> read(
            OrganizationId organization, PageId page, Function<PageFacts, Published> published) {
        var call = new Call(new Actor.Job(organization, "publish"), "publish-" + page);
        return database.readSnapshot(
                call,
                tx -> new SnapshotRepository(tx)
                        .page(page)
                        .map(facts -> read(tx, page, facts, published.apply(facts))));
    }

    private static PageSnapshot read(Tx tx, PageId page, PageFacts facts, Published published) {
        var repository = new SnapshotRepository(tx);
        var visibility = Visibility.of(repository.components(page));
        var keys = repository.incidentKeys(page);
        var views = new HashMap<String, Long>();
        keys.forEach(key -> views.put(key.id(), viewKey(key, visibility)));
        var wanted = listed(keys);
        var recent = tx.now().minus(Duration.ofDays(facts.recentDays()));
        keys.stream().filter(key -> key.beganAt().isAfter(recent)).forEach(key -> wanted.add(key.id()));
        views.forEach((id, view) -> {
            if (!published.isCurrent(Paths.incident(id), view)) {
                wanted.add(id);
            }
        });
        var uptime = new UptimeReader(tx, page, facts.zone(), visibility, keys);
        var timeline = Timeline.of(keys, facts.zone(), tx.now());
        return new PageSnapshot(
                facts,
                tx.now(),
                List.copyOf(visibility.components().values()),
                whole(repository, page, wanted, visibility),
                views,
                uptime.recent(),
                uptime.pages(published),
                new HistoryReader(facts, timeline, views, visibility, published).read(repository, page));
    }

    /** An open incident shows its components as they are; a finished one only which of them are still shown. */
    private static long viewKey(IncidentKey key, Visibility visibility) {
        var shown = new ArrayList<String>();
        for (var id : key.componentIds()) {
            var component = visibility.components().get(id);
            if (component != null) {
                shown.add(key.isOver() ? id + ' ' + component.name() : id + ' ' + component.version());
            }
        }
        return Keys.of(key.version(), key.updatedAt(), shown);
    }

    /** What some list shows: all that is open, and of the rest what was made, ended or changed last. */
    private static Set<String> listed(List<IncidentKey> keys) {
        var wanted = new HashSet<String>();
        keys.stream().filter(key -> !key.isOver()).forEach(key -> wanted.add(key.id()));
        addLast(wanted, keys, IncidentKey::isMaintenance, IncidentKey::listedAt, PageSnapshot.LISTED);
        addLast(wanted, keys, key -> !key.isMaintenance(), IncidentKey::listedAt, PageSnapshot.LISTED);
        addLast(
                wanted,
                keys,
                IncidentKey::isOver,
                key -> key.resolvedAt().orElse(key.updatedAt()),
                PageSnapshot.LAST_TOLD);
        addLast(wanted, keys, IncidentKey::isOver, IncidentKey::updatedAt, PageSnapshot.LAST_TOLD);
        addLast(
                wanted,
                keys,
                key -> key.postmortemAt().isPresent(),
                key -> key.postmortemAt().orElse(key.updatedAt()),
                PageSnapshot.LAST_TOLD);
        return wanted;
    }

    private static void addLast(
            Set<String> wanted,
            List<IncidentKey> keys,
            Predicate<IncidentKey> which,
            Function<IncidentKey, Instant> by,
            int most) {
        keys.stream()
                .filter(which)
                .sorted(Comparator.comparing(by).thenComparing(IncidentKey::id).reversed())
                .limit(most)
                .forEach(key -> wanted.add(key.id()));
    }

    static List<IncidentFacts> whole(
            SnapshotRepository repository, PageId page, Set<String> wanted, Visibility visibility) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var mentions = repository.mentions(page, wanted, visibility::shows);
        Map<String, List<UpdateFacts>> updates = repository.updates(page, wanted, mentions);
        var touched = repository.touched(page, wanted);
        var incidents = new ArrayList<IncidentFacts>();
        for (var incident : repository.incidents(page, wanted)) {
            var worst = touched.getOrDefault(incident.id(), Map.of());
            var components = touched(worst, visibility);
            incidents.add(incident.with(updates.getOrDefault(incident.id(), List.of()), components));
        }
        return incidents;
    }

    private static List<IncidentFacts.Touched> touched(Map<String, ComponentStatus> worst, Visibility visibility) {
        var touched = new ArrayList<IncidentFacts.Touched>();
        for (var component : visibility.components().values()) {
            var status = worst.get(component.id());
            if (status != null) {
                touched.add(new IncidentFacts.Touched(component, status));
            }
        }
        return touched;
    }
}
