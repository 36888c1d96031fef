package foghorn.transfer;

import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An import that was begun in the console, on a thread of its own: how far it is, and what came of it. */
public final class ImportRun implements ImportProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    /** Lines of what was not taken that are kept. */
    private static final int MOST_LINES = 500;

    private final String source;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    /** Let go at the end, and with it what was read. */
    private @Nullable Thread thread;

    private int left;
    private String what = SOURCES;
    private int done;
    private int all = 1;
    private boolean stopped;
    private boolean isOver;
    private Optional<ImportReport> report = Optional.empty();
    private Optional<String> error = Optional.empty();

    /** The import itself. */
    interface Work {
        ImportReport run(ImportProgress progress) throws InterruptedException;
    }

    /**
     * How it stands.
     *
     * @param source what it reads, for people
     * @param what is being read or taken over
     * @param isStopping whether it was asked to stop
     * @param lines what was not taken as it stands, the first 500 lines
     * @param left how many lines more there would be
     * @param report what it did; empty while it goes on, if it failed, and if it was stopped while it read
     * @param error why it failed, for people
     */
    public record State(
            String source,
            String what,
            int done,
            int all,
            boolean isOver,
            boolean isStopping,
            List<String> lines,
            int left,
            Optional<ImportReport> report,
            Optional<String> error) {
        public State {
            lines = List.copyOf(lines);
        }

        /** The same, asked to stop. */
        State stopping() {
            return new State(source, what, done, all, isOver, true, lines, left, report, error);
        }

        /** The same, of which nothing more is heard. */
        State lost() {
            var why = "The server that ran it was stopped or is away. What was taken over is kept; import again.";
            return new State(source, what, done, all, true, isStopping, lines, left, report, Optional.of(why));
        }
    }

    ImportRun(String source) {
        this.source = source;
    }

    /** @param told is called once it is over */
    void start(Work work, Runnable told) {
        var begun = Thread.ofVirtual().name("import").unstarted(() -> run(work, told));
        synchronized (this) {
            thread = begun;
        }
        begun.start();
    }

    private void run(Work work, Runnable told) {
        try {
            run(work);
        } finally {
            told.run();
            end.countDown();
        }
    }

    private void run(Work work) {
        Optional<ImportReport> did = Optional.empty();
        Optional<String> failure = Optional.empty();
        try {
            did = Optional.of(work.run(this));
        } catch (InterruptedException e) {
            // It was stopped while it read or waited; nothing was changed.
        } catch (Problem e) {
            failure = Optional.ofNullable(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("An import failed", e);
            failure = Optional.of("Something went wrong here. What was taken over is kept; try again.");
        }
        end(did, failure);
    }

    private synchronized void end(Optional<ImportReport> did, Optional<String> failure) {
        report = did;
        error = failure;
        isOver = true;
        thread = null;
        // It may have been told to stop after its last step, and what follows is not to be broken off.
        Thread.interrupted();
    }

    @Override
    public synchronized void at(String kind, int so, int many) {
        what = kind;
        done = so;
        all = many;
    }

    @Override
    public synchronized void notTaken(NotTaken line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line.toString());
        } else {
            left++;
        }
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    synchronized State state() {
        return new State(source, what, done, all, isOver, stopped, lines, left, report, error);
    }

    /** Asks it to stop: at once while it reads, and else after the step at hand. */
    synchronized void stop() {
        stopped = true;
        if (thread != null && what.equals(SOURCES) && done < all) {
            thread.interrupt();
        }
    }

    /** Waits until it has ended, so long at the most. */
    void await(Duration most) throws InterruptedException {
        if (!end.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.warn("An import is broken off in the middle of a step");
        }
    }
}
