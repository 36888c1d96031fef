import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long after the command the demo's home page is first served whole, on a database that is migrated, and how much memory is resident
 * 30 seconds later: with the embedded database and with one of the operator's own, and both without what the JVM has written down at the
 * first start. Medians. Usage: {@code bin/bench start [restarts]}.
 */
final class Start {
    private static final double PATIENCE = 60e9;
    private static final int IDLE_SECONDS = 30;

    private final Path home;
    private final int restarts;
    /** The same at each restart, as with a real one: pages that name another address are made anew. */
    private final int port;

    private Start(Path home, int restarts) throws IOException {
        this.home = home;
        this.restarts = restarts;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    public static void main(String[] args) throws Exception {
        var start = new Start(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 5);
        boolean held = start.measure("embedded database", null, 2.5);
        try (var external = new External()) {
            held &= start.measure("external database", external, 1.5);
        }
        if (!held) {
            System.exit(1);
        }
    }

    private boolean measure(String name, External external, double bound) throws Exception {
        var folder = Files.createTempDirectory("foghorn-bench");
        folder.toFile().setExecutable(true, false);
        try {
            var demo = command(folder, external, "demo", "--json").redirectError(ProcessBuilder.Redirect.INHERIT).start();
            var made = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (demo.waitFor() != 0) {
                throw new IllegalStateException("the demo was not made: " + made);
            }
            var page = java.net.URI.create(Product.field(made, "page_url")).getRawPath().replaceFirst("/?$", "/");
            start(folder, external, page, "", false);
            var with = starts(folder, external, page, "", true);
            var without = starts(folder, external, page, "-XX:AOTMode=off", false);
            double seconds = Read.median(with.stream().mapToDouble(Measured::seconds).toArray());
            double java = Read.median(with.stream().mapToDouble(Measured::java).toArray());
            System.out.printf("%s, %d restarts: first home page after %.2f s (at most %.1f), without start cache %.2f s%n", name, restarts,
                    seconds, bound, Read.median(without.stream().mapToDouble(Measured::seconds).toArray()));
            System.out.printf("  resident %d s later: Java %.0f MB (at most 200), PostgreSQL %.0f MB (shared pages divided)%n", IDLE_SECONDS,
                    java, Read.median(with.stream().mapToDouble(Measured::postgres).toArray()));
            return seconds <= bound & java <= 200;
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Megabytes. */
    private record Measured(double seconds, double java, double postgres) {}

    private List<Measured> starts(Path folder, External external, String page, String options, boolean weighs) throws Exception {
        var all = new ArrayList<Measured>();
        for (int i = 0; i < restarts; i++) {
            all.add(start(folder, external, page, options, weighs));
        }
        return all;
    }

    private Measured start(Path folder, External external, String page, String options, boolean weighs) throws Exception {
        var builder = command(folder, external, "serve");
        builder.environment().put("FOGHORN_HTTP_PORT", Integer.toString(port));
        if (!options.isEmpty()) {
            builder.environment().put("JDK_JAVA_OPTIONS", options);
        }
        long begin = System.nanoTime();
        var process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        try {
            while (!servesWhole(port, page)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE) {
                    throw new IllegalStateException("not started: " + Files.readString(folder.resolve("out")));
                }
                Thread.sleep(5);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (!weighs) {
                return new Measured(seconds, 0, 0);
            }
            Thread.sleep(IDLE_SECONDS * 1000L);
            long postmaster = external != null ? external.postmaster() : Long.parseLong(
                    Files.readAllLines(folder.resolve("data/postgres/cluster/postmaster.pid")).getFirst().strip());
            double database = proportional(postmaster);
            for (var child : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
                database += proportional(child.pid());
            }
            return new Measured(seconds, kilobytes(process.pid(), "status", "VmRSS:") / 1024, database);
        } finally {
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private ProcessBuilder command(Path folder, External external, String... arguments) {
        var line = new ArrayList<>(List.of(home.resolve("bin/foghorn").toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line);
        builder.environment().put("FOGHORN_DATA", folder.resolve("data").toString());
        builder.environment().put("FOGHORN_MANAGEMENT_PORT", "0");
        if (external != null) {
            external.settings().forEach(setting -> builder.environment().put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        }
        return builder;
    }

    /** As a browser would ask; before anything listens there is no answer. */
    private static boolean servesWhole(int port, String page) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(page, port)
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200") && answer.contains("</html>");
        } catch (IOException e) {
            return false;
        }
    }

    private static double proportional(long pid) throws IOException {
        return kilobytes(pid, "smaps_rollup", "Pss:") / 1024;
    }

    private static double kilobytes(long pid, String file, String name) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/" + file))) {
            if (line.startsWith(name)) {
                return Double.parseDouble(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("no " + name + " of process " + pid);
    }
}
