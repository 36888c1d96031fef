package foghorn.incident;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/** Puts incidents together with their updates, components and postmortems: six statements, however many incidents. */
final class IncidentReader {
    private final Tx tx;
    private final PageId page;

    IncidentReader(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    Incident require(IncidentId id) {
        return new IncidentRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("incident"));
    }

    IncidentDetails details(IncidentId id) {
        return details(List.of(require(id))).getFirst();
    }

    List<IncidentDetails> details(List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return List.of();
        }
        var ids = incidents.stream().map(Incident::id).toList();
        var updates = new IncidentUpdateRepository(tx, page).ofIncidents(ids);
        var components = Affecting.ofIncidents(tx, page, ids);
        var postmortems = new PostmortemRepository(tx, page).ofIncidents(ids);
        var ignored = new PostmortemRepository(tx, page).ignored(ids);
        return incidents.stream()
                .map(incident -> new IncidentDetails(
                        incident,
                        updates.getOrDefault(incident.id(), List.of()),
                        components.getOrDefault(incident.id(), List.of()),
                        Optional.ofNullable(postmortems.get(incident.id())),
                        ignored.contains(incident.id())))
                .toList();
    }
}
