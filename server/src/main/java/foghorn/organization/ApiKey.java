package foghorn.organization;

import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a program's key; the secret itself is shown once and only its hash is kept.
 *
 * @param lastUsedAt exact to a minute
 * @param perMinute how many requests it may make in any minute; empty for as many as the installation allows
 */
public record ApiKey(
        String id,
        String name,
        Set<Permission> scopes,
        Optional<PageId> onlyPage,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt,
        Optional<Integer> perMinute) {
    public ApiKey {
        name = Organization.requireName("name", name);
        scopes = Set.copyOf(scopes);
    }

    /** Whether it opens anything at this time. */
    public boolean isValid(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
