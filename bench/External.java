import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A PostgreSQL server as an operator would have it: Debian's programs, the product's roles, nothing of the product itself. */
final class External implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("foghorn-bench-postgres");
    private final Path programs;
    final int port;

    External() throws IOException, InterruptedException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            programs = versions.max(Comparator.comparing(Path::toString)).orElseThrow().resolve("bin");
        }
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        if (isRoot()) {
            run("chown", "postgres", folder.toString());
        }
        asPostgres("initdb", "-U", "postgres", "-A", "trust", "-D", data());
        asPostgres("pg_ctl", "-D", data(), "-w", "-l", folder.resolve("log").toString(), "-o",
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=" + port, "start");
        for (var sql : List.of("create role foghorn_owner login password 'owner' nosuperuser nobypassrls",
                "create role foghorn_app login password 'app' nosuperuser nobypassrls",
                "create role foghorn_directory nologin nosuperuser nobypassrls", "grant foghorn_directory to foghorn_owner",
                "create database foghorn owner foghorn_owner")) {
            asPostgres("psql", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "-q", "-c", sql);
        }
    }

    /** The settings that name this database, written NAME=value. */
    List<String> settings() {
        return List.of("FOGHORN_DATABASE_URL=jdbc:postgresql://127.0.0.1:" + port + "/foghorn", "FOGHORN_DATABASE_USER=foghorn_app",
                "FOGHORN_DATABASE_PASSWORD=app", "FOGHORN_DATABASE_OWNER_USER=foghorn_owner", "FOGHORN_DATABASE_OWNER_PASSWORD=owner");
    }

    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(Path.of(data(), "postmaster.pid")).getFirst().strip());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void asPostgres(String program, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        }
        line.add(programs.resolve(program).toString());
        line.addAll(List.of(arguments));
        run(line.toArray(String[]::new));
    }

    private void run(String... line) throws IOException, InterruptedException {
        var output = Files.createTempFile("foghorn-bench", ".out");
        int code = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile())
                .start().waitFor();
        var said = Files.readString(output);
        Files.delete(output);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", line) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asPostgres("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        run("rm", "-rf", folder.toString());
    }
}
