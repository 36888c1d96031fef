package foghorn.kit.db;

import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the database. Each method is one transaction, bound to the organization of its call by
 * {@code set_config('app.organization', …, true)}: row-level security shows nothing else, also behind a transaction pooler.
 * No network, no mail and no sleep belongs inside.
 */
public final class Database {
    /** PostgreSQL's {@code disk_full}. */
    public static final String DISK_FULL = "53100";

    /** No query is so long that compiling it pays; PostgreSQL thinks so of those that look through many subscribers. */
    private static final String INTERPRETED = ", set_config('jit', 'off', true) as interpreted";

    /** Settings of a transaction, beside its organization. */
    private static final String READ_ONLY = ", set_config('transaction_read_only', 'on', true) as read_only";

    private static final String BULK = ", set_config('plan_cache_mode', 'force_generic_plan', true) as plan_once"
            + ", set_config('enable_seqscan', 'off', true) as by_index";

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final List<PageChangeListener> listeners = new CopyOnWriteArrayList<>();

    public Database(DataSource pool, InstantSource clock) {
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        this.jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        // What was bound may be anybody's text or address, and messages of exceptions end in the log.
        this.jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        this.clock = clock;
    }

    public void onPageChange(PageChangeListener listener) {
        listeners.add(listener);
    }

    /** The present time as the product keeps it: whole milliseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Changes what a page holds. Locks the page's row first, so that per page the order of {@code page_seq} is the order of commits,
     * and takes the time after that. A page of another organization is {@link Problem.NotFound}, a missing grant
     * {@link Problem.Forbidden}. Listeners hear of the change before this returns, if an event was appended to the outbox.
     */
    public <T extends @Nullable Object> T changePage(
            Call call, PageId page, Permission permission, Function<Tx, T> work) {
        return changeLockedPage(call, page, tx -> Optional.of(permission), work);
    }

    /**
     * As {@link #changePage}, where what is to be changed decides which permission it takes. The function is asked once the page is
     * locked; it must not change anything.
     */
    public <T extends @Nullable Object> T changePage(
            Call call, PageId page, Function<Tx, Permission> permission, Function<Tx, T> work) {
        return changeLockedPage(call, page, tx -> Optional.of(permission.apply(tx)), work);
    }

    /** As {@link #changePage}, for changes that viewers and subscribers make for themselves: no permission, the page must exist. */
    public <T extends @Nullable Object> T changePageAsViewer(Call call, PageId page, Function<Tx, T> work) {
        return changeLockedPage(call, page, tx -> Optional.empty(), work);
    }

    private <T extends @Nullable Object> T changeLockedPage(
            Call call, PageId page, Function<Tx, Optional<Permission>> permission, Function<Tx, T> work) {
        var changed = new long[] {-1};
        T result;
        try {
            result = run(call, TransactionIsolationLevel.READ_COMMITTED, "", handle -> {
                long before = handle.createQuery("""
                            select page_seq from page where id = :page and deleted_at is null for no key update
                            """)
                        .bind("page", page.value())
                        .mapTo(Long.class)
                        .findOne()
                        .orElseThrow(() -> new Problem.NotFound("page"));
                var tx = new Tx(handle, call, now(), before);
                permission.apply(tx).ifPresent(needed -> call.actor().require(page, needed));
                T value = work.apply(tx);
                if (tx.pageSeq() != before) {
                    tx.finish(page);
                    changed[0] = tx.pageSeq();
                    if (!tx.withdrawn().isEmpty()) {
                        listeners.forEach(listener -> listener.withdraw(page, tx.withdrawn()));
                    }
                }
                return new Outcome<>(tx, value);
            });
        } finally {
            // Also after a failed commit: what was withdrawn before it is then built again.
            if (changed[0] >= 0) {
                listeners.forEach(listener -> listener.pageChanged(call.organization(), page, changed[0]));
            }
        }
        return result;
    }

    /** Reads what a page holds; the same answers as {@link #changePage} for a foreign page or a missing grant. */
    public <T extends @Nullable Object> T readPage(
            Call call, PageId page, Permission permission, Function<Tx, T> work) {
        return run(call, TransactionIsolationLevel.READ_COMMITTED, READ_ONLY, handle -> {
            requirePage(handle, page);
            call.actor().require(page, permission);
            var tx = new Tx(handle, call, now(), 0);
            return new Outcome<>(tx, work.apply(tx));
        });
    }

    /** Changes something of the organization that no page shows. The verb asks {@code call.actor().require(…)} itself. */
    public <T extends @Nullable Object> T change(Call call, Function<Tx, T> work) {
        return run(call, TransactionIsolationLevel.READ_COMMITTED, "", handle -> {
            var tx = new Tx(handle, call, now(), 0);
            return new Outcome<>(tx, work.apply(tx));
        });
    }

