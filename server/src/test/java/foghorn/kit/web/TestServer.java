package foghorn.kit.web;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;

/** The real server with some routes of the console host, on a free port of 127.0.0.1; no page is published. */
public final class TestServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;
    private final URI address;

    public TestServer(Routes console, Guard guard) {
        server = new WebServer(vertx, Sites.without(console), guard, new Proxies(List.of()), new RequestCounts());
        address = URI.create("http://" + HOST + ":" + server.listen(HOST, 0));
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
