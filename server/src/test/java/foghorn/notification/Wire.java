package foghorn.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a node and its database, which a test cuts and mends. */
public final class Wire implements AutoCloseable {
    private final ServerSocket listener;
    private final URI database;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Wire(String jdbcUrl) {
        this.database = URI.create(jdbcUrl.substring("jdbc:".length()));
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.7"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database by way of this wire. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.7:" + listener.getLocalPort() + database.getPath();
    }

    public void cut() {
        cut = true;
        sockets.forEach(Wire::closed);
        sockets.clear();
    }

    public void mend() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                if (cut) {
                    closed(near);
                } else {
                    join(near);
                }
            } catch (IOException e) {
                // The listener was closed, or the database does not answer: the caller sees a broken connection.
            }
        }
    }

    private void join(Socket near) throws IOException {
        var far = new Socket(database.getHost(), database.getPort());
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        } finally {
            closed(from);
            closed(to);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed(listener);
        cut();
    }

    private static void closed(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
