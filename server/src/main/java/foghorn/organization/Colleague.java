package foghorn.organization;

import foghorn.kit.mail.EmailAddress;
import java.util.Set;

/**
 * Somebody on the team, with what the team knows of them.
 *
 * @param grants what a member may do, page by page; owners and admins need none
 */
public record Colleague(TeamMember member, EmailAddress address, Set<PageGrant> grants) {
    public Colleague {
        grants = Set.copyOf(grants);
    }
}
