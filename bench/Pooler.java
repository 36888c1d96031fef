import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PgBouncer in transaction mode in front of a database. */
final class Pooler implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("foghorn-bench-pooler");
    private final int port;
    private final Process process;

    Pooler(External database) throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("users.txt"), "\"foghorn_app\" \"app\"\n\"foghorn_owner\" \"owner\"\n");
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
                ignore_startup_parameters = extra_float_digits
                """.formatted(database.port, port, folder));
        folder.toFile().setExecutable(true, false);
        var line = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        }
        line.addAll(List.of("pgbouncer", folder.resolve("pgbouncer.ini").toString()));
        process = new ProcessBuilder(line).directory(Path.of("/").toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        awaitListening();
    }

    private void awaitListening() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the pooler does not listen; see " + folder.resolve("log"));
    }

    /** The database's address by this way, as a setting. */
    String url() {
        return "FOGHORN_DATABASE_URL=jdbc:postgresql://127.0.0.1:" + port + "/foghorn";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        Product.delete(folder);
    }
}
