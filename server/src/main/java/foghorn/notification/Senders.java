package foghorn.notification;

import foghorn.tenant.PageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node sends at the same time on one channel: its share of the channel's bound, a fifth of it for lanes 0 and 1 only. What
 * finds no sender free waits; lanes 0 and 1 go first, in the order in which they came, and all others in {@link Lines} of their pages. No
 * more than {@link #MOST_UNRECORDED} are begun whose outcome is not written down, so that after a crash no more than these can be sent
 * again.
 */
final class Senders {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

    /** Per node and channel. */
    static final int MOST_UNRECORDED = 500;
    /** Of these, kept for lanes 0 and 1. */
    static final int KEPT_FOR_URGENT = 50;

    private final int bound;
    private final Executor threads;
    private final Deque<Task> urgent = new ArrayDeque<>();
    private final Lines<Task> ordinary = new Lines<>();
    private int most;
    private int sending;
    private int sendingOrdinary;
    private int unrecorded;
    private int unrecordedOrdinary;

    private record Task(boolean urgent, Optional<PageId> page, Runnable work) {}

    /** @param threads gives each sender a thread for as long as it finds work */
    Senders(int bound, Executor threads) {
        this.bound = bound;
        this.threads = threads;
        this.most = bound;
    }

    /** Divides the bound among the nodes that live; at least one sender is left. */
    void share(int nodes) {
        synchronized (this) {
            most = Math.max(1, bound / nodes);
        }
        startAll();
    }

    /**
     * Has something sent, now or when a sender is free.
     *
     * @param page in whose line it waits; empty if all stand in one
     */
    void send(int lane, Optional<PageId> page, Runnable work) {
        synchronized (this) {
            var task = new Task(Lane.isUrgent(lane), page, work);
            if (task.urgent()) {
                urgent.add(task);
            } else {
                ordinary.add(page, task);
            }
        }
        startAll();
    }

    /** What was sent is written down, or was not sent at all. */
    void recorded(int lane) {
        synchronized (this) {
            unrecorded--;
            unrecordedOrdinary -= Lane.isUrgent(lane) ? 0 : 1;
        }
        startAll();
    }

    /** Several, since one sender that becomes free raises the share of each page. */
    private void startAll() {
        for (Task task = take(); task != null; task = take()) {
            start(task);
        }
    }

    private void start(Task task) {
        try {
            threads.execute(() -> work(task));
        } catch (RejectedExecutionException e) {
            // The node stops, and whatever is started now only gives up.
            work(task);
        }
    }

    private void work(Task first) {
        for (Task task = first; task != null; task = next(task)) {
            try {
                task.work().run();
            } catch (RuntimeException e) {
                LOG.error("A message could not be sent by our own fault", e);
            }
        }
    }

    private synchronized @Nullable Task next(Task done) {
        sending--;
        if (!done.urgent()) {
            sendingOrdinary--;
            ordinary.done(done.page());
        }
        return take();
    }

    /** The next task for which a sender is free. */
    private synchronized @Nullable Task take() {
        if (sending >= most || unrecorded >= MOST_UNRECORDED) {
            return null;
        }
        var task = urgent.poll();
        if (task == null && unrecordedOrdinary < MOST_UNRECORDED - KEPT_FOR_URGENT) {
            task = ordinary.poll(mostOrdinary() - sendingOrdinary);
        }
        if (task != null) {
            sending++;
            unrecorded++;
            sendingOrdinary += task.urgent() ? 0 : 1;
            unrecordedOrdinary += task.urgent() ? 0 : 1;
        }
        return task;
    }

    private int mostOrdinary() {
        return Math.max(1, most - Math.max(1, most / 5));
    }
}
