package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Postfix's {@code smtp-sink}: a mail server that nobody here wrote, started on a free loopback port and stopped by {@link #close}. Its
 * options (refusals, delays, a dump of what arrived) are those of its manual page.
 */
public final class SmtpSink implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/smtp-sink");
    private static final Duration START = Duration.ofSeconds(20);
    private static final String BACKLOG = "100";

    private final Process process;
    private final int port;

    private SmtpSink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a sink with further options; {@code -D template} paths are written below its working directory. */
    public static SmtpSink start(Path workingDirectory, String... options) {
        assertThat(PROGRAM).as("Debian's package postfix").isExecutable();
        try {
            int port = freePort();
            var command = new ArrayList<String>();
            command.add(PROGRAM.toString());
            if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
                // The sink refuses to run as root.
                Files.setPosixFilePermissions(workingDirectory, PosixFilePermissions.fromString("rwxrwxrwx"));
                command.addAll(List.of("-u", "nobody"));
            }
            command.addAll(List.of(options));
            command.addAll(List.of("127.0.0.9:" + port, BACKLOG));
            var process = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(workingDirectory.resolve("smtp-sink.log").toFile())
                    .start();
            var sink = new SmtpSink(process, port);
            sink.awaitStart();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SmtpSettings settings() {
        return SmtpSettings.parse("smtp://127.0.0.9:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            return probe.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.9", port));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }
}
