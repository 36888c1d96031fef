package foghorn.kit.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server that speaks HTTP over real sockets and answers, or does not, exactly as a test says. */
public final class Receiver implements Closeable {
    private final ServerSocket listener;
    private final Script script;
    private final boolean tls;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What happens on one connection; it is closed when this returns. */
    public interface Script {
        void serve(Connection connection) throws IOException;
    }

    /** One request; names of headers are in lower case. */
    public record Request(String line, Map<String, String> headers, byte[] body) {
        /** The value of a header; empty without one. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param number counts from 1 */
    public record Connection(int number, Socket socket, InputStream in, List<Request> requests) {
        /** The next request, which is remembered; empty once the client has closed the connection. */
        public Optional<Request> read() throws IOException {
            var line = line(in);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            var headers = new TreeMap<String, String>();
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var parts = header.split(": *", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            var request = new Request(line, headers, in.readNBytes(length));
            requests.add(request);
            return Optional.of(request);
        }

        public void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        private static String line(InputStream in) throws IOException {
            var text = new StringBuilder();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                if (next != '\r') {
                    text.append((char) next);
                }
            }
            return text.toString();
        }
    }

    /** @param host of this machine, for example {@code 127.0.0.21} */
    public Receiver(String host, @Nullable SSLContext tls, Script script) {
        this.script = script;
        this.tls = tls != null;
        try {
            var address = InetAddress.getByName(host);
            this.listener = tls == null
                    ? new ServerSocket(0, 200, address)
                    : tls.getServerSocketFactory().createServerSocket(0, 200, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    public Receiver(String host, Script script) {
        this(host, null, script);
    }

    /** Answers every request in this way, for as long as the client likes. */
    public static Script answering(String answer) {
        return connection -> {
            while (connection.read().isPresent()) {
                connection.write(answer);
            }
        };
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI at(String path) {
        return named(listener.getInetAddress().getHostAddress(), path);
    }

    public URI named(String name, String path) {
        return URI.create((tls ? "https://" : "http://") + name + ":" + port() + path);
    }

    public int connections() {
        return connections.get();
    }

    public int openConnections() {
        return sockets.size();
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(number, socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(int number, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new Connection(number, socket, new BufferedInputStream(socket.getInputStream()), requests));
        } catch (IOException clientLeft) {
            // What a client does is seen by the test from the other side.
        } finally {
            sockets.remove(socket);
        }
    }
}
