package foghorn.kit.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's PgBouncer in transaction mode with two server connections, in front of one test database. */
public final class PgBouncer implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final DatabaseAccess through;

    private PgBouncer(Path folder, Process process, DatabaseAccess through) {
        this.folder = folder;
        this.process = process;
        this.through = through;
    }

    /** Starts one before the given database; its address is the same but for the port. */
    public static PgBouncer before(DatabaseAccess database) {
        try {
            var target = URI.create(database.url().substring("jdbc:".length()));
            var folder = Files.createTempDirectory("pgbouncer");
            int port = freePort();
            Files.writeString(
                    folder.resolve("users.txt"), "\"%s\" \"%s\"%n".formatted(database.user(), database.password()));
            Files.writeString(
                    folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=%s port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = scram-sha-256
                    auth_file = %s/users.txt
                    pool_mode = transaction
                    default_pool_size = 2
                    max_client_conn = 200
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(target.getHost(), target.getPort(), port, folder));
            var runAs = RunAs.forFolder(Path.of("/nonexistent"));
            runAs.own(folder);
            runAs.own(folder.resolve("users.txt"));
            var process = runAs.command(List.of(
                            "/usr/sbin/pgbouncer",
                            folder.resolve("pgbouncer.ini").toString()))
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            waitFor(port, process, folder);
            var url = "jdbc:postgresql://127.0.0.1:" + port + target.getPath();
            return new PgBouncer(folder, process, new DatabaseAccess(url, database.user(), database.password()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How to reach the database through it. */
    public DatabaseAccess access() {
        return through;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void waitFor(int port, Process process, Path folder) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (process.isAlive() && System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("PgBouncer did not start: " + Files.readString(folder.resolve("log.txt")));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
