package foghorn.subscriber;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is followed on a page, inside a transaction that another verb began. */
final class Scopes {
    private static final String NOT_HERE = "must be of this page; please look what there is to choose from now";

    private final ScopeRepository rows;

    Scopes(Tx tx, PageId page) {
        this.rows = new ScopeRepository(tx, page);
    }

    Scope of(String subscriber) {
        return rows.find(subscriber);
    }

    List<Followed> named(Scope scope) {
        return rows.named(scope.ids());
    }

    /**
     * Refuses what cannot be followed: what is not of this page, and incidents that are over, unless they are followed already.
     *
     * @param already what stays allowed
     */
    void require(Scope wanted, Scope already) {
        var known = rows.named(wanted.ids());
        long incidents = known.stream().filter(Followed::isIncident).count();
        if (known.size() - incidents < wanted.components().size()) {
            throw new Problem.Invalid("components", NOT_HERE);
        }
        if (incidents < wanted.incidents().size()) {
            throw new Problem.Invalid("incidents", NOT_HERE);
        }
        boolean isTooLate = known.stream()
                .filter(Followed::isOver)
                .anyMatch(incident -> !already.incidents().contains(new IncidentId(incident.id())));
        if (isTooLate) {
            throw new Problem.Invalid("incidents", "must not be over");
        }
    }

    void replace(String subscriber, Scope scope) {
        rows.replace(subscriber, scope);
    }

    /** Follows these incidents, too, unless everything is followed. */
    void add(String subscriber, Set<IncidentId> incidents) {
        var present = rows.find(subscriber);
        if (!present.isEverything()) {
            var fresh = new HashSet<>(incidents);
            fresh.removeAll(present.incidents());
            rows.add(subscriber, new Scope(Set.of(), fresh));
        }
    }
}
