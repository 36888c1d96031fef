package foghorn.incident;

import foghorn.component.Component;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Plans the next maintenance of a series once one is over, within the same transaction. Nobody is told of it: it stands on the page, and
 * its own reminder and begin are told as this one's were.
 */
final class Successor {
    private final Tx tx;
    private final PageId page;

    Successor(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** @param before the maintenance as it was before the change */
    void planAfter(Incident before, IncidentDetails after) {
        var incident = after.incident();
        var series = incident.maintenance().flatMap(Maintenance::series);
        if (before.isOver() || !incident.isOver() || series.isEmpty()) {
            return;
        }
        var plan = incident.maintenance().orElseThrow();
        var incidents = new IncidentRepository(tx, page);
        series.get().next(tx.now(), incidents.pageZone()).ifPresent(next -> schedule(after, plan, next));
        // The series goes on with the next one, also if this one is opened again and completed again.
        incidents.save(IncidentDraft.of(incident).outOfSeries().build());
    }

    private void schedule(IncidentDetails after, Maintenance plan, Series next) {
        var length = Duration.between(plan.scheduledFor(), plan.scheduledUntil());
        var command = new ScheduleMaintenance(
                after.incident().name(),
                IncidentStatus.Scheduled.SCHEDULED,
                after.updates().getLast().body(),
                plan.at(next, length),
                new ComponentChanges(
                        Map.of(),
                        Optional.of(
                                after.components().stream().map(Component::id).toList())),
                false,
                new IncidentOptions(
                        after.incident().impactOverride(), after.incident().metadata()));
        var update = new Posting(tx, page, command.components()).schedule(command);
        new Outbox(tx)
                .append(page, new IncidentEvent.Scheduled(update.incidentId(), update.id(), update.version(), false));
        IncidentService.audit(tx, "maintenance.scheduled", update);
    }
}
