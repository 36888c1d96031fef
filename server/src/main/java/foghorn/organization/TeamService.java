package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people on an organization's team and what each of them may do. */
public final class TeamService {
    private final Database database;
    private final Accounts accounts;

    public TeamService(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** Puts a person on the team; who has no account yet gets one. */
    public TeamMember add(Call call, EmailAddress address, Role role) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.change(call, tx -> {
            var team = new TeamRepository(tx);
            var account = accounts.ensureWithin(tx, address);
            if (team.find(account).isPresent()) {
                throw new Problem.Conflict("This person is on the team already.");
            }
            var member = new TeamMember(new TeamMemberId(Ids.next()), call.organization(), account, role, tx.now(), 1);
            team.insert(member);
            new AuditLog(tx).record("team_member.created", member.id().value(), Map.of("role", role.name()));
            return member;
        });
    }

    /** Grants a member permissions on a page; what was granted before stays. */
    public void grant(Call call, AccountId account, PageId page, Set<Permission> permissions) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var team = new TeamRepository(tx);
            var member = team.find(account).orElseThrow(() -> new Problem.NotFound("team member"));
            permissions.forEach(permission -> team.insertGrant(member.id(), page, permission));
            new AuditLog(tx)
                    .record(
                            "team_member.granted",
                            member.id().value(),
                            Map.of(
                                    "page",
                                    page.value(),
                                    "permissions",
                                    permissions.stream()
                                            .map(Permission::scope)
                                            .sorted()
                                            .toList()));
            return null;
        });
    }

    /** The account as an actor of the transaction's organization; empty if it is not, or no longer, on its team. */
    public Optional<Actor.TeamMember> actorWithin(Tx tx, AccountId account) {
        var team = new TeamRepository(tx);
        return team.find(account)
                .map(member -> new Actor.TeamMember(
                        member.organization(), member.id(), account, member.role(), team.grants(member.id())));
    }

    /** The version of the authentication policy that sessions of the transaction's organization must carry. */
    public int policyVersionWithin(Tx tx) {
        return new OrganizationRepository(tx)
                .find()
                .map(Organization::policyVersion)
                .orElse(0);
    }
}
