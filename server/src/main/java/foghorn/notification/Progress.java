package foghorn.notification;

import foghorn.notification.Item.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node has lately seen of one channel: how attempts went, when the last one was a success, and whether those since then have
 * failed in a way that says something about the channel.
 *
 * <p>Where all messages go to one party, two that it did not take are enough, were they for a single message. Else ten
 * are, to three recipients, and not counting what others were told while it was tried again: after each fan-out some are left that fail.
 */
final class Progress {
    /** Attempts that failed since the one party of all took nothing. */
    private static final int ENOUGH_OF_ONE = 2;
    /** Attempts that have failed for any reason that may pass. */
    private static final int ENOUGH = 10;

    private static final int RECIPIENTS = 3;
    /** Where nothing was tried for so long, nothing is known. Longer than the longest pause of a host and an attempt. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final boolean hasOneParty;
    private final Map<Result, Long> counts = new EnumMap<>(Result.class);
    private final Set<String> failedTo = new HashSet<>();
    private @Nullable Instant deliveredAt;
    private @Nullable Instant failedSince;
    private @Nullable Instant failedLast;
    private int failed;
    private int failedByOne;

    /** How an attempt ended. */
    enum Result {
        DELIVERED,
        RETRY_LATER,
        THROTTLED,
        REJECTED,
        RECIPIENT_GONE
    }

    /** @param hasOneParty whether all messages go to the same one, as mail does to our relays */
    Progress(boolean hasOneParty) {
        this.hasOneParty = hasOneParty;
    }

    synchronized void add(Done done) {
        switch (done.outcome()) {
            case DeliveryOutcome.Delivered ignored -> delivered(done.at());
            case DeliveryOutcome.RetryLater ignored -> failed(Result.RETRY_LATER, done, false);
            case DeliveryOutcome.Unanswered ignored -> failed(Result.RETRY_LATER, done, hasOneParty);
            case DeliveryOutcome.Throttled ignored -> failed(Result.THROTTLED, done, hasOneParty);
            case DeliveryOutcome.Rejected ignored -> count(Result.REJECTED);
            case DeliveryOutcome.RecipientGone ignored -> count(Result.RECIPIENT_GONE);
        }
    }

    private void count(Result result) {
        counts.merge(result, 1L, Long::sum);
    }

    private void delivered(Instant at) {
        count(Result.DELIVERED);
        deliveredAt = at;
        if (failed > 0) {
            failed = 0;
            failedByOne = 0;
            failedTo.clear();
        }
    }

    private void failed(Result result, Done done, boolean byOne) {
        count(result);
        if (!done.tried() || !(byOne || isNews(done.item()))) {
            return;
        }
        if (failed == 0) {
            failedSince = done.at();
        }
        failedLast = done.at();
        failed++;
        failedByOne += byOne ? 1 : 0;
        if (failedTo.size() < RECIPIENTS) {
            failedTo.add(done.item().recipient().id().value());
        }
    }

    /** Nothing was delivered since the message was due for the first time, or this was its first attempt. */
    private boolean isNews(Item item) {
        return item.attempts() == 0 || deliveredAt == null || item.since().isAfter(deliveredAt);
    }

    synchronized Map<Result, Long> counts() {
        return Map.copyOf(counts);
    }

    synchronized Optional<Instant> deliveredAt() {
        return Optional.ofNullable(deliveredAt);
    }

    /** Since when nothing gets through; empty if too little was tried to say so, or nothing lately. */
    synchronized Optional<Instant> failingSince(Instant now) {
        boolean isEnough = failedByOne >= ENOUGH_OF_ONE || (failed >= ENOUGH && failedTo.size() >= RECIPIENTS);
        return Optional.ofNullable(failedLast)
                .filter(last -> isEnough && Duration.between(last, now).compareTo(LATELY) < 0)
                .map(last -> failedSince);
    }
}
