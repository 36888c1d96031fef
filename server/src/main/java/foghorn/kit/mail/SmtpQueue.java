package foghorn.kit.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages that wait for a connection: no more than there are callers, each of whom waits for its own. */
final class SmtpQueue {
    /** An empty entry says that no more will be served. */
    private final LinkedBlockingQueue<Optional<SmtpJob>> jobs = new LinkedBlockingQueue<>();

    void add(SmtpJob job) {
        jobs.add(Optional.of(job));
    }

    /** The next message that is still wanted, or null at once. */
    @Nullable
    SmtpJob poll() {
        return wanted(jobs.poll());
    }

    /** The next message that is still wanted, or null after a while or when the queue was closed. */
    @Nullable
    SmtpJob poll(Duration longest) throws InterruptedException {
        return wanted(jobs.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    void cutOverdue(long now) {
        jobs.forEach(entry ->
                entry.ifPresent(job -> job.cutIfOverdue(now, "no connection to the mail server was free in time")));
    }

    /** Messages that no connection has taken yet are given back, and all who poll are sent home. */
    void close() {
        for (var entry = jobs.poll(); entry != null; entry = jobs.poll()) {
            entry.ifPresent(job -> job.finishUnanswered(0, "the sender is shutting down"));
        }
        jobs.add(Optional.empty());
    }

    private @Nullable SmtpJob wanted(@Nullable Optional<SmtpJob> first) {
        for (var entry = first; entry != null; entry = jobs.poll()) {
            if (entry.isEmpty()) {
                jobs.add(entry);
                return null;
            }
            if (entry.get().isOpen()) {
                return entry.get();
            }
        }
        return null;
    }
}
