package foghorn.kit.mail;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages that wait for a connection: no more than there are callers, each of whom waits for its own. */
final class SmtpQueue {
    private sealed interface Entry {
        record Waiting(SmtpJob job) implements Entry {}

        /** No more will be served; it stays in the queue for all to see. */
        record Closed() implements Entry {}
    }

    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    boolean isClosed() {
        return closed;
    }

    void add(SmtpJob job) {
        entries.add(new Entry.Waiting(job));
    }

    /** The next message that is still wanted, or null at once. */
    @Nullable
    SmtpJob poll() {
        return wanted(entries.poll());
    }

    /** The next message that is still wanted, or null after a while or when the queue was closed. */
    @Nullable
    SmtpJob poll(Duration longest) throws InterruptedException {
        return wanted(entries.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void cutOverdue(long now) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Waiting(SmtpJob job)) {
                job.cutIfOverdue(now, "no connection to the mail server was free in time");
            }
        }
    }

    /** Messages that no connection has taken yet are given back, and all who poll are sent home. */
    void close() {
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            if (entry instanceof Entry.Waiting(SmtpJob job)) {
                job.finishUnanswered(0, "the sender is shutting down");
            }
        }
        closed = true;
        entries.add(new Entry.Closed());
    }

    private @Nullable SmtpJob wanted(@Nullable Entry first) {
        for (Entry entry = first; entry != null; entry = entries.poll()) {
            switch (entry) {
                case Entry.Closed closed -> {
                    entries.add(closed);
                    return null;
                }
                case Entry.Waiting(SmtpJob job) -> {
                    if (job.isOpen()) {
                        return job;
                    }
                }
            }
        }
        return null;
    }
}
