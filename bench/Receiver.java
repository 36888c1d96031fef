import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A receiver of webhooks on 127.0.1.1 to 127.0.1.200, in a process of its own: it answers every POST with 200 and throws it away; for
 * each line on its input it prints how many there were and how long their bodies were together.
 */
final class Receiver implements AutoCloseable {
    static final int HOSTS = 200;
    private static final String PASSWORD = "changeit";

    private final Process process;
    private final Path folder;
    final int port;
    final boolean tls;

    Receiver(Path home, boolean tls) throws Exception {
        this.tls = tls;
        folder = Files.createTempDirectory("receiver");
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        if (tls) {
            makeCertificate();
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(java, "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC", "-Xmx256m", "-cp", home.resolve("server/target/foghorn.jar").toString(),
                        home.resolve("bench/Receiver.java").toString(), Integer.toString(port), tls ? store().toString() : "")
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (int i = 0; !Files.readString(folder.resolve("out")).contains("ready\n"); i++) {
            if (i == 600 || !process.isAlive()) {
                throw new IllegalStateException("the receiver did not start: " + Files.readString(folder.resolve("out")));
            }
            Thread.sleep(50);
        }
    }

    long pid() {
        return process.pid();
    }

    String url(int i) {
        return "%s://127.0.1.%d:%d/hook/%d".formatted(tls ? "https" : "http", 1 + i % HOSTS, port, i);
    }

    /** A trust store that holds the receiver's certificate. */
    Path store() {
        return folder.resolve("receiver.p12");
    }

    /** How many were received, and the sum of their bodies' lengths. */
    record Received(long count, long bytes) {}

    /** The process answers on its output, not over the network, so that counting costs it nothing while it receives. */
    Received received() throws Exception {
        int before = Files.readString(folder.resolve("out")).length();
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        for (int i = 0; i < 200; i++) {
            var said = Files.readString(folder.resolve("out"));
            if (said.length() > before && said.endsWith("\n")) {
                var numbers = said.substring(before).strip().split(" ");
                return new Received(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("the receiver does not answer");
    }

    private void makeCertificate() throws Exception {
        var names = new ArrayList<String>();
        for (int i = 1; i <= HOSTS; i++) {
            names.add("ip:127.0.1." + i);
        }
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(keytool, "-genkeypair", "-alias", "receiver", "-keyalg", "EC", "-groupname", "secp256r1",
                        "-dname", "CN=receiver", "-validity", "2", "-ext", "san=" + String.join(",", names), "-storetype", "PKCS12",
                        "-keystore", store().toString(), "-storepass", PASSWORD)
                .redirectErrorStream(true).start();
        var out = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + out);
        }
    }

    /** What a JVM needs to trust the receiver. */
    List<String> trust() {
        return tls ? List.of("-Djavax.net.ssl.trustStore=" + store(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD) : List.of();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private static volatile long count;
    private static volatile long bytes;

    /** The receiving process: its one event loop keeps the counters, its main thread prints them for each line it is given. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        var vertx = Vertx.vertx(new io.vertx.core.VertxOptions().setEventLoopPoolSize(1));
        var options = new HttpServerOptions().setTcpNoDelay(true);
        if (args.length > 1 && !args[1].isEmpty()) {
            options.setSsl(true).setKeyCertOptions(new PfxOptions().setPath(args[1]).setPassword(PASSWORD));
        }
        for (int i = 1; i <= HOSTS; i++) {
            vertx.createHttpServer(options).requestHandler(Receiver::take).listen(port, "127.0.1." + i).await();
        }
        System.out.println("ready");
        while (System.in.read() == '\n') {
            System.out.println(count + " " + bytes);
        }
    }

    private static void take(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            request.response().setStatusCode(405).end();
            return;
        }
        request.handler((Buffer part) -> bytes += part.length());
        request.endHandler(end -> {
            count++;
            request.response().end();
        });
    }
}
