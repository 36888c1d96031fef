package foghorn.notification;

import foghorn.notification.Item.Done;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one node has lately seen of one channel: how attempts went, and when the last one was a success. */
final class Progress {
    private final Map<Result, Long> counts = new EnumMap<>(Result.class);
    private Optional<Instant> deliveredAt = Optional.empty();
    private Optional<Instant> failingSince = Optional.empty();

    /** How an attempt ended. */
    enum Result {
        DELIVERED,
        RETRY_LATER,
        THROTTLED,
        REJECTED,
        RECIPIENT_GONE
    }

    synchronized void add(Done done) {
        var result = switch (done.outcome()) {
            case DeliveryOutcome.Delivered ignored -> Result.DELIVERED;
            case DeliveryOutcome.RetryLater ignored -> Result.RETRY_LATER;
            case DeliveryOutcome.Unanswered ignored -> Result.RETRY_LATER;
            case DeliveryOutcome.Throttled ignored -> Result.THROTTLED;
            case DeliveryOutcome.Rejected ignored -> Result.REJECTED;
            case DeliveryOutcome.RecipientGone ignored -> Result.RECIPIENT_GONE;
        };
        counts.merge(result, 1L, Long::sum);
        if (result == Result.DELIVERED) {
            deliveredAt = Optional.of(done.at());
            failingSince = Optional.empty();
        } else if (failingSince.isEmpty()) {
            failingSince = Optional.of(done.at());
        }
    }

    synchronized Map<Result, Long> counts() {
        return Map.copyOf(counts);
    }

    synchronized Optional<Instant> deliveredAt() {
        return deliveredAt;
    }

    /** Since when no attempt has succeeded; empty if the last one did, or none was made. */
    synchronized Optional<Instant> failingSince() {
        return failingSince;
    }
}
