import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Debian postfix's {@code smtp-sink}, which counts and throws away, and its {@code smtp-source}, which sends as fast as it can. */
final class Postfix implements AutoCloseable {
    private static final Pattern MESSAGES = Pattern.compile("mesg=(\\d+)");

    final int port;
    private final Path counters;
    private final Process sink;

    Postfix() throws Exception {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        counters = Files.createTempFile("smtp-sink", ".txt");
        var command = new ArrayList<>(List.of("smtp-sink"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("-c", "127.0.0.1:" + port, "100"));
        sink = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(counters.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(sink::destroyForcibly));
        for (int i = 0; i < 100 && !listens(); i++) {
            Thread.sleep(50);
        }
    }

    private boolean listens() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return sink.pid();
    }

    /** How many messages it has accepted. */
    long accepted() throws IOException {
        try (var file = new RandomAccessFile(counters.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - 400));
            var tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            long last = 0;
            var matcher = MESSAGES.matcher(new String(tail, StandardCharsets.US_ASCII));
            while (matcher.find()) {
                last = Long.parseLong(matcher.group(1));
            }
            return last;
        }
    }

    /** What one run of {@code smtp-source} took. */
    record Sent(double seconds, double sourceCpu, double sinkCpu) {}

    /** Sends messages of this size over ten kept connections. */
    Sent send(int messages, long size) throws Exception {
        long before = accepted();
        double sinkBefore = Read.cpuSeconds(sink.pid());
        long start = System.nanoTime();
        var source = new ProcessBuilder("bash", "-c", "time smtp-source -d -s 10 -m " + messages + " -l " + size
                        + " -f status@larkfield.example -t p1@crowd.example 127.0.0.1:" + port)
                .redirectErrorStream(true);
        source.environment().put("TIMEFORMAT", "%U %S");
        var process = source.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        int exit = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        long sent = accepted() - before;
        if (exit != 0 || sent != messages) {
            throw new IllegalStateException("smtp-source ended with " + exit + " after " + sent + " messages: " + out);
        }
        var times = out.split("\\s+");
        return new Sent(seconds, Double.parseDouble(times[0]) + Double.parseDouble(times[1]),
                Read.cpuSeconds(sink.pid()) - sinkBefore);
    }

    @Override
    public void close() throws Exception {
        sink.destroyForcibly().waitFor();
        Files.delete(counters);
    }
}
