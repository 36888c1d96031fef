package foghorn.incident;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens, schedules, updates, corrects, deletes and finds incidents and maintenances. */
public final class IncidentService {
    private final Database database;

    IncidentService(Database database) {
        this.database = database;
    }

    /** Opens a realtime incident with its first update, and moves the components it names. */
    public IncidentDetails open(Call call, PageId page, OpenIncident command) {
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var posting = new Posting(tx, page, command.components());
            var update = posting.open(command);
            new Outbox(tx)
                    .append(page, new IncidentEvent.Opened(update.incidentId(), update.id(), 1, command.notifies()));
            audit(tx, "incident.opened", update);
            return new IncidentReader(tx, page).details(update.incidentId());
        });
    }

    /** Announces a maintenance with its first update. Its automatic steps are stored, with the time the first of them is due. */
    public IncidentDetails schedule(Call call, PageId page, ScheduleMaintenance command) {
        return database.changePage(call, page, Permission.MANAGE_MAINTENANCE, tx -> {
            var posting = new Posting(tx, page, command.components());
            var update = posting.schedule(command);
            new Outbox(tx)
                    .append(page, new IncidentEvent.Scheduled(update.incidentId(), update.id(), 1, command.notifies()));
            audit(tx, "maintenance.scheduled", update);
            return new IncidentReader(tx, page).details(update.incidentId());
        });
    }

    /** Enters a resolved incident of the past; nobody is told (row W051). */
    public IncidentDetails backfill(Call call, PageId page, BackfillIncident command) {
        return database.changePage(call, page, Permission.MANAGE_INCIDENTS, tx -> {
            var posting = new Posting(tx, page, ComponentChanges.none());
            var update = posting.backfill(command);
            new Outbox(tx).append(page, new IncidentEvent.Backfilled(update.incidentId()));
            audit(tx, "incident.backfilled", update);
            return new IncidentReader(tx, page).details(update.incidentId());
        });
    }

    /**
     * Changes an incident or a maintenance, and posts an update if the patch has a body or another status. Resolving leaves the
     * components as they are unless the patch moves them; with a maintenance that is begun or ended they move as its plan says, unless the
     * patch names any. Nothing is written if nothing differs.
     */
    public IncidentDetails update(Call call, PageId page, IncidentId id, IncidentPatch asked) {
        return database.changePage(call, page, tx -> permissionFor(tx, page, id), tx -> {
            var reader = new IncidentReader(tx, page);
            var present = reader.require(id);
            asked.expected().check(present.version());
            var patch = withComponents(tx, present, asked);
            var posting = new Posting(tx, page, patch.components());
            if (patch.posts(present.status())) {
                var update = posting.update(present, patch);
                var next = reader.require(id);
                new Outbox(tx).append(page, posted(present.status(), next, update));
                audit(tx, "incident_update.posted", update, IncidentDifferences.of(present, next, update));
                new Successor(tx, page).planAfter(present, reader.details(id));
                return reader.details(id);
            }
            var before = reader.details(id);
            if (!posting.change(present, patch)) {
                return before;
            }
            var after = reader.details(id);
            new Outbox(tx).append(page, new IncidentEvent.Changed(id));
            new AuditLog(tx)
                    .record(
                            "incident.changed",
                            id.value(),
                            IncidentDifferences.of(before, after).onSomebody());
            return after;
        });
    }

    private static IncidentPatch withComponents(Tx tx, Incident present, IncidentPatch asked) {
        if (present.maintenance().isEmpty() || !asked.components().isNone()) {
            return asked;
        }
        var planned = IncidentDraft.of(present).patched(asked, tx.now()).build();
        return asked.status()
                .flatMap(status -> MaintenanceStep.takenBy(present.status(), status))
                .map(step -> asked.moving(new AutomaticUpdate(tx, planned).components(step)))
                .orElse(asked);
    }

    /** Corrects an update that was posted. The text of each version is kept, so what is still to be told is not altered. */
    public IncidentDetails editUpdate(
            Call call, PageId page, IncidentId id, IncidentUpdateId updateId, UpdatePatch patch) {
        return database.changePage(call, page, tx -> permissionFor(tx, page, id), tx -> {
            var reader = new IncidentReader(tx, page);
            var incident = reader.details(id);
            var present = incident.updates().stream()
                    .filter(update -> update.id().equals(updateId))
                    .findFirst()
                    .orElseThrow(() -> new Problem.NotFound("incident update"));
            patch.expected().check(present.version());
            var edited = new Correction(tx, page).apply(incident.incident(), present, patch);
            if (!edited.equals(present)) {
                new Outbox(tx).append(page, new IncidentEvent.Edited(id, updateId, edited.version()));
                var details = new LinkedHashMap<>(new Differences()
                        .ofText("text", present.body(), edited.body())
                        .of("posted_at", present.displayAt(), edited.displayAt())
                        .on(incident.incident().name()));
                details.put("version", edited.version());
                new AuditLog(tx).record("incident_update.edited", updateId.value(), details);
            }
            return reader.details(id);
        });
    }

    public IncidentDetails delete(Call call, PageId page, IncidentId id) {
        return delete(call, page, id, ExpectedVersion.any());
    }

    /** Removes an incident with its updates; it is no longer shown once this returns. Returns it as it was. */
    public IncidentDetails delete(Call call, PageId page, IncidentId id, ExpectedVersion expected) {
        return database.changePage(call, page, tx -> permissionFor(tx, page, id), tx -> {
            var details = new IncidentReader(tx, page).details(id);
            expected.check(details.incident().version());
            new IncidentRepository(tx, page).markDeleted(id);
            tx.withdraw("incidents/" + id);
            new Outbox(tx).append(page, new IncidentEvent.Deleted(id));
            new AuditLog(tx).record("incident.deleted", id.value());
            return details;
        });
    }

    public IncidentDetails find(Call call, PageId page, IncidentId id) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> new IncidentReader(tx, page).details(id));
    }

    /** What an update said before it was corrected, newest first; for who may correct it, since a text may have said too much. */
    public List<UpdateVersion> versionsBefore(Call call, PageId page, IncidentUpdate present) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> {
            call.actor().require(page, permissionFor(tx, page, present.incidentId()));
            return new IncidentUpdateRepository(tx, page).versionsBefore(present);
        });
    }

    public List<IncidentDetails> list(Call call, PageId page, IncidentList which, Paging paging) {
        return database.readPage(
                call,
                page,
                Permission.VIEW_INCIDENTS,
                tx -> new IncidentReader(tx, page).details(new IncidentRepository(tx, page).list(which, paging)));
    }

    /** How many there are in a list. */
    public long count(Call call, PageId page, IncidentList which) {
        return database.readPage(
                call, page, Permission.VIEW_INCIDENTS, tx -> new IncidentRepository(tx, page).count(which));
    }

    /** Whether the team has written an incident or a maintenance here; what was imported tells nothing of that. */
    public boolean hasOwn(Call call, PageId page) {
        return database.readPage(
                call, page, Permission.VIEW_INCIDENTS, tx -> new IncidentRepository(tx, page).hasOwn());
    }

    /** Incidents and maintenances in whose name, status, updates and published postmortem all the words are, newest first. */
    public List<IncidentDetails> search(Call call, PageId page, SearchWords words, Paging paging) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> {
            var found = new IncidentSearchRepository(tx, page).find(words, paging);
            return new IncidentReader(tx, page).details(new IncidentRepository(tx, page).find(found));
        });
    }

    /** The names of those among these ids that are incidents or maintenances of the organization, on whatever page. */
    public Map<String, String> names(Call call, Set<String> ids) {
        call.actor().require(Permission.VIEW_AUDIT);
        return database.read(call, tx -> IncidentRepository.names(tx, ids));
    }

    /** Who may not manage incidents learns nothing of which exist. */
    static Permission permissionFor(Tx tx, PageId page, IncidentId id) {
        boolean isMaintenance = new IncidentRepository(tx, page)
                .find(id)
                .flatMap(Incident::maintenance)
                .isPresent();
        return isMaintenance ? Permission.MANAGE_MAINTENANCE : Permission.MANAGE_INCIDENTS;
    }

    static IncidentEvent posted(IncidentStatus before, Incident incident, IncidentUpdate update) {
        boolean notifies = update.deliverNotifications();
        var now = incident.status().equals(before) ? Optional.<IncidentStatus>empty() : Optional.of(incident.status());
        if (now.filter(status -> status == Realtime.RESOLVED).isPresent()) {
            return new IncidentEvent.Resolved(incident.id(), update.id(), update.version(), notifies);
        }
        if (now.filter(status -> status == IncidentStatus.Scheduled.IN_PROGRESS).isPresent()) {
            return new IncidentEvent.Started(incident.id(), update.id(), update.version(), notifies);
        }
        if (now.filter(status -> status == IncidentStatus.Scheduled.COMPLETED).isPresent()) {
            return new IncidentEvent.Completed(incident.id(), update.id(), update.version(), notifies);
        }
        return new IncidentEvent.Updated(incident.id(), update.id(), update.version(), notifies);
    }

    static void audit(Tx tx, String action, IncidentUpdate update) {
        audit(tx, action, update, new Differences());
    }

    /** The name of an incident is not written down with what is done to it: it is shown for as long as the incident is there. */
    static void audit(Tx tx, String action, IncidentUpdate update, Differences differences) {
        var details = new LinkedHashMap<String, Object>();
        details.put("update", update.id().value());
        details.put("status", update.status().wire());
        details.put("components", update.affected().map(List::size).orElse(0));
        details.put("notify", update.deliverNotifications());
        details.putAll(differences.onSomebody());
        new AuditLog(tx).record(action, update.incidentId().value(), details);
    }
}
