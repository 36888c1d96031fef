package foghorn.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was started, the newest first, once, on Ctrl-C or SIGTERM. There is one hook, because the JVM runs several at the same time. */
public final class Shutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<Step> steps = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closing;

    private record Step(String name, AutoCloseable part) {}

    /** Ends what is added to this when the process is asked to stop. */
    static Shutdown onSignal() {
        var shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::close, "shutdown"));
        return shutdown;
    }

    /** Adds a part that is ended before all that were added earlier. A part that comes too late is ended at once. */
    public synchronized void add(String name, AutoCloseable part) {
        if (closing) {
            end(new Step(name, part));
        } else {
            steps.push(new Step(name, part));
        }
    }

    /** Ends everything; a second call waits for the first. */
    @Override
    public void close() {
        if (begin()) {
            for (Step step : steps) {
                end(step);
            }
            stopped.countDown();
        }
        awaitStopped();
    }

    /** Returns when everything has ended. */
    public void awaitStopped() {
        boolean interrupted = false;
        while (stopped.getCount() > 0) {
            try {
                stopped.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean begin() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private static void end(Step step) {
        try {
            step.part().close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly", step.name(), e);
        }
    }
}
