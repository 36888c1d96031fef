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
        if (name.isBlank()) {
            throw new Problem.Invalid(field, "must be given");
        }
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Problem.Invalid(field, "must have at most " + MAX_NAME + " characters on one line");
        }
        return name;
    }
}
