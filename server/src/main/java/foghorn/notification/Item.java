package foghorn.notification;

import foghorn.subscriber.Recipient;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One message that this node is to send now.
 *
 * @param attempts how many were made before
 * @param since when the first attempt became due
 */
record Item(Claim claim, Subject subject, Recipient recipient, int attempts, Instant since) {

    /** What the message is about; the ids in it name its row. */
    sealed interface Subject {
        /** What the message's key is made of: the same at every repetition. */
        String id();
    }

    /**
     * A notice of an event.
     *
     * @param isFirst the delivery has no row yet: its claim alone names it
     */
    record Event(String id, LocalDate month, boolean isFirst) implements Subject {}

    /** A code or a confirmation. */
    record Direct(String id, String kind, String token) implements Subject {
        @Override
        public String toString() {
            return "Direct[" + id + ", " + kind + "]";
        }
    }

    /**
     * An item and what became of its attempt.
     *
     * @param tried false if it was put back without an attempt
     */
    record Done(Item item, DeliveryOutcome outcome, Instant at, boolean tried) {}
}
