package foghorn.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes everything at first and, once told to, refuses every recipient with an answer that repeats the address. */
final class RefusingSmtp implements AutoCloseable {
    private final ServerSocket listener;
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    volatile boolean refuses;

    RefusingSmtp() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(socket, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(socket, "250-sink\r\n250 PIPELINING");
                    case "RCPT" -> {
                        if (refuses) {
                            var address = line.replaceAll("^.*<|>.*$", "");
                            refused.add(address);
                            say(socket, "550 5.1.1 <" + address + ">: user " + address + " is unknown here");
                        } else {
                            say(socket, "250 ok");
                        }
                    }
                    case "DATA" -> {
                        if (refuses) {
                            say(socket, "554 5.5.1 no valid recipients");
                        } else {
                            say(socket, "354 go on");
                            accepted.add(message(in));
                            say(socket, "250 2.0.0 taken");
                        }
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 ok");
                }
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static String message(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append("\r\n");
        }
        return text.toString();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
