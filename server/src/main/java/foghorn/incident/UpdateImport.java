package foghorn.incident;

import foghorn.component.ComponentId;
import foghorn.kit.db.Tx;
import foghorn.page.ImportTally;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes over the updates of one imported incident, whose row is there. */
final class UpdateImport {
    private final IncidentUpdateRepository updates;
    private final Origins origins;
    private final Incident incident;
    private final ImportTally tally;
    private final Map<String, Origin> components;
    /** The incident's updates before this import, by their ids here. */
    private final Map<String, IncidentUpdate> present = new HashMap<>();

    private final Set<String> seen = new HashSet<>();
    /** A new incident's row has given the first number away already. */
    private boolean hasNumber;

    UpdateImport(Tx tx, PageId page, Incident incident, ImportTally tally, Map<String, Origin> components) {
        this.updates = new IncidentUpdateRepository(tx, page);
        this.origins = new Origins(tx, page);
        this.incident = incident;
        this.tally = tally;
        this.components = components;
    }

    void take(ImportedIncident wanted, boolean isNewIncident) {
        hasNumber = isNewIncident;
        var ids = wanted.updates().stream().map(ImportedUpdate::sourceId).toList();
        var known = origins.find(Origin.Kind.INCIDENT_UPDATE, ids);
        updates.ofIncidents(List.of(incident.id())).values().stream()
                .flatMap(List::stream)
                .forEach(update -> present.put(update.id().value(), update));
        // Numbers rise as updates were posted; the source has the newest first.
        for (var update : wanted.updates().reversed()) {
            if (isAcceptable(wanted, update)) {
                take(wanted, update, Optional.ofNullable(known.get(update.sourceId())));
            }
        }
    }

    private void take(ImportedIncident wanted, ImportedUpdate update, Optional<Origin> known) {
        if (known.isEmpty()) {
            make(wanted, update);
            return;
        }
        var origin = known.get();
        var before = Optional.ofNullable(present.get(origin.ourId()));
        if (before.isEmpty()) {
            tally.notTaken(wanted.sourceId(), field(update, "id"), "is that of an update of another incident");
        } else if (update.updatedAt().isAfter(origin.sourceUpdatedAt())) {
            change(wanted, update, origin, before.get());
        }
    }

    private boolean isAcceptable(ImportedIncident wanted, ImportedUpdate update) {
        if (!seen.add(update.sourceId())) {
            tally.notTaken(wanted.sourceId(), field(update, "id"), "comes twice");
            return false;
        }
        try {
            IncidentRules.body(field(update, "body"), update.body());
            return true;
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> tally.notTaken(wanted.sourceId(), error.field(), error.message()));
            return false;
        }
    }

    private void make(ImportedIncident wanted, ImportedUpdate update) {
        int seq = hasNumber ? 1 : updates.nextSeq(incident.id());
        hasNumber = false;
        var made = toUpdate(IncidentUpdateId.next(), seq, 1, update, affected(wanted, update));
        updates.insert(made);
        updates.keepVersion(made, incident);
        updates.keepSource(made);
        origins.put(
                Origin.Kind.INCIDENT_UPDATE,
                new Origin(update.sourceId(), made.id().value(), update.updatedAt(), 1));
    }

    private void change(ImportedIncident wanted, ImportedUpdate update, Origin origin, IncidentUpdate before) {
        if (before.version() != origin.version()) {
            tally.notTaken(wanted.sourceId(), field(update, "body"), "was changed here since it was imported");
            return;
        }
        var changed = toUpdate(before.id(), before.seq(), before.version() + 1, update, before.affected());
        updates.save(changed);
        updates.keepVersion(changed, incident);
        updates.keepSource(changed);
        origins.put(Origin.Kind.INCIDENT_UPDATE, origin.taken(update.updatedAt(), changed.version()));
    }

    private Optional<List<AffectedComponent>> affected(ImportedIncident wanted, ImportedUpdate update) {
        var affected = new ArrayList<AffectedComponent>();
        var met = new HashSet<String>();
        for (var mention : update.affected()) {
            var origin = components.get(mention.sourceId());
            if (origin == null) {
                tally.notTaken(
                        wanted.sourceId(),
                        field(update, "affected_components"),
                        "names " + mention.sourceId() + ", which was not imported");
            } else if (!met.add(mention.sourceId())) {
                tally.notTaken(
                        wanted.sourceId(),
                        field(update, "affected_components"),
                        "names " + mention.sourceId() + " twice");
            } else {
                affected.add(new AffectedComponent(
                        new ComponentId(origin.ourId()), mention.name(), mention.oldStatus(), mention.newStatus()));
            }
        }
        return affected.isEmpty() ? Optional.empty() : Optional.of(affected);
    }

    private IncidentUpdate toUpdate(
            IncidentUpdateId id,
            int seq,
            int version,
            ImportedUpdate update,
            Optional<List<AffectedComponent>> affected) {
        return new IncidentUpdate(
                id,
                incident.id(),
                seq,
                update.status(),
                update.body(),
                update.deliverNotifications(),
                false,
                update.customTweet(),
                update.tweetId(),
                Optional.empty(),
                Optional.empty(),
                update.displayAt(),
                affected,
                version,
                update.createdAt(),
                update.updatedAt());
    }

    private static String field(ImportedUpdate update, String name) {
        return "incident_updates/" + update.sourceId() + "/" + name;
    }
}
