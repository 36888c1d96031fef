package foghorn.kit.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves messages over one connection at a time until none has come for a while. */
final class SmtpWorker {
    /** How often a connection without a message is asked whether it is one too many. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String CUT = "the mail server did not answer in time";

    private final SmtpQueue queue;
    private final Supplier<SmtpConnection> connections;
    private final BooleanSupplier over;
    private volatile @Nullable SmtpConnection connection;
    private volatile @Nullable SmtpJob current;
    private @Nullable SmtpSession session;
    private @Nullable SmtpJob following;

    /** @param over whether there are more connections than there may be, so that this one has to go */
    SmtpWorker(SmtpQueue queue, Supplier<SmtpConnection> connections, BooleanSupplier over) {
        this.queue = queue;
        this.connections = connections;
        this.over = over;
    }

    /** Returns when the queue is closed or had nothing for as long as an idle connection is kept, or the connection is one too many. */
    void run(Duration kept) throws InterruptedException {
        try {
            for (var job = next(kept); job != null; job = next(kept)) {
                current = job;
                serve(job);
                current = null;
            }
        } finally {
            hangUp();
        }
    }

    /** Ends what takes too long; called by another thread, now and then. */
    void cutOverdue(long now) {
        var open = connection;
        if (open != null) {
            open.cutIfOverdue(now);
        }
        var job = current;
        if (job != null) {
            job.cutIfOverdue(now, CUT);
        }
    }

    void cut() {
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    private @Nullable SmtpJob next(Duration kept) throws InterruptedException {
        var job = following;
        following = null;
        long end = System.nanoTime() + kept.toNanos();
        for (long left = kept.toNanos(); job == null && left > 0 && mayGoOn(); left = end - System.nanoTime()) {
            job = queue.poll(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
        return job;
    }

    private boolean mayGoOn() {
        return !queue.isClosed() && !over.getAsBoolean();
    }

    private void serve(SmtpJob job) {
        try {
            attempt(job);
        } catch (RuntimeException bug) {
            drop();
            job.fail(bug);
        }
    }

    private void attempt(SmtpJob job) {
        boolean kept = session != null && session.isKept();
        try {
            job.finish(session(job).send(job, this::pollFollowing));
            if (connection != null && connection.isClosed()) {
                drop();
            }
        } catch (SmtpFault fault) {
            drop();
            if (kept && !job.isSent() && job.mayTryFreshConnection()) {
                attempt(job);
            } else {
                job.finishUnanswered(fault.code(), fault.text());
            }
        } catch (IOException e) {
            boolean cut = connection != null && connection.wasCut();
            drop();
            if (kept && !cut && !job.isSent() && job.mayTryFreshConnection()) {
                attempt(job);
            } else {
                job.finishUnanswered(0, cut ? CUT : String.valueOf(e.getMessage()));
            }
        }
    }

    private @Nullable SmtpJob pollFollowing() {
        following = over.getAsBoolean() ? null : queue.poll();
        return following;
    }

    private SmtpSession session(SmtpJob job) throws IOException {
        var present = session;
        if (present != null) {
            return present;
        }
        var fresh = connections.get();
        connection = fresh;
        fresh.open(job.deadline());
        var opened = new SmtpSession(fresh);
        session = opened;
        return opened;
    }

    private void hangUp() {
        if (session != null && connection != null && !connection.isClosed()) {
            connection.quit();
        }
        drop();
    }

    private void drop() {
        if (connection != null) {
            connection.close();
        }
        connection = null;
        session = null;
    }
}
