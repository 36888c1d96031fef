package foghorn.app;

import foghorn.kit.config.Setting;
import foghorn.kit.db.Database;
import foghorn.kit.db.SteadyClock;
import foghorn.kit.http.GuardedClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** Starts the whole product on a node and says where it is. */
public final class Server {
    private Server() {}

    /**
     * Listens at once, so that published pages are there before the database is, and begins to work as soon as that is open. When it is
     * known whether it is, prints the address and, while nobody owns the installation, the link to set it up. Ended by the node's shutdown.
     *
     * @throws StartException if an address cannot be listened on
     */
    public static void start(Node node, PrintStream out) throws StartException {
        var settings = node.settings();
        int port = settings.http().port() == 0 ? freePort() : settings.http().port();
        var console = URI.create(settings.http().consoleAddress(port));
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        node.shutdown().add("Vert.x", () -> vertx.close().await());
        var outgoing = new GuardedClient(vertx, settings.outgoing().allow());
        node.shutdown().add("calls to others", outgoing);
        var app = app(node, port, console, outgoing);
        listening(settings.http().host(), port, Setting.HTTP_PORT, () -> app.listen(vertx, node.shutdown()));
        listening(
                settings.http().managementHost(),
                settings.http().managementPort().orElse(0),
                Setting.MANAGEMENT_PORT,
                () -> app.listenForManagement(vertx, node.shutdown()));
        node.database().awaitFirstAttempt();
        out.println("Foghorn is at " + console + " and the console at " + console + "/console");
        node.database().whenOpen(() -> {
            app.work();
            app.setUpLink().ifPresent(link -> out.println("Nobody owns it yet. Set it up, once, at " + link));
        });
    }

    private static void listening(String host, int port, Setting setting, Runnable listen) throws StartException {
        try {
            listen.run();
        } catch (CompletionException e) {
            var reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new StartException(
                    "Cannot listen on " + host + " port " + port + " (" + setting.variable() + "): " + reason + ".", e);
        }
    }

    private static App app(Node node, int port, URI console, GuardedClient outgoing) {
        var clock = new SteadyClock(node.clock());
        return new App(new App.Ground(
                node.settings(),
                port,
                console,
                node.folder().published(),
                new Database(node.database().dataSource(), clock),
                node.database().direct(),
                node.key(),
                NodeId.in(node.folder()),
                node.database()::start,
                node.database()::use,
                outgoing,
                clock));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
