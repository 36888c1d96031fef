package foghorn.app;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what is over, once an hour, and only while the node's clock is known to be right: by a wrong one, sessions and months of the
 * ledger would be over that are not. Every step may run on several nodes at once and be left out at any time.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** How often a clock that is not right is looked at again. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final BooleanSupplier clockIsRight;
    private final List<Runnable> steps;
    private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);

    Housekeeping(BooleanSupplier clockIsRight, List<Runnable> steps) {
        this.clockIsRight = clockIsRight;
        this.steps = List.copyOf(steps);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                while (!clockIsRight.getAsBoolean()) {
                    Thread.sleep(LOOK_EVERY);
                }
                steps.forEach(Housekeeping::tried);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tried(Runnable step) {
        try {
            step.run();
        } catch (Problem.Unavailable e) {
            LOG.debug("the database is away; it is cleared away later", e);
        } catch (RuntimeException e) {
            LOG.error("something that is over could not be cleared away", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
