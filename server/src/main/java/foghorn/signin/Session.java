package foghorn.signin;

import foghorn.tenant.AccountId;
import foghorn.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;

/**
 * A signed-in person in one organization. It ends after 30 idle minutes, after 12 hours in any case, and with the authentication
 * policy under which it was made.
 *
 * @param seenAt exact to a minute
 */
record Session(AccountId account, OrganizationId organization, Instant createdAt, Instant seenAt, int policyVersion) {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration SEEN_STORED_EVERY = Duration.ofMinutes(1);

    boolean isOver(Instant now) {
        return !now.isBefore(createdAt.plus(LONGEST)) || !now.isBefore(seenAt.plus(IDLE));
    }

    boolean isSeenLongAgo(Instant now) {
        return !now.isBefore(seenAt.plus(SEEN_STORED_EVERY));
    }
}
