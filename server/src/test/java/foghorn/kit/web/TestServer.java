package foghorn.kit.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real server with some routes of the console host, on a free port of 127.0.0.1; no page is published. */
public final class TestServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;
    private final URI address;

    public TestServer(Routes console, Guard guard) {
        var nothing = new Nothing();
        var sites = new Sites(HOST, nothing, nothing, console, new Routes());
        server = new WebServer(vertx, sites, guard, new Proxies(List.of()));
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

    private static final class Nothing implements PageSites, Published {
        @Override
        public @Nullable PageSite byHost(String host) {
            return null;
        }

        @Override
        public @Nullable PageSite byName(String name) {
            return null;
        }

        @Override
        public @Nullable PageSite root() {
            return null;
        }

        @Override
        public boolean serve(HttpServerRequest request, boolean secure, PageSite site, String path) {
            return false;
        }

        @Override
        public boolean serveShortLink(HttpServerRequest request, String code) {
            return false;
        }

        @Override
        public String errorPage(PageSite site, int status, String message) {
            return message;
        }
    }
}
