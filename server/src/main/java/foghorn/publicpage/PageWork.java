package foghorn.publicpage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides when the set of one page is built: builds run one after another, and requests that come while one runs are met by one more.
 * While something is being taken back, from before its commit until after it, nothing is built; and a build that read the database
 * before that ended is thrown away.
 */
final class PageWork {
    private static final int MOST_WAITING = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final Set<Thread> withdrawing = new HashSet<>();
    private boolean running;
    private long wanted;
    private long covered;
    private long epoch;
    /** Changes that are not shown yet, oldest first. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private long watched;

    /** @param number counts the changes of this page */
    private record Waiting(long number, long pageSeq, long since) {}

    /** Asks that the page be shown as of this sequence number or later. True if the caller must now run the builds. */
    boolean request(long pageSeq) {
        lock.lock();
        try {
            wanted = Math.max(wanted, pageSeq);
            if (running || !withdrawing.isEmpty()) {
                return false;
            }
            running = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Begins a build and returns its ticket. */
    Ticket begin() {
        lock.lock();
        try {
            return new Ticket(epoch, wanted, watched);
        } finally {
            lock.unlock();
        }
    }

    /** @param watched so many changes had been made when the build began */
    record Ticket(long epoch, long wanted, long watched) {}

    /** Notes that a change was committed at this moment; see {@link #shown}. What is too much to remember is not noted. */
    void watch(long pageSeq, long nanoTime) {
        lock.lock();
        try {
            watched++;
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new Waiting(watched, pageSeq, nanoTime));
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a build has shown that read the page as of this sequence number: for each change, how long it had waited, in nanoseconds. */
    List<Long> shown(Ticket ticket, long pageSeq, long nanoTime) {
        var waited = new ArrayList<Long>();
        lock.lock();
        try {
            // A number that fell is that of a database which was put back: what was watched before the build is over,
            // too.
            waiting.removeIf(change -> {
                boolean isShown = change.number <= ticket.watched || change.pageSeq <= pageSeq;
                if (isShown) {
                    waited.add(nanoTime - change.since);
                }
                return isShown;
            });
        } finally {
            lock.unlock();
        }
        return waited;
    }

    /** Since when the oldest change waits that is not shown; empty if there is none. */
    OptionalLong waitingSince() {
        lock.lock();
        try {
            var oldest = waiting.peek();
            return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.since);
        } finally {
            lock.unlock();
        }
    }

    /** Does a build's last step, unless something was taken back since it began. */
    boolean install(Ticket ticket, Runnable step) {
        lock.lock();
        try {
            if (ticket.epoch != epoch) {
                return false;
            }
            step.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a build that read the page as of this sequence number. True if another must follow at once. */
    boolean end(Ticket ticket, long pageSeq) {
        lock.lock();
        try {
            boolean stale = ticket.epoch != epoch;
            covered = stale ? covered : Math.max(pageSeq, ticket.wanted);
            boolean again = withdrawing.isEmpty() && (stale || wanted > covered);
            if (!again) {
                running = false;
                wanted = 0;
            }
            progress.signalAll();
            return again;
        } finally {
            lock.unlock();
        }
    }

    /** Begins a taking back on this thread and does it; no build shows anything until {@link #withdrawn}. */
    void withdraw(Runnable step) {
        lock.lock();
        try {
            epoch++;
            withdrawing.add(Thread.currentThread());
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /** Ends what this thread took back, if it did. */
    void withdrawn() {
        lock.lock();
        try {
            if (withdrawing.remove(Thread.currentThread())) {
                epoch++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a build has covered this sequence number, or until the time is over. */
    void await(long pageSeq, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (covered < pageSeq && left > 0) {
                left = progress.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return !running;
        } finally {
            lock.unlock();
        }
    }
}
