package foghorn.kit.db;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database of its own for a test class: the whole schema, no rows, real roles. Make it in {@code @BeforeAll} (about 50 ms) and close
 * it in {@code @AfterAll}.
 */
public final class TestDatabase implements AutoCloseable {
    /** Enough for tests that work in parallel, few enough that several test classes share one server. */
    private static final int CONNECTIONS = 10;

    private final TestPostgres server;
    private final String name;
    private final Optional<PgBouncer> pooler;
    private final HikariDataSource pool;

    private TestDatabase(TestPostgres server, String name, boolean pooled) {
        this.server = server;
        this.name = name;
        this.pooler = pooled ? Optional.of(PgBouncer.before(server.access().app(name))) : Optional.empty();
        this.pool = Pools.open(app(), CONNECTIONS);
    }

    public static TestDatabase create() {
        return create(false);
    }

    /** The same, but the app role comes through PgBouncer in transaction mode, with two connections for all. */
    public static TestDatabase createBehindPooler() {
        return create(true);
    }

    private static TestDatabase create(boolean pooled) {
        try {
            var server = TestPostgres.instance();
            return new TestDatabase(server, server.cloneTemplate(), pooled);
        } catch (SQLException e) {
            throw new IllegalStateException("the test's database cannot be made", e);
        }
    }

    /** A PostgreSQL server of the test's own, in a folder of its own, to be stopped and started; the caller closes it. */
    public static EmbeddedPostgres startServer(Path folder) throws IOException, InterruptedException {
        return EmbeddedPostgres.start(folder, TestPostgres.programs(), EmbeddedPostgres.Durability.NONE_FOR_TESTS);
    }

    /** The product's way to the database, as the app role. */
    public Database database(InstantSource clock) {
        return new Database(pool, clock);
    }

    /** The pool of the app role. */
    public DataSource dataSource() {
        return pool;
    }

    public DatabaseAccess app() {
        return pooler.map(PgBouncer::access).orElseGet(() -> server.access().app(name));
    }

    /** The role of migrations, which owns the tables and sees the rows of all organizations. */
    public DatabaseAccess owner() {
        return server.access().owner(name);
    }

    /** The owner's JDBC URL with user and password in it. */
    public String ownerJdbcUrl() {
        var access = owner();
        return access.url() + "?user=" + access.user() + "&password=" + access.password();
    }

    /** For looking at everything and for cutting connections; what is tested never works as this role. The caller closes it. */
    public Connection superuser() {
        return connect(server.access().superuser(name));
    }

    /** A connection of the app role outside the pool. The caller closes it. */
    public Connection appConnection() {
        return connect(app());
    }

    /** A connection of the owner role. The caller closes it. */
    public Connection ownerConnection() {
        return connect(owner());
    }

    private static Connection connect(DatabaseAccess access) {
        try {
            return DriverManager.getConnection(access.url(), access.user(), access.password());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection for " + access, e);
        }
    }

    @Override
    public void close() {
        pool.close();
        pooler.ifPresent(PgBouncer::close);
        try {
            server.drop(name);
        } catch (SQLException e) {
            throw new IllegalStateException("the test's database cannot be dropped", e);
        }
    }
}
