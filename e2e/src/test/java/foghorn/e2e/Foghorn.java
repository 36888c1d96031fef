package foghorn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged product as a newcomer runs it: {@code bin/foghorn} with a data folder and a port of its own. */
final class Foghorn implements AutoCloseable {
    /** The root of the source tree that is tested. */
    static final Path HOME = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    private final Path home;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    final int port = freePort();
    final int managementPort = freePort();
    private @Nullable Process server;

    Foghorn() {
        this(HOME);
    }

    Foghorn(Path home) {
        this.home = home;
        try {
            folder = Files.createTempDirectory("foghorn-e2e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The embedded database runs as another user when the tests run as root.
        folder.toFile().setExecutable(true, false);
        set("FOGHORN_DATA", data().toString());
        set("FOGHORN_HTTP_PORT", Integer.toString(port));
        set("FOGHORN_MANAGEMENT_PORT", Integer.toString(managementPort));
        set("FOGHORN_API_LIMIT", "1000000");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Foghorn set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Everything this one writes: the data folder and what it printed. */
    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** What a command printed and how it ended. */
    record Ran(int exit, String out, String err) {}

    /** Runs a command to its end. */
    Ran run(String... arguments) {
        try {
            var err = Files.createTempFile(folder, "err", ".txt");
            var process = command(arguments).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Ran(process.waitFor(), out, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins a command that goes on by itself; what it prints goes into the file. */
    Process start(Path printed, String... arguments) {
        try {
            return command(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes organization, owner, page and key, and returns what the command printed. */
    JsonNode setUp() {
        return make("setup");
    }

    /** The same where somebody owns the installation already. */
    JsonNode setUpAnother() {
        return make("organization", "create");
    }

    private JsonNode make(String... command) {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--organization",
                "Larkfield",
                "--owner-email",
                "ada@larkfield.example",
                "--page",
                "Larkfield Ferries",
                "--subdomain",
                "larkfield",
                "--json"));
        var ran = run(line.toArray(String[]::new));
        if (ran.exit() != 0) {
            throw new AssertionError("setup failed: " + ran);
        }
        return Http.json(ran.out());
    }

    /** Starts the server and waits until it answers. */
    Foghorn serve() {
        try {
            server = command("serve")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var started = server;
        Await.until("the server answers; it printed:\n" + printed(), Duration.ofMinutes(4), () -> {
            if (!started.isAlive()) {
                throw new AssertionError("the server ended:\n" + printed());
            }
            try {
                return Http.get(url("/health/ready")).statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        return this;
    }

    Path log() {
        return folder.resolve("serve.txt");
    }

    String printed() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder command(String... arguments) {
        var line = new ArrayList<>(List.of(home.resolve("bin/foghorn").toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOGHORN_"));
        builder.environment().putAll(settings);
        return builder;
    }

    /** The Java process that serves. */
    ProcessHandle process() {
        if (server == null) {
            throw new IllegalStateException("not serving");
        }
        return server.toHandle();
    }

    /** As Ctrl-C does; returns when the server has ended. */
    void stop() {
        process().destroy();
        waitForEnd(Duration.ofSeconds(30));
    }

    /** {@code kill -9} of the server alone. */
    void kill() {
        process().destroyForcibly();
        waitForEnd(Duration.ofSeconds(10));
    }

    /** {@code kill -9} of the embedded database too, all its processes. */
    void killDatabase() {
        try (var pids = Files.walk(data())) {
            var pidFile = pids.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            var postmaster = ProcessHandle.of(pid).orElseThrow();
            var all = new ArrayList<>(postmaster.descendants().toList());
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            Await.until("the database is dead", Duration.ofSeconds(10), () -> !runs(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private void waitForEnd(Duration most) {
        var ending = process();
        Await.until("the server has ended", most, () -> !ending.isAlive());
        server = null;
    }

    @Override
    public void close() {
        if (server != null && server.isAlive()) {
            stop();
        } else if (server != null) {
            System.err.println("The server had ended with " + server.exitValue() + "; it printed:\n" + printed());
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
