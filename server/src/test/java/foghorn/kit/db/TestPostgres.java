package foghorn.kit.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one PostgreSQL of a test JVM, with roles as in production and the migrated schema as a template. It ends with the JVM, also when that
 * is killed: a small process waits for the end of our pipe.
 */
final class TestPostgres {
    private static final String TEMPLATE = "foghorn_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedPostgres postgres;

    private TestPostgres() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("foghorn-test-");
        postgres = EmbeddedPostgres.start(folder, programs(), EmbeddedPostgres.Durability.NONE_FOR_TESTS);
        stopWithThisJvm(folder);
        DatabaseRoles.makeDatabase(postgres.access().superuser("postgres"), TEMPLATE);
        Schema.migrate(postgres.access().owner(TEMPLATE));
    }

    /** Where the tests keep PostgreSQL's programs from one run to the next. */
    static Path programs() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "foghorn-test-programs-" + System.getProperty("user.name"));
    }

    private static final class Holder {
        static final TestPostgres INSTANCE = start();

        private static TestPostgres start() {
            try {
                return new TestPostgres();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the tests' PostgreSQL does not start", e);
            }
        }
    }

    static TestPostgres instance() {
        return Holder.INSTANCE;
    }

    PostgresAccess access() {
        return postgres.access();
    }

    /** Makes a database with the whole schema and no rows; returns its name. */
    String cloneTemplate() throws SQLException {
        String name = "test_" + NUMBER.incrementAndGet();
        runAsSuperuser("create database " + name + " template " + TEMPLATE + " owner " + DatabaseRoles.OWNER);
        return name;
    }

    void drop(String name) throws SQLException {
        runAsSuperuser("drop database " + name + " with (force)");
    }

    synchronized void runAsSuperuser(String sql) throws SQLException {
        var access = postgres.access().superuser("postgres");
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void stopWithThisJvm(Path folder) throws IOException {
        String postmaster = Files.readAllLines(postgres.clusterFolder().resolve("postmaster.pid"))
                .getFirst()
                .strip();
        new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        "read line; kill -QUIT $0; while kill -0 $0 2>/dev/null; do sleep 0.1; done; rm -rf \"$1\"",
                        postmaster,
                        folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
