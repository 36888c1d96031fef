package foghorn.page;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an import remembers of a page, inside the transaction of an import verb, which asks for the permission and locks the page. */
public final class Origins {
    private final OriginRepository origins;

    public Origins(Tx tx, PageId page) {
        this.origins = new OriginRepository(tx, page);
    }

    /** All of a kind, by their ids at the source. */
    public Map<String, Origin> all(Origin.Kind kind) {
        return bySourceId(origins.all(kind));
    }

    public Optional<Origin> find(Origin.Kind kind, String sourceId) {
        return origins.find(kind, List.of(sourceId)).stream().findFirst();
    }

    /** Those of these that were imported before, by their ids at the source. */
    public Map<String, Origin> find(Origin.Kind kind, Collection<String> sourceIds) {
        return bySourceId(origins.find(kind, sourceIds));
    }

    /** Remembers where a thing came from, or that it was taken over once more. */
    public void put(Origin.Kind kind, Origin origin) {
        origins.put(kind, origin);
    }

    private static Map<String, Origin> bySourceId(List<Origin> origins) {
        var found = new LinkedHashMap<String, Origin>();
        origins.forEach(origin -> found.put(origin.sourceId(), origin));
        return found;
    }
}
