package foghorn.organization;

import foghorn.tenant.AccountId;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.time.Instant;

/** An account on the team of one organization. */
public record TeamMember(
        TeamMemberId id, OrganizationId organization, AccountId account, Role role, Instant createdAt, int version) {}
