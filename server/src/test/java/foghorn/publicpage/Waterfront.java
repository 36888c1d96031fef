package foghorn.publicpage;

import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.web.Proxies;
import foghorn.kit.web.RequestCounts;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Sites;
import foghorn.kit.web.WebServer;
import foghorn.page.PageLinks;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A web server that shows published pages, from a folder and a database that may be away. */
final class Waterfront implements AutoCloseable {
    static final PageLinks LINKS = new PageLinks(URI.create("https://console.example"), Optional.of("pages.example"));

    final PublicPageRoom room;
    private final Vertx vertx = Vertx.vertx();
    private final WebServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Waterfront(Database database, DatabaseAccess access, Path folder, InstantSource clock) {
        room = new PublicPageRoom(
                database,
                access,
                LINKS,
                new PublicPageRoom.Settings(folder, 1024 * 1024, Optional.of("pages.example")),
                clock);
        database.onPageChange(room.publisher());
        var sites = new Sites("127.0.0.1", room.sites(), room.published(), new Routes(), new Routes());
        server = new WebServer(vertx, sites, (exchange, access1) -> null, new Proxies(List.of()), new RequestCounts());
        port = server.listen("127.0.0.1", 0);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String text(String path) {
        return new String(get(path).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        room.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.close();
    }
}
