package foghorn.signin;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.organization.Organization;
import foghorn.organization.OrganizationRoom;
import foghorn.organization.OrganizationService;
import foghorn.organization.TeamService;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Starts, resumes and ends sessions. A session's id is a secret of 256 bits, of which only the hash is stored. */
public final class Sessions {
    private final Database database;
    private final OrganizationService organizations;
    private final TeamService team;

    Sessions(Database database, OrganizationRoom room) {
        this.database = database;
        this.organizations = room.organizations();
        this.team = room.team();
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

    /**
     * Who holds the session with this id; empty if there is none (any more), or its person is no longer on the team. One that has merely
     * run out stays until it is swept: it tells where its person goes on.
     */
    public Optional<Call> resume(String id, String requestId) {
        byte[] hash = Tokens.hash(id);
        var session = database.installation(handle -> new SessionRepository(handle).find(hash))
                .filter(found -> !found.isOver(database.now()));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        var actor = session.flatMap(found -> actor(found, requestId));
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

    /** Deletes the sessions of everybody that are over in any case; returns how many. */
    public int sweep() {
        var before = database.now().minus(Session.LONGEST);
        return database.installation(handle -> new SessionRepository(handle).deleteCreatedBefore(before));
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

    /** The organizations on whose teams the acting person is, by name. */
    public List<Organization> organizations(Call call) {
        return organizations.memberships(member(call).account()).stream()
                .map(organization -> organizations.find(asJob(organization, call.requestId())))
                .sorted(Comparator.comparing(Organization::name))
                .toList();
    }

    /** From now on the session with this id acts in another organization of its person; any other is {@link Problem.NotFound}. */
    public void switchTo(Call call, String id, OrganizationId organization) {
        var account = member(call).account();
        if (!organizations.memberships(account).contains(organization)) {
            throw new Problem.NotFound("organization");
        }
        var actor = database.read(asJob(organization, call.requestId()), tx -> team.actorWithin(tx, account))
                .orElseThrow(() -> new Problem.NotFound("organization"));
        database.change(new Call(actor, call.requestId()), tx -> {
            new SessionRepository(tx.handle())
                    .saveOrganization(Tokens.hash(id), organization, team.policyVersionWithin(tx));
            new AuditLog(tx).record("session.switched", account.value());
            return null;
        });
    }

    private static Actor.TeamMember member(Call call) {
        if (call.actor() instanceof Actor.TeamMember member) {
            return member;
        }
        throw new Problem.Forbidden("Only people have sessions.");
    }

    private static Call asJob(OrganizationId organization, String requestId) {
        return new Call(new Actor.Job(organization, "session"), requestId);
    }

    private Optional<Actor.TeamMember> actor(Session session, String requestId) {
        return database.read(
                asJob(session.organization(), requestId),
                tx -> team.policyVersionWithin(tx) == session.policyVersion()
                        ? team.actorWithin(tx, session.account())
                        : Optional.empty());
    }
}
