package foghorn.e2e;

import foghorn.kit.db.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An external PostgreSQL as an operator would have it: Debian's programs, the three roles, no other help from the product. */
final class DebianPostgres implements AutoCloseable {
    private final Path folder;
    private final Path programs;
    final int port = Foghorn.freePort();

    DebianPostgres() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            programs = versions.max(Comparator.comparing(Path::toString))
                    .orElseThrow()
                    .resolve("bin");
            folder = Files.createTempDirectory("debian-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isRoot()) {
            run("chown", "postgres", folder.toString());
        }
        asPostgres(programs.resolve("initdb").toString(), "-U", "postgres", "-A", "trust", "-D", data());
        start();
        superuser("postgres", """
                create role foghorn_owner login password 'owner' nosuperuser nobypassrls;
                create role foghorn_app login password 'app' nosuperuser nobypassrls;
                create role foghorn_directory nologin nosuperuser nobypassrls;
                grant foghorn_directory to foghorn_owner;
                alter role foghorn_app set idle_in_transaction_session_timeout = '10s';
                alter role foghorn_app set lock_timeout = '5s';
                """);
        superuser("postgres", "create database foghorn owner foghorn_owner");
    }

    /** The settings that name this database. */
    Foghorn use(Foghorn foghorn) {
        return foghorn.set("FOGHORN_DATABASE_URL", url("foghorn"))
                .set("FOGHORN_DATABASE_USER", "foghorn_app")
                .set("FOGHORN_DATABASE_PASSWORD", "app")
                .set("FOGHORN_DATABASE_OWNER_USER", "foghorn_owner")
                .set("FOGHORN_DATABASE_OWNER_PASSWORD", "owner");
    }

    void start() {
        asPostgres(
                programs.resolve("pg_ctl").toString(),
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=" + port,
                "start");
    }

    /** Stops at once, as when the machine goes away. */
    void stop() {
        asPostgres(programs.resolve("pg_ctl").toString(), "-D", data(), "-w", "-m", "immediate", "stop");
    }

    void superuser(String database, String sql) {
        try (var connection = DriverManager.getConnection(url(database), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of the superuser to the product's database: for counting and for getting in the way. */
    Connection connect() {
        try {
            return DriverManager.getConnection(url("foghorn"), "postgres", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        superuser("foghorn", sql);
    }

    long number(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the product reaches it. */
    DatabaseAccess app() {
        return new DatabaseAccess(url("foghorn"), "foghorn_app", "app");
    }

    /** {@code kill -9} of all its processes. */
    void kill() {
        try {
            long pid = Long.parseLong(Files.readAllLines(Path.of(data(), "postmaster.pid"))
                    .getFirst()
                    .strip());
            var postmaster = ProcessHandle.of(pid).orElseThrow();
            var all = new ArrayList<>(postmaster.descendants().toList());
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            Await.until(
                    "the database is dead",
                    Duration.ofSeconds(20),
                    () -> !postmaster.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void asPostgres(String... command) {
        var line = new ArrayList<String>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        line.addAll(List.of(command));
        run(line.toArray(String[]::new));
    }

    private void run(String... command) {
        try {
            var out = Files.createTempFile("postgres", ".txt");
            var process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            boolean ended = process.waitFor(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + Files.readString(out));
            }
            Files.delete(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            stop();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
