package foghorn.notification;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt. Channels return it and throw only for our own bugs. Codes are short and without personal data (an SMTP
 * or HTTP status, or a word); reasons come from the other side with addresses removed, and are stored encrypted.
 */
public sealed interface DeliveryOutcome {
    String code();

    /** The other side has taken it over. */
    record Delivered(String code) implements DeliveryOutcome {}

    /**
     * Not taken over, and worth another try.
     *
     * @param notBefore how long the other side asked us to wait, at least
     * @param ours the reason is on our side, and no failure of the recipient's
     */
    record RetryLater(String code, String reason, Optional<Duration> notBefore, boolean ours)
            implements DeliveryOutcome {
        public RetryLater(String code, String reason, Optional<Duration> notBefore) {
            this(code, reason, notBefore, false);
        }
    }

    /**
     * Sent whole, and the connection ended without an answer: it may have been taken over. It is tried again like {@link RetryLater}, and
     * as all that is sent meanwhile may come twice, the engine asks the other side with one message at a time until it answers.
     */
    record Unanswered(String code, String reason) implements DeliveryOutcome {}

    /**
     * The other side as a whole takes nothing now, whoever it is for: it is busy, or cannot be reached. The engine slows down, and the
     * message is tried again soon; that it had to wait is no failure of its recipient's.
     *
     * @param notBefore how long the other side asked us to wait, at least
     * @param spoke whether it said so itself; false if it was not there
     */
    record Throttled(String code, String reason, Optional<Duration> notBefore, boolean spoke)
            implements DeliveryOutcome {}

    /** Refused for good. */
    record Rejected(String code, String reason) implements DeliveryOutcome {}

    /** Refused for good because the address takes no messages any more. */
    record RecipientGone(String code, String reason) implements DeliveryOutcome {}
}
