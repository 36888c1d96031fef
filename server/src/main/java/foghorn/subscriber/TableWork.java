package foghorn.subscriber;

import foghorn.page.run.RunPulse;
import foghorn.page.run.Wish;
import foghorn.subscriber.SubscriberFileImport.Report;
import foghorn.subscriber.SubscriberFileImport.Table;
import foghorn.subscriber.TableRun.Phase;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table that somebody sent: it is looked at, its people are asked, and it is imported; then it is removed. */
final class TableWork implements SubscriberFileImport.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);
    private static final int FIRST_PROBLEMS = 20;

    /** How long the people are waited for. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final String id;
    private final Path file;
    private final boolean confirmed;
    private final long size;
    private final CountDownLatch lookedAt = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<TableRun.Line> firstProblems = new ArrayList<>();

    private ProblemTable problems = new ProblemTable();
    private Phase phase = Phase.LOOKING;
    private long read;
    private long rows;
    private Report report = new Report(0, 0, 0, 0, false);
    private boolean stopped;
    private Optional<String> unreadable = Optional.empty();
    private Optional<String> error = Optional.empty();
    private Optional<RunPulse> pulse = Optional.empty();

    TableWork(String id, Path file, boolean confirmed, long size) {
        this.id = id;
        this.file = file;
        this.confirmed = confirmed;
        this.size = Math.max(1, size);
    }

    synchronized TableRun state() {
        return new TableRun(
                id,
                phase,
                confirmed,
                (int) Math.min(100, read * 100 / size),
                Math.max(rows, report.rows()),
                report.added(),
                report.leftAlone(),
                report.refused(),
                stopped,
                firstProblems,
                unreadable,
                error);
    }

    /** Does it all, on this thread. Its steps wait for their turn; the people are waited for without one. */
    void run(Call call, PageId page, SubscriberFileImport imports, Semaphore turn, RunPulse telling) {
        pulse = Optional.of(telling);
        try {
            step(call, page, imports, turn, true);
            if (ask(telling)) {
                step(call, page, imports, turn, false);
                enter(Phase.DONE);
            }
        } catch (Problem.Invalid e) {
            fail(e.errors().stream().map(FieldError::message).findFirst(), Optional.empty());
        } catch (Problem e) {
            fail(Optional.empty(), Optional.ofNullable(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            enter(Phase.LEFT);
        } catch (IOException | RuntimeException e) {
            LOG.error("An import of subscribers failed", e);
            fail(Optional.empty(), Optional.of("Something went wrong here. Who was added stays added; try again."));
        } finally {
            end(telling);
        }
    }

    private void end(RunPulse telling) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("A table of subscribers could not be removed", e);
        }
        lookedAt.countDown();
        telling.end();
        ended.countDown();
    }

    private void step(Call call, PageId page, SubscriberFileImport imports, Semaphore turn, boolean dryRun)
            throws IOException, InterruptedException {
        turn.acquire();
        try (var reader = new InputStreamReader(
                new Counted(new BufferedInputStream(Files.newInputStream(file))),
                StandardCharsets.UTF_8.newDecoder())) {
            var done = imports.run(call, page, new Table(reader, confirmed, dryRun), this);
            synchronized (this) {
                report = done;
            }
        } finally {
            turn.release();
        }
    }

    /** Says what would become of it, and waits for the answer. */
    private boolean ask(RunPulse telling) throws InterruptedException {
        boolean asks = !isStopped() && state().added() > 0;
        enter(asks ? Phase.ASKING : Phase.LEFT);
        telling.tell();
        lookedAt.countDown();
        if (!asks) {
            return false;
        }
        boolean isAnswered = decided.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!isAnswered || isStopped()) {
            enter(Phase.LEFT);
            return false;
        }
        telling.forget();
        synchronized (this) {
            phase = Phase.IMPORTING;
            problems = new ProblemTable();
            firstProblems.clear();
            rows = 0;
            read = 0;
            report = new Report(0, 0, 0, 0, false);
        }
        telling.tell();
        return true;
    }

    private synchronized void enter(Phase next) {
        phase = next;
    }

    private synchronized void fail(Optional<String> file, Optional<String> otherwise) {
        phase = phase == Phase.IMPORTING ? Phase.DONE : Phase.LEFT;
        unreadable = file;
        error = otherwise;
    }

    /** Its people, or the end of the server, have decided. */
    synchronized void wish(Wish wish) {
        if (wish == Wish.STOP) {
            stopped = true;
        }
        if (wish == Wish.STOP || phase == Phase.ASKING) {
            decided.countDown();
        }
    }

    /** Waits until it is known what would become of the table, so long at the most. */
    void awaitLook(Duration most) throws InterruptedException {
        lookedAt.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it has ended, so long at the most. */
    boolean awaitEnd(Duration most) throws InterruptedException {
        return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void done(long soFar) {
        problems.part().ifPresent(lines -> pulse.orElseThrow().keep(problems.number(), lines));
        synchronized (this) {
            rows = soFar;
        }
    }

    @Override
    public void refused(long line, FieldError wrong) {
        problems.add(line, wrong);
        synchronized (this) {
            if (firstProblems.size() < FIRST_PROBLEMS) {
                firstProblems.add(new TableRun.Line(line, wrong.field(), wrong.message()));
            }
        }
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void read(long bytes) {
        read += Math.max(0, bytes);
    }

    /** Notes how much of the table is read. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            TableWork.this.read(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int count = super.read(bytes, from, most);
            TableWork.this.read(count);
            return count;
        }
    }
}
