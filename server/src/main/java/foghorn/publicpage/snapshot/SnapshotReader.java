package foghorn.publicpage.snapshot;

import foghorn.component.ComponentStatus;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.publicpage.snapshot.SnapshotRepository.IncidentKey;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a page's snapshot in one unmoving transaction, with a fixed number of queries. */
public final class SnapshotReader {
    private final Database database;

    /** Knows what is published already. */
    @FunctionalInterface
    public interface Published {
        /** Whether the page of this incident shows what the key stands for, so that the incident need not be read whole. */
        boolean isCurrent(PageFacts page, String incidentId, long viewKey);
    }

    public SnapshotReader(Database database) {
        this.database = database;
    }

    /** Reads the page; empty if it is not there (any more). */
    public Optional<PageSnapshot> read(OrganizationId organization, PageId page, Published published) {
        var call = new Call(new Actor.Job(organization, "publish"), "publish-" + page);
        return database.readSnapshot(
                call, tx -> new SnapshotRepository(tx).page(page).map(facts -> read(tx, page, facts, published)));
    }

    private static PageSnapshot read(Tx tx, PageId page, PageFacts facts, Published published) {
        var repository = new SnapshotRepository(tx);
        var visibility = Visibility.of(repository.components(page));
        var keys = repository.incidentKeys(page);
        var views = new HashMap<String, Long>();
        keys.forEach(key -> views.put(key.id(), viewKey(key, visibility)));
        var wanted = listed(keys);
        views.forEach((id, view) -> {
            if (!published.isCurrent(facts, id, view)) {
                wanted.add(id);
            }
        });
        return new PageSnapshot(
                facts,
                List.copyOf(visibility.components().values()),
                whole(repository, page, wanted, visibility),
                views);
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

    private static Set<String> listed(List<IncidentKey> keys) {
        var wanted = new HashSet<String>();
        keys.stream().filter(key -> !key.isOver()).forEach(key -> wanted.add(key.id()));
        var newest = Comparator.comparing(IncidentKey::listedAt)
                .thenComparing(IncidentKey::id)
                .reversed();
        for (boolean maintenance : new boolean[] {false, true}) {
            keys.stream()
                    .filter(key -> key.isMaintenance() == maintenance)
                    .sorted(newest)
                    .limit(PageSnapshot.LISTED)
                    .forEach(key -> wanted.add(key.id()));
        }
        return wanted;
    }

    private static List<IncidentFacts> whole(
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