    /**
     * As {@link #change}, for statements that are repeated with many values each. They are planned once per connection, where it keeps
     * statements, and never to read whole tables: the plan may have been made while a table was still empty.
     */
    public <T extends @Nullable Object> T changeInBulk(Call call, Function<Tx, T> work) {
        return run(call, TransactionIsolationLevel.READ_COMMITTED, BULK, handle -> {
            var tx = new Tx(handle, call, now(), 0);
            return new Outcome<>(tx, work.apply(tx));
        });
    }

    /** Reads something of the organization. The verb asks {@code call.actor().require(…)} itself. */
    public <T extends @Nullable Object> T read(Call call, Function<Tx, T> work) {
        return run(call, TransactionIsolationLevel.READ_COMMITTED, READ_ONLY, handle -> {
            var tx = new Tx(handle, call, now(), 0);
            return new Outcome<>(tx, work.apply(tx));
        });
    }

    /**
     * Makes a page along with whatever else the change makes; {@code pageOf} finds it in the result. Nobody else sees the page yet, so
     * there is nothing to lock; its first events are told as those of {@link #changePage} are. The verb asks
     * {@code call.actor().require(…)} itself.
     */
    public <T> T changeNewPage(Call call, Function<Tx, T> work, Function<T, PageId> pageOf) {
        var changed = new long[1];
        T result = run(call, TransactionIsolationLevel.READ_COMMITTED, "", handle -> {
            var tx = new Tx(handle, call, now(), 0);
            T value = work.apply(tx);
            tx.finish(pageOf.apply(value));
            changed[0] = tx.pageSeq();
            return new Outcome<>(tx, value);
        });
        listeners.forEach(listener -> listener.pageChanged(call.organization(), pageOf.apply(result), changed[0]));
        return result;
    }

    /** Reads one unmoving picture of the organization, for building a page's snapshot. */
    public <T extends @Nullable Object> T readSnapshot(Call call, Function<Tx, T> work) {
        return run(call, TransactionIsolationLevel.REPEATABLE_READ, READ_ONLY, handle -> {
            var tx = new Tx(handle, call, now(), 0);
            return new Outcome<>(tx, work.apply(tx));
        });
    }

    /** Calls the directory functions and reads or changes tables that have no organization. No tenant is set: tenant tables are empty here. */
    public <T extends @Nullable Object> T installation(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw translated(e);
        }
    }

    private static void requirePage(Handle handle, PageId page) {
        boolean there = handle.createQuery("select exists (select 1 from page where id = :page and deleted_at is null)")
                .bind("page", page.value())
                .mapTo(Boolean.class)
                .one();
        if (!there) {
            throw new Problem.NotFound("page");
        }
    }

    private record Outcome<T extends @Nullable Object>(Tx tx, T value) {}

    private <T extends @Nullable Object> T run(
            Call call, TransactionIsolationLevel level, String settings, Function<Handle, Outcome<T>> work) {
        Outcome<T> outcome;
        try {
            outcome = inTransaction(level, handle -> {
                handle.createQuery(
                                "select set_config('app.organization', :organization, true)" + INTERPRETED + settings)
                        .bind("organization", call.organization().value())
                        .mapToMap()
                        .list();
                Outcome<T> done = work.apply(handle);
                if (!settings.equals(READ_ONLY)) {
                    call.receipt().ifPresent(receipt -> Receipts.sign(done.tx(), receipt, done.value()));
                }
                done.tx().runBeforeCommit();
                return done;
            });
        } catch (JdbiException e) {
            throw translated(e);
        }
        outcome.tx().runAfterCommit();
        return outcome.value();
    }

    /** PostgreSQL's own level is not named: asking for the present one costs Jdbi three round trips per transaction. */
    private <T> T inTransaction(TransactionIsolationLevel level, HandleCallback<T, RuntimeException> work) {
        return level == TransactionIsolationLevel.READ_COMMITTED
                ? jdbi.inTransaction(work)
                : jdbi.inTransaction(level, work);
    }

    private static RuntimeException translated(JdbiException e) {
        if (isDiskFull(e)) {
            return new Problem.Unavailable("The disk that the database is on is full.", e);
        }
        if (e instanceof ConnectionException) {
            return new Problem.Unavailable("The database cannot be reached.", e);
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return new Problem.Unavailable("The database cannot be reached.", e);
            }
            if (cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
                return new Problem.Unavailable("The database is not available now.", e);
            }
        }
        return e;
    }

    private static boolean isDiskFull(JdbiException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Connection lost, resources short, shutting down, lock not available in time: worth another try later. */
    private static boolean isPassing(@Nullable String state) {
        // What the server says has a state; without one, the pool speaks of a connection that is gone.
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("55P03")
                || state.equals("40P01");
    }
}
