package foghorn.incident;

import foghorn.incident.ImportedIncident.ImportedPostmortem;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.page.ImportTally;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/** Takes over the published postmortem of one imported incident, whose row is there. */
final class PostmortemImport {
    private final Tx tx;
    private final PageId page;
    private final Incident incident;
    private final ImportTally tally;
    private final PostmortemRepository postmortems;
    private final Origins origins;

    PostmortemImport(Tx tx, PageId page, Incident incident, ImportTally tally) {
        this.tx = tx;
        this.page = page;
        this.incident = incident;
        this.tally = tally;
        this.postmortems = new PostmortemRepository(tx, page);
        this.origins = new Origins(tx, page);
    }

    void take(String incidentSourceId, ImportedPostmortem wanted) {
        try {
            requireAcceptable(wanted);
            var origin = origins.find(Origin.Kind.INCIDENT_UPDATE, wanted.sourceId());
            if (origin.isEmpty()) {
                make(wanted);
            } else if (wanted.updatedAt().isAfter(origin.get().sourceUpdatedAt())) {
                change(wanted, origin.get());
            }
        } catch (Problem.Invalid e) {
            e.errors()
                    .forEach(error -> tally.notTaken(
                            incidentSourceId,
                            "incident_updates/" + wanted.sourceId() + "/" + error.field(),
                            error.message()));
        }
    }

    private void requireAcceptable(ImportedPostmortem wanted) {
        if (!incident.isOver()) {
            throw new Problem.Invalid("status", "is that of a postmortem, which belongs to what is over");
        }
        if (wanted.body().isBlank()) {
            throw new Problem.Invalid("body", "is that of a postmortem, which has words");
        }
        PostmortemService.body("body", wanted.body());
        PostmortemService.tweet(wanted.customTweet());
    }

    private void make(ImportedPostmortem wanted) {
        if (postmortems.find(incident.id()).isPresent()) {
            throw new Problem.Invalid("body", "is that of a postmortem, and one was written here");
        }
        int version = postmortems.firstVersion(incident.id());
        var made = toPostmortem(wanted, IncidentUpdateId.next(), Ids.secret(), version);
        postmortems.insert(made, tx.call().actor().auditId());
        keep(made);
        origins.put(
                Origin.Kind.INCIDENT_UPDATE,
                new Origin(wanted.sourceId(), made.updateId().value(), wanted.updatedAt(), version));
    }

    private void change(ImportedPostmortem wanted, Origin origin) {
        if (isUpdate(origin)) {
            throw new Problem.Invalid("status", "is that of a postmortem, and was another when it was imported");
        }
        var before = postmortems
                .find(incident.id())
                .filter(present ->
                        present.updateId().value().equals(origin.ourId()) && present.version() == origin.version())
                .orElseThrow(() -> new Problem.Invalid("body", "was changed here since it was imported"));
        var changed = toPostmortem(wanted, before.updateId(), before.previewKey(), before.version() + 1);
        keep(changed);
        origins.put(Origin.Kind.INCIDENT_UPDATE, origin.taken(wanted.updatedAt(), changed.version()));
    }

    private boolean isUpdate(Origin origin) {
        return new IncidentUpdateRepository(tx, page)
                .ofIncidents(List.of(incident.id())).getOrDefault(incident.id(), List.of()).stream()
                        .anyMatch(update -> update.id().value().equals(origin.ourId()));
    }

    private void keep(Postmortem postmortem) {
        postmortems.save(postmortem);
        postmortems.keepVersion(postmortem);
    }

    private Postmortem toPostmortem(ImportedPostmortem wanted, IncidentUpdateId id, String previewKey, int version) {
        var text = new Postmortem.Text(wanted.body(), wanted.updatedAt());
        return new Postmortem(
                incident.id(),
                id,
                previewKey,
                text,
                Optional.of(new Postmortem.Published(text, wanted.publishedAt())),
                new Postmortem.Telling(wanted.told(), false, wanted.customTweet()),
                wanted.told() ? Optional.of(wanted.publishedAt()) : Optional.empty(),
                version,
                wanted.publishedAt(),
                wanted.updatedAt());
    }
}
