package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Debian's PgBouncer in transaction mode, with two connections to the database for all that come through it. */
final class Pooler implements AutoCloseable {
    private final int port = Foghorn.freePort();
    private final Path folder;
    private final Process process;

    Pooler(DebianPostgres database) {
        try {
            folder = Files.createTempDirectory("pooler");
            Files.writeString(folder.resolve("users.txt"), "\"foghorn_app\" \"app\"\n");
            Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s/users.txt
                    pool_mode = transaction
                    default_pool_size = 2
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(database.port, port, folder));
            var command = new ArrayList<String>();
            if (DebianPostgres.isRoot()) {
                folder.toFile().setExecutable(true, false);
                command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            }
            command.addAll(List.of(
                    "/usr/sbin/pgbouncer", folder.resolve("pgbouncer.ini").toString()));
            process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("the pooler listens", Duration.ofSeconds(10), () -> {
            try (var socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Foghorn comes through this one; for migrations and notifications it knows the way past it. */
    Foghorn use(Foghorn foghorn, DebianPostgres database) {
        return database.use(foghorn)
                .set("FOGHORN_DATABASE_DIRECT_URL", database.url("foghorn"))
                .set("FOGHORN_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/foghorn");
    }

    @Override
    public void close() {
        process.destroy();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
