package foghorn.cli;

import foghorn.transfer.ImportProgress;
import foghorn.transfer.NotTaken;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Prints how far the import of this thread is, and stops it when the process is asked to end: at once while it reads, and else after the
 * step at hand. Closed when the command has printed everything.
 */
final class PrintedProgress implements ImportProgress, AutoCloseable {
    /** Every so many of a kind there is a line. */
    private static final int STEP = 25;

    /** How long the end of the process waits for the step at hand. */
    private static final int PATIENCE_SECONDS = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread runner = Thread.currentThread();
    private volatile boolean reading = true;
    private volatile boolean stopped;

    PrintedProgress(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void at(String what, int done, int all) {
        if (!what.equals(SOURCES) || done == all) {
            reading = false;
        }
        if (done == all || done % STEP == 0) {
            err.println(what + ": " + done + " of " + all);
        }
    }

    @Override
    public void notTaken(NotTaken what) {
        out.println(what);
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    /** Asks the import to stop and waits until it has; nothing is left to do once the command has printed everything. */
    void stop() throws InterruptedException {
        stopped = true;
        if (reading && ended.getCount() > 0) {
            runner.interrupt();
        }
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            err.println("The step at hand did not end in time; it is undone.");
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
