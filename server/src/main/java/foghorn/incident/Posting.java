package foghorn.incident;

import foghorn.kit.db.Tx;
import foghorn.kit.patch.Change;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes one change of an incident within one transaction: components first, then the impact that follows from them, then the update
 * with its text as it will be told. Asks for no permission; the verb does.
 */
final class Posting {
    private final Tx tx;
    private final PageId page;
    private final ComponentChanges changes;
    private final Affecting affecting;
    private final IncidentRepository incidents;
    private final IncidentUpdateRepository updates;

    Posting(Tx tx, PageId page, ComponentChanges changes) {
        this.tx = tx;
        this.page = page;
        this.changes = changes;
        this.affecting = Affecting.find(tx, page, changes);
        this.incidents = new IncidentRepository(tx, page);
        this.updates = new IncidentUpdateRepository(tx, page);
    }

    IncidentUpdate open(OpenIncident command) {
        var draft = IncidentDraft.begun(page, command.name(), command.status(), tx.now())
                .with(command.options())
                .reminding(command.reminderIntervals())
                .promising(IncidentRules.nextUpdateAt(command.nextUpdateAt(), tx.now()));
        return begin(draft, command.body(), command.notifies());
    }

    IncidentUpdate schedule(ScheduleMaintenance command) {
        requireSeries(command.plan());
        var draft = IncidentDraft.begun(page, command.name(), command.status(), tx.now())
                .with(command.options())
                .planned(command.plan(), tx.now(), command.notifies());
        return begin(draft, command.body(), command.notifies());
    }

    IncidentUpdate backfill(BackfillIncident command) {
        var at = IncidentRules.backfillDate(command.date(), incidents.pageZone(), tx.now());
        var draft = IncidentDraft.begun(page, command.name(), IncidentStatus.Realtime.RESOLVED, at)
                .with(command.options())
                .backfilled();
        return begin(draft, command.body(), false);
    }

    private IncidentUpdate begin(IncidentDraft draft, String body, boolean notifies) {
        var update = toUpdate(draft, 1, body, notifies, draft.startedAt());
        affecting.move(draft.id());
        var incident = draft.affecting(affecting.statusesAfter())
                .reaching(Milestones.of(List.of(update)))
                .build();
        incidents.insert(incident);
        affecting.attach(draft.id());
        post(update, incident);
        return update;
    }

    /** Posts an update and takes over whatever else the patch changes. */
    IncidentUpdate update(Incident present, IncidentPatch patch) {
        requireNoComponentsOfThePast(present);
        var draft = IncidentDraft.of(present)
                .patched(patch, tx.now())
                .moved(patch.status().orElse(present.status()))
                .promising(IncidentRules.nextUpdateAt(promise(present, patch).on(Optional.empty()), tx.now()));
        return update(present, draft, patch, tx.now());
    }

    /** Posts what a maintenance says by itself when a step is due, however late; shown at the time for which it was planned. */
    IncidentUpdate step(Incident present, IncidentPatch patch, DueSteps.Due due) {
        var draft = IncidentDraft.of(present).moved(patch.status().orElse(present.status()));
        switch (due.step()) {
            case REMIND -> draft.reminded(tx.now());
            case BEGIN, COMPLETE -> {}
        }
        return update(present, draft, patch, due.at());
    }

    private IncidentUpdate update(Incident present, IncidentDraft draft, IncidentPatch patch, Instant at) {
        draft.maintenance().ifPresent(this::requireSeries);
        affect(present, draft);
        var before = updates.ofIncidents(List.of(present.id())).getOrDefault(present.id(), List.of());
        var update = toUpdate(
                draft,
                updates.nextSeq(present.id()),
                patch.body().orElse(""),
                patch.notifies() && !present.backfilled(),
                notBefore(before, at));
        var all = new ArrayList<>(Correction.inOrderOfPosting(before));
        all.add(update);
        var incident = draft.reaching(Milestones.of(all)).build();
        incidents.save(incident);
        post(update, incident);
        return update;
    }

    /** Takes over what the patch changes without an update; false if nothing differs. */
    boolean change(Incident present, IncidentPatch patch) {
        requireNoComponentsOfThePast(present);
        var draft = IncidentDraft.of(present).patched(patch, tx.now());
        var promise = promise(present, patch);
        if (promise.isSet()) {
            draft.promising(IncidentRules.nextUpdateAt(promise.on(Optional.empty()), tx.now()));
        }
        if (draft.build().equals(present) && !affecting.changes(present.id())) {
            return false;
        }
        draft.maintenance().ifPresent(this::requireSeries);
        affect(present, draft);
        incidents.save(draft.build());
        return true;
    }

    /** A promise that has passed says nothing where it is only sent back, in the whole seconds in which it was read. */
    private Change<Optional<Instant>> promise(Incident present, IncidentPatch patch) {
        var given = patch.nextUpdateAt();
        boolean isRepeated = given.on(Optional.empty())
                .filter(at -> !at.isAfter(tx.now()))
                .filter(at -> seconds(Optional.of(at)).equals(seconds(present.nextUpdateAt())))
                .isPresent();
        return isRepeated ? Change.keep() : given;
    }

    private static Optional<Instant> seconds(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A rule that cannot go on from its start is refused while somebody can mend it. */
    private void requireSeries(Maintenance plan) {
        plan.series().ifPresent(series -> series.following(incidents.pageZone(), 1));
    }

    private void requireNoComponentsOfThePast(Incident present) {
        if (present.backfilled() && !changes.isNone()) {
            throw new Problem.Invalid("incident.components", "cannot be given for an incident of the past");
        }
    }

    /** What goes on with its components after an incident is over is not its doing, unless it is told so. */
    private void affect(Incident present, IncidentDraft draft) {
        if (changes.isNone() && present.isOver() && draft.status().isOver()) {
            return;
        }
        affecting.move(present.id());
        draft.affecting(affecting.attach(present.id()));
    }

    /** That time, but never before the newest update of the incident. */
    private static Instant notBefore(List<IncidentUpdate> before, Instant at) {
        return before.stream()
                .map(IncidentUpdate::displayAt)
                .filter(shown -> shown.isAfter(at))
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    private IncidentUpdate toUpdate(IncidentDraft draft, int seq, String body, boolean notifies, Instant displayAt) {
        return new IncidentUpdate(
                IncidentUpdateId.next(),
                draft.id(),
                seq,
                draft.status(),
                IncidentRules.body("incident.body", body),
                notifies,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                draft.nextUpdateAt(),
                displayAt,
                affecting.affected(),
                1,
                tx.now(),
                tx.now());
    }

    private void post(IncidentUpdate update, Incident incident) {
        updates.insert(update);
        updates.keepVersion(update, incident);
    }
}
