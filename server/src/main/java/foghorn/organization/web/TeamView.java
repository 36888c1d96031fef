package foghorn.organization.web;

import foghorn.kit.web.Shell;
import foghorn.organization.Colleague;
import foghorn.organization.Invitation;
import foghorn.organization.PageGrant;
import foghorn.organization.web.PageChoices.PageChoice;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is on the team, and who was asked to be.
 *
 * @param self the reader
 * @param ownersToo whether the reader may change owners
 */
public record TeamView(
        Shell shell,
        List<Colleague> colleagues,
        List<Invitation> invitations,
        List<PageChoice> pages,
        Optional<TeamMemberId> self,
        boolean ownersToo) {
    public TeamView {
        colleagues = List.copyOf(colleagues);
        invitations = List.copyOf(invitations);
        pages = List.copyOf(pages);
    }

    public boolean isSelf(Colleague colleague) {
        return self.filter(colleague.member().id()::equals).isPresent();
    }

    public boolean mayChange(Role role) {
        return role != Role.OWNER || ownersToo;
    }

    /** Whether the team would be without an owner. */
    public boolean isLastOwner(Colleague colleague) {
        return colleague.member().role() == Role.OWNER
                && colleagues.stream()
                                .filter(other -> other.member().role() == Role.OWNER)
                                .count()
                        == 1;
    }

    /** What the person may do, in one line for each page; one line for who may do everything or nothing. */
    public List<String> words(Role role, Set<PageGrant> grants) {
        if (role != Role.MEMBER) {
            return List.of(RankForm.hint(role));
        }
        var lines = pages.stream()
                .map(page -> line(page, grants))
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? List.of("No page is open to them yet.") : lines;
    }

    private static String line(PageChoice page, Set<PageGrant> grants) {
        Set<Permission> permissions = grants.stream()
                .filter(grant -> grant.page().equals(page.id()))
                .map(PageGrant::permission)
                .collect(Collectors.toSet());
        return permissions.isEmpty() ? "" : page.name() + ": " + Scope.phrase(permissions);
    }
}
