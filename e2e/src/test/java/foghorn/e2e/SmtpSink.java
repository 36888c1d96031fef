package foghorn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Debian postfix's {@code smtp-sink}: a real mail server that keeps each message it accepted in a file and outlives the sender. */
final class SmtpSink implements AutoCloseable {
    final int port = Foghorn.freePort();
    private final Path folder;
    private final Process process;

    /** A message as it was accepted: for whom, and under which key. */
    record Accepted(String recipient, String messageId) {}

    SmtpSink(String... options) {
        try {
            folder = Files.createTempDirectory("smtp-sink");
            var command = new ArrayList<>(List.of("/usr/sbin/smtp-sink"));
            if (Files.isWritable(Path.of("/etc/passwd"))) {
                folder.toFile().setWritable(true, false);
                folder.toFile().setExecutable(true, false);
                folder.toFile().setReadable(true, false);
                command.addAll(List.of("-u", "nobody"));
            }
            command.addAll(List.of("-d", folder.resolve("m.").toString()));
            command.addAll(List.of(options));
            command.addAll(List.of("127.0.0.1:" + port, "100"));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("the sink listens", Duration.ofSeconds(10), () -> {
            try (var socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** How many messages were begun or accepted so far; cheap. */
    int count() {
        var names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    /** Every message that was accepted whole. */
    List<Accepted> accepted() {
        try (var files = Files.list(folder)) {
            return files.map(SmtpSink::parse)
                    .filter(one -> !one.messageId().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Accepted parse(Path file) {
        try {
            String recipient = "";
            String messageId = "";
            for (var line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                var lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("x-rcpt-args:")) {
                    recipient = line.replaceAll("^[^<]*<|>.*$", "");
                } else if (lower.startsWith("message-id:")) {
                    messageId = line.substring(11).strip();
                } else if (line.isBlank() && !messageId.isEmpty()) {
                    break;
                }
            }
            return new Accepted(recipient, messageId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
