package foghorn.organization;

import foghorn.tenant.Role;
import java.util.Set;

/** What somebody may do on a team: a role, and for a member what is granted page by page. */
public record Rank(Role role, Set<PageGrant> grants) {
    public Rank {
        grants = PageGrant.withView(grants);
    }
}
