package foghorn.organization;

import foghorn.kit.db.Tx;
import foghorn.tenant.Actor;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The rules by which a team changes, within the transaction of the change. One such change of an organization runs at a time, so that
 * the last two owners cannot remove each other.
 */
final class TeamRules {
    private final Tx tx;
    private final TeamRepository team;

    private TeamRules(Tx tx) {
        this.tx = tx;
        this.team = new TeamRepository(tx);
    }

    /** Waits for other changes of this team; from then on the rules are asked of what is stored. */
    static TeamRules lock(Tx tx) {
        tx.advisoryLock("team:" + tx.organization());
        return new TeamRules(tx);
    }

    TeamRepository team() {
        return team;
    }

    /** Throws {@link Problem.Forbidden} unless the actor may do this to, or make, somebody of this role: owners are the owners' business. */
    void requireMay(Role role) {
        var own = own();
        if (own == Role.MEMBER) {
            throw new Problem.Forbidden(Permission.MANAGE_ORGANIZATION);
        }
        if (role == Role.OWNER && own != Role.OWNER) {
            throw new Problem.Forbidden("Only an owner can do this to an owner, or make one.");
        }
    }

    /** Throws {@link Problem.Invalid} unless this is a member: to all others every page is open, and no grant changes that. */
    void requireMember(Role role) {
        requireMay(role);
        if (role != Role.MEMBER) {
            throw new Problem.Invalid("user_id", "is that of an owner or admin, to whom everything is open");
        }
    }

    /** The role of who asks, as it is now. */
    private Role own() {
        return switch (tx.call().actor()) {
            case Actor.TeamMember member ->
                team.find(member.account()).map(TeamMember::role).orElse(Role.MEMBER);
            case Actor.ApiKey key -> key.may(Permission.MANAGE_ORGANIZATION) ? Role.ADMIN : Role.MEMBER;
            case Actor.Staff staff -> Role.OWNER;
            case Actor.Job job -> Role.OWNER;
            case Actor.Viewer viewer -> Role.MEMBER;
            case Actor.Subscriber subscriber -> Role.MEMBER;
        };
    }

    /** Whether nobody else on the team is an owner. */
    boolean isLastOwner(TeamMember member) {
        return member.role() == Role.OWNER && team.countOwners() == 1;
    }

    /** Throws {@link Problem.Invalid} of the field unless all these pages are the organization's. */
    void requirePages(String field, Collection<PageGrant> grants) {
        var pages = grants.stream().map(PageGrant::page).map(PageId::value).collect(Collectors.toSet());
        if (team.countPages(pages) != pages.size()) {
            throw new Problem.Invalid(field, "name a page that is not there");
        }
    }
}
