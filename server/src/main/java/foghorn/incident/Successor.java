package foghorn.incident;

import foghorn.component.Component;
import foghorn.kit.db.Tx;
import foghorn.kit.outbox.Outbox;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.ZoneId;
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
        var zone = incidents.pageZone();
        series.get().next(tx.now(), zone).ifPresent(next -> schedule(after, plan, next, zone));
        // The series goes on with the next one, also if this one is opened again and completed again.
        incidents.save(IncidentDraft.of(incident).outOfSeries().build());
    }

    private void schedule(IncidentDetails after, Maintenance plan, Series next, ZoneId zone) {
        var length = Duration.between(plan.scheduledFor(), plan.scheduledUntil());
        var words = next.words().filled(next.slot(), next.slot().plus(length), zone);
        var command = new ScheduleMaintenance(
                words.name().orElse(after.incident().name()),
                IncidentStatus.Scheduled.SCHEDULED,
                words.body().orElse(after.updates().getLast().body()),
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
