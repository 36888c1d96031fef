package foghorn.organization;

import foghorn.kit.mail.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who was asked to join the team and has not yet.
 *
 * @param expiresAt until when the link works
 * @param mailedAt when a mail server took the link; empty if none has
 */
public record Invitation(
        String id, EmailAddress address, Rank rank, Instant createdAt, Instant expiresAt, Optional<Instant> mailedAt) {
    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** An invitation and the secret of its link, which is told to the mail alone. */
    public record Sendable(Invitation invitation, String secret) {
        @Override
        public String toString() {
            return "Sendable[" + invitation.id() + "]";
        }
    }
}
