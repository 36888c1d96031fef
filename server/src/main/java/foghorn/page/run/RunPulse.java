package foghorn.page.run;

import foghorn.kit.db.Database;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes, once a second, how far a run of this one is, and hears what is wanted of it. A database that is away is no reason to stop:
 * the run's own steps will tell.
 */
public final class RunPulse {
    private static final Logger LOG = LoggerFactory.getLogger(RunPulse.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How often an end is told again that could not be told. */
    private static final int ATTEMPTS = 60;

    /** Which run. */
    public record Of(OrganizationId organization, PageId page, RunKind kind, String id) {}

    private final Database database;
    private final Of run;
    private final Supplier<String> state;
    private final Consumer<Wish> wished;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable String told;

    /**
     * @param state how far it is now
     * @param wished hears the wish again each time
     */
    public RunPulse(Database database, Of run, Supplier<String> state, Consumer<Wish> wished) {
        this.database = database;
        this.run = run;
        this.state = state;
        this.wished = wished;
    }

    /** Beats until it is ended. */
    public void start() {
        Thread.ofVirtual().name("run-pulse").start(this::beat);
    }

    private void beat() {
        try {
            while (!end.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells how far it is, and hears what is wanted. */
    public synchronized void tell() {
        try {
            var now = state.get();
            // Somebody else's run has taken its place: this one was silent for too long.
            told(now).ifPresentOrElse(asked -> asked.ifPresent(wished), () -> wished.accept(Wish.STOP));
            told = now;
        } catch (Problem.Unavailable e) {
            LOG.debug("the database is away; how far a run is will be told later", e);
        } catch (RuntimeException e) {
            LOG.warn("how far a run is could not be told", e);
        }
    }

    private Optional<Optional<Wish>> told(String now) {
        return database.change(
                call(),
                tx -> new RunRepository(tx, run.page(), run.kind())
                        .alive(run.id(), Objects.equals(now, told) ? null : now));
    }

    private Call call() {
        return new Call(new Actor.Job(run.organization(), "import"), run.id());
    }

    /** Keeps what could not be taken; {@code part} counts from 0. */
    public void keep(int part, String lines) {
        database.change(call(), tx -> {
            new RunRepository(tx, run.page(), run.kind()).addPart(run.id(), part, lines);
            return null;
        });
    }

    /** Forgets what was kept. */
    public void forget() {
        database.change(call(), tx -> {
            new RunRepository(tx, run.page(), run.kind()).removeParts(run.id());
            return null;
        });
    }

    /** Tells how it ended, for good, and waits for the database for up to a minute. */
    public void end() {
        end.countDown();
        for (int i = 1; i <= ATTEMPTS; i++) {
            try {
                database.change(call(), tx -> {
                    new RunRepository(tx, run.page(), run.kind()).end(run.id(), state.get());
                    return null;
                });
                return;
            } catch (Problem.Unavailable e) {
                LOG.debug("the database is away; the end of a run will be told later", e);
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
