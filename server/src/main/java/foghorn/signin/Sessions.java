package foghorn.signin;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.organization.TeamService;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import java.util.Optional;

/** Starts, resumes and ends sessions. A session's id is a secret of 256 bits, of which only the hash is stored. */
public final class Sessions {
    private final Database database;
    private final TeamService team;

    Sessions(Database database, TeamService team) {
        this.database = database;
        this.team = team;
    }

    /** Starts a session for the acting team member and returns its id; sessions of that account that are over are tidied away. */
    String startWithin(Tx tx, AccountId account) {
        String id = Ids.secret();
        var sessions = new SessionRepository(tx.handle());
        sessions.deleteCreatedBefore(account, tx.now().minus(Session.LONGEST));
        sessions.insert(
                Tokens.hash(id),
                new Session(account, tx.organization(), tx.now(), tx.now(), team.policyVersionWithin(tx)));
        new AuditLog(tx).record("session.started", account.value());
        return id;
    }

    /** Who holds the session with this id; empty if there is none (any more), or its person is no longer on the team. */
    public Optional<Call> resume(String id, String requestId) {
        byte[] hash = Tokens.hash(id);
        var session = database.installation(handle -> new SessionRepository(handle).find(hash));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        var actor = session.filter(found -> !found.isOver(database.now())).flatMap(found -> actor(found, requestId));
        if (actor.isEmpty()) {
            database.installation(handle -> new SessionRepository(handle).delete(hash));
        } else if (session.get().isSeenLongAgo(database.now())) {
            database.installation(handle -> {
                new SessionRepository(handle).saveSeen(hash, database.now());
                return null;
            });
        }
        return actor.map(person -> new Call(person, requestId));
    }

    /** Ends the session with this id at once. */
    public void end(Call call, String id) {
        database.change(call, tx -> {
            if (new SessionRepository(tx.handle()).delete(Tokens.hash(id))) {
                new AuditLog(tx).record("session.ended", call.actor().auditId());
            }
            return null;
        });
    }

    private Optional<Actor.TeamMember> actor(Session session, String requestId) {
        var call = new Call(new Actor.Job(session.organization(), "session"), requestId);
        return database.read(
                call,
                tx -> team.policyVersionWithin(tx) == session.policyVersion()
                        ? team.actorWithin(tx, session.account())
                        : Optional.empty());
    }
}
