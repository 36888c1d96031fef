package foghorn.incident;

import foghorn.audit.AuditLog;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.component.PageComponents;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.page.ImportResult;
import foghorn.page.ImportTally;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes over one incident within one transaction. */
final class IncidentImport {
    private final Tx tx;
    private final PageId page;
    private final ImportedIncident wanted;
    private final IncidentRepository incidents;
    private final Origins origins;
    private final Map<String, Origin> components;
    private final ImportTally tally = new ImportTally();

    IncidentImport(Tx tx, PageId page, ImportedIncident wanted) {
        this.tx = tx;
        this.page = page;
        this.wanted = wanted;
        this.incidents = new IncidentRepository(tx, page);
        this.origins = new Origins(tx, page);
        this.components = origins.all(Origin.Kind.COMPONENT);
    }

    ImportResult take() {
        var origin = origins.find(Origin.Kind.INCIDENT, wanted.sourceId());
        if (origin.isEmpty()) {
            make();
        } else if (wanted.updatedAt().isAfter(origin.get().sourceUpdatedAt())) {
            change(origin.get());
        } else {
            tally.unchanged();
        }
        return tally.result();
    }

    private void make() {
        var incident = describe(IncidentId.next());
        incidents.insert(incident);
        complete(incident, true);
        origins.put(
                Origin.Kind.INCIDENT,
                new Origin(wanted.sourceId(), incident.id().value(), wanted.updatedAt(), 1));
        tally.made();
    }

    private void change(Origin origin) {
        var id = new IncidentId(origin.ourId());
        var present = incidents.find(id);
        if (present.isEmpty()) {
            tally.notTaken(wanted.sourceId(), "", "was deleted here since it was imported, and stays deleted");
        } else if (present.get().version() != origin.version()) {
            tally.notTaken(wanted.sourceId(), "", "was changed here since it was imported, and stays as it is");
        } else if (present.get().maintenance().isPresent() != wanted.window().isPresent()) {
            tally.notTaken(
                    wanted.sourceId(), "", "was of the other kind, incident or maintenance, when it was imported");
        } else {
            var incident = describe(id);
            incidents.save(incident);
            complete(incident, false);
            int version = incidents.find(id).map(Incident::version).orElse(1);
            origins.put(Origin.Kind.INCIDENT, origin.taken(wanted.updatedAt(), version));
            tally.changed();
        }
    }

    /** Everything beside the incident's own row. */
    private void complete(Incident incident, boolean isNew) {
        new UpdateImport(tx, page, incident, tally, components).take(wanted, isNew);
        wanted.postmortem()
                .ifPresent(postmortem ->
                        new PostmortemImport(tx, page, incident, tally).take(wanted.sourceId(), postmortem));
        new IncidentComponentRepository(tx, page).replace(incident.id(), worstOfComponents());
        incidents.keepTimes(incident);
        new AuditLog(tx)
                .record(
                        "incident.imported",
                        incident.id().value(),
                        Map.of("updates", wanted.updates().size()));
        new Outbox(tx).append(page, new IncidentEvent.Imported(incident.id()));
    }

    private Map<ComponentId, ComponentStatus> worstOfComponents() {
        var worst = new LinkedHashMap<ComponentId, ComponentStatus>();
        for (var sourceId : wanted.componentSourceIds()) {
            var origin = components.get(sourceId);
            if (origin == null) {
                tally.notTaken(wanted.sourceId(), "components", "names " + sourceId + ", which was not imported");
            } else {
                worst.put(new ComponentId(origin.ourId()), worstOf(sourceId));
            }
        }
        if (!wanted.status().isOver()) {
            new PageComponents(tx, page)
                    .named(worst.keySet())
                    .forEach(now -> worst.computeIfPresent(
                            now.id(), (id, before) -> now.status().isWorseThan(before) ? now.status() : before));
        }
        return worst;
    }

    private ComponentStatus worstOf(String componentSourceId) {
        return ComponentStatus.worstOf(wanted.updates().stream()
                .flatMap(update -> update.affected().stream())
                .filter(mention -> mention.sourceId().equals(componentSourceId))
                .map(ImportedUpdate.Mention::newStatus)
                .toList());
    }

    private Incident describe(IncidentId id) {
        var worst = worstImpact();
        return new Incident(
                id,
                page,
                IncidentRules.importedName(wanted.name()),
                wanted.status(),
                wanted.impact(),
                worst,
                wanted.impact() == worst ? Optional.empty() : Optional.of(wanted.impact()),
                false,
                Optional.empty(),
                reminders(),
                wanted.startedAt(),
                wanted.monitoringAt(),
                resolvedAt(),
                Optional.empty(),
                wanted.window().map(window -> Maintenance.between(window.from(), window.until())),
                1,
                wanted.createdAt(),
                wanted.updatedAt());
    }

    /** What would follow from the components; where the source shows another impact, somebody chose it there. */
    private IncidentImpact worstImpact() {
        var worst = ImpactRules.worst(wanted.status(), IncidentImpact.NONE, List.of());
        for (var update : wanted.updates()) {
            var statuses = update.affected().stream()
                    .map(ImportedUpdate.Mention::newStatus)
                    .toList();
            worst = ImpactRules.worst(wanted.status(), worst, statuses);
        }
        return worst;
    }

    private Optional<ReminderIntervals> reminders() {
        try {
            return wanted.reminderIntervals().map(ReminderIntervals::new);
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> tally.notTaken(wanted.sourceId(), "reminder_intervals", error.message()));
            return Optional.empty();
        }
    }

    /** Exactly what is over has a time at which it ended. */
    private Optional<Instant> resolvedAt() {
        if (!wanted.status().isOver()) {
            wanted.resolvedAt()
                    .ifPresent(at -> tally.notTaken(
                            wanted.sourceId(), "resolved_at", "belongs to what is over, and this is not"));
            return Optional.empty();
        }
        return wanted.resolvedAt().or(() -> {
            tally.notTaken(wanted.sourceId(), "resolved_at", "is missing: the time of its last update is taken");
            return wanted.updates().stream()
                    .map(ImportedUpdate::displayAt)
                    .max(Comparator.naturalOrder())
                    .or(() -> Optional.of(wanted.updatedAt()));
        });
    }
}
