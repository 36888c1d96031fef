import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A mail server on 127.0.0.1 that throws everything away. It can be made slow – each message then waits for its turn – or strict: above
 * its rate it answers MAIL with 421 and hangs up, as large providers do.
 */
final class Sink implements AutoCloseable {
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    /** Bytes of the accepted messages, as they came over the wire without the final dot. */
    final LongAdder bytes = new LongAdder();

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> onAccepted = recipient -> {};
    private volatile int slowRate;
    private volatile int strictRate;
    private long nextTurn = System.nanoTime();
    private double tokens;
    private long filledAt = System.nanoTime();

    Sink() throws IOException {
        Thread.ofPlatform().daemon().name("sink").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Called with the recipient of each message at the moment it is accepted; must be quick. */
    void onAccepted(Consumer<String> listener) {
        onAccepted = listener;
    }

    /** Accepts so many messages a second, evenly, and lets the others wait; 0 lets nobody wait. */
    void slowTo(int perSecond) {
        slowRate = perSecond;
    }

    /** Refuses above so many messages a second, counted by a bucket that holds one second's worth; 0 refuses nobody. */
    synchronized void refuseAbove(int perSecond) {
        strictRate = perSecond;
        tokens = perSecond;
        filledAt = System.nanoTime();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(socket).run();
        } catch (IOException e) {
            // the client went away
        } finally {
            open.remove(socket);
        }
    }

    private synchronized boolean mayCome() {
        if (strictRate == 0) {
            return true;
        }
        long now = System.nanoTime();
        tokens = Math.min(strictRate, tokens + (now - filledAt) * 1e-9 * strictRate);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private void awaitTurn() {
        long turn;
        synchronized (this) {
            if (slowRate == 0) {
                return;
            }
            turn = Math.max(System.nanoTime(), nextTurn);
            nextTurn = turn + 1_000_000_000L / slowRate;
        }
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One connection; answers to pipelined commands leave together. */
    private final class Conversation {
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[65_536];
        private final StringBuilder answers = new StringBuilder();
        private int at;
        private int end;
        private String recipient = "";

        Conversation(Socket socket) throws IOException {
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            say("220 sink.example ESMTP");
            for (var line = line(); line != null; line = line()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say("250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10000000");
                    case "MAIL" -> {
                        if (!mayCome()) {
                            refused.increment();
                            say("421 4.7.0 Too many messages, try again later");
                            flush();
                            return;
                        }
                        say("250 2.1.0 ok");
                    }
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say("250 2.1.5 ok");
                    }
                    case "DATA" -> {
                        say("354 go on");
                        bytes.add(message());
                        awaitTurn();
                        accepted.increment();
                        onAccepted.accept(recipient);
                        say("250 2.0.0 taken");
                    }
                    case "QUIT" -> {
                        say("221 2.0.0 bye");
                        flush();
                        return;
                    }
                    default -> say("250 2.0.0 ok");
                }
            }
        }

        private void say(String answer) {
            answers.append(answer).append("\r\n");
        }

        private void flush() throws IOException {
            if (!answers.isEmpty()) {
                out.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
                answers.setLength(0);
            }
        }

        private int next() throws IOException {
            if (at == end) {
                flush();
                end = in.read(buffer);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return -1;
                }
            }
            return buffer[at++];
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = next(); c != '\n'; c = next()) {
                if (c == -1 && at == end) {
                    return null;
                }
                if (c != '\r') {
                    line.append((char) (c & 0xff));
                }
            }
            return line.toString();
        }

        /** Reads up to the line that holds a dot alone; returns how long the message was. */
        private long message() throws IOException {
            long length = 0;
            // How many characters of CR LF dot CR LF have been seen; the line before the message counts as its CR LF.
            int seen = 2;
            while (seen < 5) {
                int c = next();
                if (c == -1 && at == end) {
                    throw new IOException("cut off within a message");
                }
                length++;
                if (c == '\r') {
                    seen = seen == 3 ? 4 : 1;
                } else if (c == '\n') {
                    seen = seen == 4 ? 5 : seen == 1 ? 2 : 0;
                } else {
                    seen = c == '.' && seen == 2 ? 3 : 0;
                }
            }
            return length - 3;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
