package foghorn.kit.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that speaks SMTP over real sockets and misbehaves exactly as a test says, line by line. */
final class ScriptedServer implements Closeable {
    /** What a handler answers to make the server close the connection without a word. */
    static final String HANG_UP = "(hang up)";

    /** What a handler answers to make the server say nothing. */
    static final String SILENCE = "(silence)";

    private static final String HOST = "127.0.0.7";

    /** Answers a command line, {@code "."} for the end of a message, or null for the usual answer. */
    interface Script {
        @Nullable
        String answer(int connection, String command);
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<String> extensions;
    private final @Nullable SSLContext tls;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile String greeting = "220 scripted";

    ScriptedServer(List<String> extensions, @Nullable SSLContext tls, Script script) {
        this.extensions = extensions;
        this.tls = tls;
        this.script = script;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getByName(HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    ScriptedServer(Script script) {
        this(List.of("PIPELINING", "8BITMIME"), null, script);
    }

    SmtpSettings settings() {
        return settings(url -> url);
    }

    SmtpSettings settings(UnaryOperator<String> change) {
        return SmtpSettings.parse(change.apply("smtp://" + HOST + ":" + listener.getLocalPort()));
    }

    /** What it says first from now on. */
    void greet(String with) {
        greeting = with;
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return sockets.size();
    }

    List<String> commands() {
        return commands;
    }

    List<String> messages() {
        return messages;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> {
                    try (socket) {
                        socket.setTcpNoDelay(true);
                        converse(number, socket);
                    } catch (IOException clientLeft) {
                        // What a client does is seen by the test from the other side.
                    } finally {
                        sockets.remove(socket);
                    }
                });
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(int number, Socket plain) throws IOException {
        Socket socket = plain;
        var in = reader(socket);
        say(socket, greeting);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String answer = script.answer(number, line);
            if (HANG_UP.equals(answer)) {
                return;
            }
            if (!SILENCE.equals(answer)) {
                say(socket, answer == null ? usual(line, socket instanceof SSLSocket) : answer);
            }
            if (line.equals("DATA") && (answer == null || answer.startsWith("354"))) {
                String message = message(in);
                String verdict = script.answer(number, ".");
                if (HANG_UP.equals(verdict)) {
                    return;
                }
                if (!SILENCE.equals(verdict)) {
                    messages.add(message);
                    say(socket, verdict == null ? "250 2.0.0 taken" : verdict);
                }
            }
            if (line.equals("STARTTLS") && answer == null && tls != null) {
                socket = secured(tls, plain);
                in = reader(socket);
            }
            if (line.equals("QUIT")) {
                return;
            }
        }
    }

    private String usual(String line, boolean secure) {
        return switch (line.split("[ :]", 2)[0]) {
            case "EHLO" -> {
                var lines = new StringBuilder("250-scripted\r\n");
                extensions.stream()
                        .filter(word -> !(secure && word.equals("STARTTLS")))
                        .forEach(word -> lines.append("250-").append(word).append("\r\n"));
                yield lines + "250 ENHANCEDSTATUSCODES";
            }
            case "DATA" -> "354 go on";
            case "STARTTLS" -> "220 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static String message(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the client left inside the message");
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static Socket secured(SSLContext tls, Socket plain) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
