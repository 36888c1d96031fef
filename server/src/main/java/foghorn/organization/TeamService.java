package foghorn.organization;

import foghorn.audit.AuditLog;
import foghorn.audit.Differences;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Grants;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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
            var id = team.membership(account).orElseGet(() -> new TeamMemberId(Ids.next()));
            team.join(id, account, role);
            new AuditLog(tx).record("team_member.created", id.value(), Map.of("role", words(role)));
            return require(team, id);
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

    /** Everybody on the team, the longest first. */
    public List<Colleague> list(Call call) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(call, tx -> {
            var team = new TeamRepository(tx);
            return team.list().stream()
                    .flatMap(member -> opened(tx, member).stream())
                    .toList();
        });
    }

    public Colleague find(Call call, TeamMemberId id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        return database.read(call, tx -> {
            var team = new TeamRepository(tx);
            return opened(tx, require(team, id)).orElseThrow(() -> new Problem.NotFound("team member"));
        });
    }

    /**
     * Gives somebody another role, or other grants; nothing is written if nothing differs. Only owners make and change owners, and an
     * organization always has one.
     */
    public void change(Call call, TeamMemberId id, ExpectedVersion expected, Rank rank) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var rules = TeamRules.lock(tx);
            var present = require(rules.team(), id);
            rules.requireMay(present.role());
            rules.requireMay(rank.role());
            expected.check(present.version());
            if (rank.role() != Role.OWNER && rules.isLastOwner(present)) {
                throw new Problem.Invalid("role", "must stay Owner: there is no other");
            }
            rules.requirePages("grants", rank.grants());
            save(tx, rules, present, rank);
            return null;
        });
    }

    private static void save(Tx tx, TeamRules rules, TeamMember present, Rank rank) {
        var id = present.id();
        var before = PageGrant.of(rules.team().grants(id));
        if (rank.role() != present.role() || !rank.grants().equals(before)) {
            rules.team().saveRole(id, rank.role());
            rules.team().saveGrants(id, rank.grants());
            var differences = new Differences()
                    .of("role", words(present.role()), words(rank.role()))
                    .of("permissions", wires(before), wires(rank.grants()));
            new AuditLog(tx).record("team_member.changed", id.value(), differences.onSomebody());
        }
    }

    /** Gives a member other grants, made of those that are there. Owners and admins, who need none, are {@link Problem.Invalid}. */
    void regrant(Call call, TeamMemberId id, UnaryOperator<Set<PageGrant>> change) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var rules = TeamRules.lock(tx);
            var present = require(rules.team(), id);
            rules.requireMember(present.role());
            var grants = change.apply(PageGrant.of(rules.team().grants(id)));
            rules.requirePages("pages", grants);
            save(tx, rules, present, new Rank(Role.MEMBER, grants));
            return null;
        });
    }

    /** Takes somebody off the team; their sessions in this organization end with it. The last owner is {@link Problem.Conflict}. */
    public void remove(Call call, TeamMemberId id) {
        call.actor().require(Permission.MANAGE_ORGANIZATION);
        database.change(call, tx -> {
            var rules = TeamRules.lock(tx);
            var present = require(rules.team(), id);
            rules.requireMay(present.role());
            if (rules.isLastOwner(present)) {
                throw new Problem.Conflict("The last owner of an organization cannot be taken off its team.");
            }
            rules.team().saveGrants(id, Set.of());
            rules.team().markDeleted(id);
            new AuditLog(tx).record("team_member.removed", id.value(), Map.of("role", words(present.role())));
            return null;
        });
    }

    /** Whoever an account will be on the team once it has joined: with the membership that it had before, if it had one. */
    public Actor.TeamMember newcomerWithin(Tx tx, AccountId account, Role role) {
        var id = new TeamRepository(tx).membership(account).orElseGet(() -> new TeamMemberId(Ids.next()));
        return new Actor.TeamMember(tx.organization(), id, account, role, Grants.NONE);
    }

    /** Somebody with address and grants; empty once they were erased. */
    Optional<Colleague> opened(Tx tx, TeamMember member) {
        var grants = PageGrant.of(new TeamRepository(tx).grants(member.id()));
        return accounts.find(tx.handle(), member.account())
                .map(account -> new Colleague(member, account.address(), grants));
    }

    private static TeamMember require(TeamRepository team, TeamMemberId id) {
        return team.find(id).orElseThrow(() -> new Problem.NotFound("team member"));
    }

    private static String words(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String wires(Set<PageGrant> grants) {
        return String.join(", ", PageGrant.wires(grants));
    }

    /** The account as an actor of the transaction's organization; empty if it is not, or no longer, on its team. */
    public Optional<Actor.TeamMember> actorWithin(Tx tx, AccountId account) {
        var team = new TeamRepository(tx);
        return team.find(account)
                .map(member -> new Actor.TeamMember(
                        member.organization(), member.id(), account, member.role(), team.grants(member.id())));
    }

    /** The accounts of those on the team who may do this on a page. */
    List<AccountId> mayWithin(Tx tx, PageId page, Permission permission) {
        return new TeamRepository(tx)
                .list().stream()
                        .flatMap(member -> actorWithin(tx, member.account()).stream())
                        .filter(member -> member.may(page, permission))
                        .map(Actor.TeamMember::account)
                        .toList();
    }

    /** The version of the authentication policy that sessions of the transaction's organization must carry. */
    public int policyVersionWithin(Tx tx) {
        return new OrganizationRepository(tx)
                .find()
                .map(Organization::policyVersion)
                .orElse(0);
    }
}
