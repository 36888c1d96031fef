package foghorn.organization;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.time.Instant;

/**
 * A tenant: whoever owns pages.
 *
 * @param policyVersion rises when the authentication policy changes; sessions made under an older one end
 */
public record Organization(OrganizationId id, String name, Instant createdAt, int policyVersion) {
    /** Characters in a name. */
    public static final int MAX_NAME = 255;

    public Organization {
        name = requireName("organization", name);
    }

    static String requireName(String field, String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.Invalid(field, "must have 1 to " + MAX_NAME + " characters on one line");
        }
        return name;
    }
}
