package foghorn.incident;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.util.Comparator;
import java.util.List;

/** Corrects a posted update and what follows from it for its incident, within one transaction. */
final class Correction {
    private final Tx tx;
    private final PageId page;

    Correction(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    /** The update after the correction; the same as before if nothing differs. */
    IncidentUpdate apply(Incident incident, IncidentUpdate present, UpdatePatch patch) {
        var edited = edit(present, patch, present.version() + 1);
        if (edit(present, patch, present.version()).equals(present)) {
            return present;
        }
        var updates = new IncidentUpdateRepository(tx, page);
        updates.save(edited);
        updates.keepVersion(edited, incident);
        var all = updates.ofIncidents(List.of(incident.id())).getOrDefault(incident.id(), List.of());
        var draft = IncidentDraft.of(incident).reaching(Milestones.of(inOrderOfPosting(all)));
        boolean announces = present.seq() == 1;
        if (announces && !edited.body().equals(present.body())) {
            draft.reworded();
        }
        new IncidentRepository(tx, page).save(draft.build());
        return edited;
    }

    private IncidentUpdate edit(IncidentUpdate present, UpdatePatch patch, int version) {
        return new IncidentUpdate(
                present.id(),
                present.incidentId(),
                present.seq(),
                present.status(),
                patch.body()
                        .map(body -> IncidentRules.body("incident_update.body", body))
                        .on(present.body()),
                patch.deliverNotifications().on(present.deliverNotifications()),
                patch.wantsTwitterUpdate().on(present.wantsTwitterUpdate()),
                present.customTweet(),
                present.tweetId(),
                present.twitterUpdatedAt(),
                present.nextUpdateAt(),
                patch.displayAt()
                        .map(at -> IncidentRules.displayAt(at, tx.now()))
                        .on(present.displayAt()),
                present.affected(),
                version,
                present.createdAt(),
                present.updatedAt());
    }

    static List<IncidentUpdate> inOrderOfPosting(List<IncidentUpdate> updates) {
        return updates.stream()
                .sorted(Comparator.comparingInt(IncidentUpdate::seq))
                .toList();
    }
}
