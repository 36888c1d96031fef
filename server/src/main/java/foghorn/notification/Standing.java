package foghorn.notification;

import java.time.Duration;

/**
 * Whether a node may claim. After the database was lost it first records what it has sent, then renews what it holds; only then it
 * claims again, and others' leases it takes over no sooner than {@link Lease#GRACE} later, since those may only have lost it too. Nothing is
 * claimed while the node's clock is not the database's.
 */
final class Standing {
    private boolean unrecorded;
    private boolean unrenewed;
    /** Unknown until it was compared with the database's. */
    private boolean clockIsRight;

    private long takeOverFrom = System.nanoTime();

    /** A transaction of the engine has failed. */
    synchronized void databaseLost() {
        unrenewed = true;
    }

    synchronized void recordingFailed() {
        unrecorded = true;
        unrenewed = true;
    }

    synchronized void recorded() {
        unrecorded = false;
    }

    /** Everything held was renewed; says whether that ended a loss of the database. */
    synchronized boolean renewed() {
        if (unrecorded || !unrenewed) {
            return false;
        }
        unrenewed = false;
        takeOverFrom = System.nanoTime() + Lease.GRACE.toNanos();
        return true;
    }

    /** Whether a renewal is wanted out of turn. */
    synchronized boolean mustRenew() {
        return unrenewed && !unrecorded;
    }

    synchronized void clock(boolean isRight) {
        clockIsRight = isRight;
    }

    synchronized boolean mayClaim() {
        return clockIsRight && !unrecorded && !unrenewed;
    }

    synchronized boolean mayTakeOver() {
        return mayClaim() && System.nanoTime() - takeOverFrom >= 0;
    }

    static final Duration RETRY_DATABASE = Duration.ofSeconds(1);
}
