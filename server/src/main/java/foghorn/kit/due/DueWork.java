package foghorn.kit.due;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second for what is due by the stored times, and only while the node's clock is known to be right: by a wrong one
 * it would be done too soon. Every round may run on several nodes at once.
 */
public final class DueWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BooleanSupplier clockIsRight;
    private final List<Runnable> rounds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    public DueWork(String name, BooleanSupplier clockIsRight, List<Runnable> rounds) {
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
        this.clockIsRight = clockIsRight;
        this.rounds = List.copyOf(rounds);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                if (clockIsRight.getAsBoolean()) {
                    rounds.forEach(DueWork::tried);
                }
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tried(Runnable round) {
        try {
            round.run();
        } catch (Problem.Unavailable e) {
            LOG.debug("the database is away; what is due is done later", e);
        } catch (RuntimeException e) {
            LOG.error("Work that is due failed; it is tried again", e);
        }
    }

    /** Ends it once the round under way is done. */
    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        thread.join(STOP);
    }
}
