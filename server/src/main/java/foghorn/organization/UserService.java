package foghorn.organization;

import foghorn.kit.db.Database;
import foghorn.kit.db.Paging;
import foghorn.kit.db.Tx;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The people of an organization as programs see them: the team, and who was asked to join it. Whoever is asked has the id of the invitation
 * and gets another one by joining. An organization of others is {@link Problem.NotFound}.
 */
public final class UserService {
    private final Database database;
    private final TeamService team;
    private final InvitationService invitations;

    UserService(Database database, TeamService team, InvitationService invitations) {
        this.database = database;
        this.team = team;
        this.invitations = invitations;
    }

    /** Throws unless the organization is the caller's, who may manage it. */
    public void requireOwn(Call call, OrganizationId organization) {
        if (!call.organization().equals(organization)) {
            throw new Problem.NotFound("organization");
        }
        call.actor().require(Permission.MANAGE_ORGANIZATION);
    }

    /** Somebody whose address is still sealed. */
    private record Listed(String id, Supplier<Optional<User>> opened) {}

    /** The team, the longest first, and after it those who were asked to join, the newest first. */
    public List<User> list(Call call, OrganizationId organization, Paging paging) {
        requireOwn(call, organization);
        return database.read(call, tx -> {
            var all = new ArrayList<Listed>();
            new TeamRepository(tx)
                    .list()
                    .forEach(member -> all.add(new Listed(
                            member.id().value(), () -> team.opened(tx, member).map(User::of))));
            new InvitationRepository(tx)
                    .list()
                    .forEach(row ->
                            all.add(new Listed(row.id(), () -> Optional.of(User.of(invitations.opened(tx, row))))));
            return paging.of(all, Listed::id).stream()
                    .flatMap(one -> one.opened().get().stream())
                    .toList();
        });
    }

    /** Takes somebody off the team, or takes their invitation back; returns who it was. The last owner stays. */
    public User remove(Call call, OrganizationId organization, String id) {
        requireOwn(call, organization);
        var invitation = invitation(call, id);
        if (invitation.isPresent()) {
            invitations.revoke(call, id);
            return User.of(invitation.get());
        }
        var user = User.of(team.find(call, new TeamMemberId(id)));
        team.remove(call, new TeamMemberId(id));
        return user;
    }

    public UserPermissions permissions(Call call, OrganizationId organization, String id) {
        requireOwn(call, organization);
        var invitation = invitation(call, id);
        return invitation
                .map(open ->
                        permissions(call, id, open.rank().role(), open.rank().grants()))
                .orElseGet(() -> {
                    var colleague = team.find(call, new TeamMemberId(id));
                    return permissions(call, id, colleague.member().role(), colleague.grants());
                });
    }

    private UserPermissions permissions(Call call, String id, Role role, Set<PageGrant> grants) {
        return role == Role.MEMBER
                ? UserPermissions.of(id, grants)
                : UserPermissions.all(id, database.read(call, tx -> new TeamRepository(tx).pages()));
    }

    /**
     * What a member may do on which pages.
     *
     * @param id of the team member, or of the invitation
     * @param pages those that are not named are closed from now on
     */
    public record Wanted(String id, Map<PageId, Map<PageRole, Boolean>> pages, ExpectedVersion expected) {
        public Wanted {
            pages = Map.copyOf(pages);
        }

        private Set<PageGrant> on(Set<PageGrant> present) {
            expected.check(UserPermissions.of(id, present).version());
            return UserPermissions.changed(present, pages);
        }
    }

    /** Opens and closes pages to a member; owners and admins, to whom all are open, are {@link Problem.Invalid}. */
    public UserPermissions permit(Call call, OrganizationId organization, Wanted wanted) {
        requireOwn(call, organization);
        if (invitation(call, wanted.id()).isPresent()) {
            invitations.regrant(call, wanted.id(), wanted::on);
        } else {
            team.regrant(call, new TeamMemberId(wanted.id()), wanted::on);
        }
        return permissions(call, organization, wanted.id());
    }

    private Optional<Invitation> invitation(Call call, String id) {
        return database.read(call, tx -> found(tx, id));
    }

    private Optional<Invitation> found(Tx tx, String id) {
        return new InvitationRepository(tx).find(id).map(row -> invitations.opened(tx, row));
    }
}
