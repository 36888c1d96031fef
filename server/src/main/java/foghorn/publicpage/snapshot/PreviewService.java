package foghorn.publicpage.snapshot;

import foghorn.incident.IncidentId;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** Shows an incident with the draft of its postmortem to whoever has the key of the draft. */
public final class PreviewService {
    private final Database database;

    public PreviewService(Database database) {
        this.database = database;
    }

    /** The incident as its page will be once the draft is published. */
    public record Preview(PageFacts page, IncidentFacts incident) {}

    /** What is not there, is not public or has another key is one and the same {@link Problem.NotFound}. */
    public Preview find(Call call, PageId page, IncidentId incident, String key) {
        call.actor().requireVisitor(page);
        return database.read(call, tx -> find(tx, page, incident.value(), key));
    }

    private static Preview find(Tx tx, PageId page, String incident, String key) {
        var repository = new SnapshotRepository(tx);
        var draft = new PreviewRepository(tx)
                .draft(page, incident)
                .filter(found -> isSame(found.key(), key))
                .orElseThrow(PreviewService::nothing);
        var facts = repository.page(page).filter(PageFacts::isPublic).orElseThrow(PreviewService::nothing);
        var visibility = Visibility.of(repository.components(page));
        return SnapshotReader.whole(repository, page, Set.of(incident), visibility).stream()
                .findFirst()
                .map(whole -> new Preview(facts, whole.with(draft.postmortem())))
                .orElseThrow(PreviewService::nothing);
    }

    /** Takes as long for a key that is nearly right as for any other. */
    private static boolean isSame(String key, String given) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem.NotFound nothing() {
        return new Problem.NotFound("preview");
    }
}
