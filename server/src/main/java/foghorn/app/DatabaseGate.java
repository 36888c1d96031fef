package foghorn.app;

import com.zaxxer.hikari.HikariDataSource;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.DatabaseCheck;
import foghorn.kit.db.DatabaseRefused;
import foghorn.kit.db.EmbeddedPostgres;
import foghorn.kit.db.PoolUse;
import foghorn.kit.db.Pools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the database, closed until the database was reached once and found right: version, schema, the role's rights and the
 * installation's key. Until then only published bytes can be served; afterwards it stays open, and a database that goes away is an
 * error of each request.
 */
public final class DatabaseGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final DatabaseCheck check;
    private final MasterKey masterKey;
    private final DatabaseAccess direct;
    private final HikariDataSource pool;
    private final BooleanSupplier isDiskFull;
    private final List<Runnable> waiting = new ArrayList<>();
    private final CompletableFuture<@Nullable Void> firstAttempt = new CompletableFuture<>();
    private volatile boolean open;
    private volatile boolean closed;

    DatabaseGate(DatabaseAccess app, DatabaseAccess direct, Optional<DatabaseAccess> owner, MasterKey masterKey) {
        this(app, direct, owner, masterKey, () -> false);
    }

    /** The gate of the embedded database, which knows its disk. */
    DatabaseGate(EmbeddedPostgres postgres, MasterKey masterKey) {
        this(postgres.app(), postgres.app(), Optional.of(postgres.owner()), masterKey, postgres::isDiskFull);
    }

    private DatabaseGate(
            DatabaseAccess app,
            DatabaseAccess direct,
            Optional<DatabaseAccess> owner,
            MasterKey masterKey,
            BooleanSupplier isDiskFull) {
        this.check = new DatabaseCheck(app, owner);
        this.masterKey = masterKey;
        this.direct = direct;
        this.pool = Pools.open(app);
        this.isDiskFull = isDiskFull;
    }

    /** The pool of the app role; while the gate is closed it fails at once, as for a database that is away. */
    public DataSource dataSource() {
        return new GatedDataSource(pool, () -> open, isDiskFull);
    }

    PoolUse use() {
        var now = pool.getHikariPoolMXBean();
        return now == null
                ? PoolUse.NONE
                : new PoolUse(now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
    }

    /** The app role's way past a pooler, for LISTEN. */
    public DatabaseAccess direct() {
        return direct;
    }

    public boolean isOpen() {
        return open;
    }

    /** What is known of the database since the start. */
    public enum Start {
        /** It was not asked yet, or has not answered. */
        PENDING,
        AWAY,
        /** It was reached and is right; it may be away again now. */
        REACHED
    }

    public Start start() {
        return open ? Start.REACHED : firstAttempt.isDone() ? Start.AWAY : Start.PENDING;
    }

    /** Runs something once the gate is open: at once if it is, else later on the gate's own thread, in the order given. */
    public void whenOpen(Runnable work) {
        synchronized (waiting) {
            if (!open) {
                waiting.add(work);
                return;
            }
        }
        work.run();
    }

    /**
     * The installation's key; the gate opens on another thread, as soon as the database can be reached. Without a key file the database
     * must be asked first, so this waits for it.
     *
     * @param refused hears, on that thread, that the database must not be worked with
     */
    InstallationKey openMeanwhile(Consumer<Exception> refused)
            throws StartException, DatabaseRefused, InterruptedException {
        var key = masterKey.read();
        if (key.isEmpty()) {
            return waitAndOpen();
        }
        Thread.ofVirtual().name("database-gate").start(() -> keepTrying(refused));
        return key.get();
    }

    /** Waits until it is known whether the database can be reached now. */
    void awaitFirstAttempt() {
        firstAttempt.join();
    }

    private InstallationKey waitAndOpen() throws StartException, DatabaseRefused, InterruptedException {
        for (boolean told = false; !tryToOpen(); told = true) {
            if (!told) {
                LOG.warn(
                        "the database cannot be reached and there is no installation key yet; waiting for the database");
            }
            Thread.sleep(RETRY);
        }
        return masterKey.read().orElseThrow();
    }

    private void keepTrying(Consumer<Exception> refused) {
        try {
            for (boolean told = false; !closed && !tryToOpen(); told = true) {
                if (!told) {
                    LOG.warn("the database cannot be reached; serving published pages and trying again");
                }
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartException | DatabaseRefused | RuntimeException e) {
            refused.accept(e);
        } finally {
            firstAttempt.complete(null);
        }
    }

    boolean tryToOpen() throws StartException, DatabaseRefused {
        boolean opened = open();
        firstAttempt.complete(null);
        return opened;
    }

    private boolean open() throws StartException, DatabaseRefused {
        if (!check.run()) {
            return false;
        }
        try {
            masterKey.readOrMake(Jdbi.create(pool));
        } catch (JdbiException e) {
            LOG.debug("the database went away while it was checked", e);
            return false;
        }
        List<Runnable> ready;
        synchronized (waiting) {
            open = true;
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Runnable::run);
        return true;
    }

    @Override
    public void close() {
        closed = true;
        firstAttempt.complete(null);
        pool.close();
    }
}
