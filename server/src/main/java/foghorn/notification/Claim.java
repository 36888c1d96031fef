package foghorn.notification;

import foghorn.notification.DirectoryRepository.Place;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A lease that this node holds: some deliveries of one event, or some direct messages of one page. */
final class Claim {
    private final Place place;
    private final long number;
    private final int lane;
    private final boolean direct;
    private final AtomicInteger open;
    /** Monotonic nanoseconds, taken before the transaction that claimed or renewed. Guarded by this, as is lost. */
    private long freshAt;

    private boolean lost;

    Claim(Place place, long number, int lane, boolean direct, int size, long freshAt) {
        this.place = place;
        this.number = number;
        this.lane = lane;
        this.direct = direct;
        this.open = new AtomicInteger(size);
        this.freshAt = freshAt;
    }

    Place place() {
        return place;
    }

    long number() {
        return number;
    }

    int lane() {
        return lane;
    }

    boolean isDirect() {
        return direct;
    }

    /** One delivery less is unrecorded; true if that was the last. */
    boolean close() {
        return open.decrementAndGet() == 0;
    }

    /** Whether so many deliveries are all that is unrecorded; never of a claim that was lost, since others' may be among them. */
    boolean isAll(long count) {
        return open.get() == count && !isLost();
    }

    synchronized void renewed(long at) {
        freshAt = at;
        notifyAll();
    }

    /** Another node has taken over, or this one is stopping: nothing more may be started. */
    synchronized void lose() {
        lost = true;
        notifyAll();
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** Waits until an attempt may be started; false if the claim was lost. */
    synchronized boolean awaitFresh() throws InterruptedException {
        while (!lost && System.nanoTime() - freshAt > Lease.START_WITHIN.toNanos()) {
            wait(Duration.ofSeconds(1).toMillis());
        }
        return !lost;
    }
}
