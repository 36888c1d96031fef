package foghorn.organization;

import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Role;
import java.time.Instant;

/**
 * Somebody on a team, or asked to join it.
 *
 * @param id of the team member or, before they joined, of the invitation
 * @param since when they joined, or were asked to
 * @param isInvited whether they have not joined yet
 */
public record User(String id, EmailAddress address, Role role, Instant since, boolean isInvited) {
    static User of(Colleague colleague) {
        var member = colleague.member();
        return new User(member.id().value(), colleague.address(), member.role(), member.createdAt(), false);
    }

    public static User of(Invitation invitation) {
        return new User(invitation.id(), invitation.address(), invitation.rank().role(), invitation.createdAt(), true);
    }
}
