package foghorn.e2e;

import static foghorn.e2e.MailListener.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes everything at first and, once told to, refuses every recipient with an answer that repeats the address. */
final class RefusingSmtp implements AutoCloseable {
    private final MailListener listener = new MailListener(this::serve);
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    volatile boolean refuses;

    int port() {
        return listener.port();
    }

    private void serve(Socket socket, BufferedReader in) throws IOException {
        say(socket, "220 sink");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
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
    }

    private static String message(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append("\r\n");
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
