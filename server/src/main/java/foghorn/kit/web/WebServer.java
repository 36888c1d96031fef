package foghorn.kit.web;

import foghorn.kit.id.Ids;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. Published bytes are answered on the event loop; for every other route the body is read and the handler then runs on
 * a virtual thread and may block. Nobody else sees an event loop.
 */
public final class WebServer implements AutoCloseable {
    /** Bytes in a request body. */
    public static final int MAX_BODY = 1024 * 1024;
    /** Bytes of a form that is too large which go by unread, so that a browser, which sends all before it reads, shows the answer. */
    private static final long MOST_LEFT = 512L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final int SHUTDOWN_SECONDS = 10;

    private final Sites sites;
    private final Guard guard;
    private final Proxies proxies;
    private final RequestCounts counts;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param counts hears of every answer */
    public WebServer(Vertx vertx, Sites sites, Guard guard, Proxies proxies, RequestCounts counts) {
        this.sites = sites;
        this.guard = guard;
        this.proxies = proxies;
        this.counts = counts;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setMaxHeaderSize(16 * 1024)
                        .setMaxInitialLineLength(8 * 1024)
                        .setHandle100ContinueAutomatically(true)
                        .setTcpNoDelay(true)
                        // Plain HTTP/1.1: what is not offered costs nothing per request and cannot be abused.
                        .setHttp2ClearTextEnabled(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false))
                .requestHandler(this::handle)
                .invalidRequestHandler(BareAnswers::unreadable)
                .exceptionHandler(e -> LOG.debug("connection failed", e));
    }

    /** Starts listening and returns the port; 0 asks for any free one. */
    public int listen(String host, int port) {
        return await(server.listen(port, host)).actualPort();
    }

    /** Stops accepting, lets requests in flight finish for up to 10 s, and closes. */
    @Override
    public void close() {
        await(server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS));
        threads.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        var client = proxies.clientOf(request);
        try {
            var path = String.valueOf(request.path());
            switch (sites.place(client.host(), path)) {
                case Sites.Moved(var location) -> BareAnswers.redirect(request, client.secure(), location);
                case Sites.ShortLink(var code) -> {
                    if (sites.published().serveShortLink(request, client.secure(), code)) {
                        counts.addPublished();
                    } else {
                        dispatch(request, client, sites.console(), path, null);
                    }
                }
                case Sites.Console() -> dispatch(request, client, sites.console(), path, null);
                case Sites.OnPage(var site, var rest) -> {
                    if (sites.published().serve(request, client.secure(), site, rest)) {
                        counts.addPublished();
                    } else {
                        dispatch(request, client, sites.page(), "/" + rest, site);
                    }
                }
            }
        } catch (Problem e) {
            BareAnswers.refuse(request, client.secure(), e);
        } catch (RuntimeException e) {
            LOG.error("request failed", e);
            BareAnswers.refuse(request, client.secure(), new Problem.Malformed("The request cannot be answered."));
        }
    }

    private void dispatch(
            HttpServerRequest request, Exchange.Client client, Routes routes, String path, @Nullable PageSite site) {
        var requestId = Ids.next();
        SecurityHeaders.addTo(request.response().headers(), client.secure());
        request.response().putHeader("x-request-id", requestId);
        var match = routes.find(request.method().name(), stripped(path));
        if (match == null) {
            var methods = routes.methods(stripped(path));
            var access = site == null && path.startsWith("/v1/") ? Access.key(Permission.VIEW_PAGE) : Access.OPEN;
            var missing = new Route(request.method().name(), path, access, http -> {
                if (methods.isEmpty()) {
                    throw new Problem.NotFound("page or resource here");
                }
                http.setHeader("allow", String.join(", ", methods));
                throw new Refusal(405, "This address knows " + String.join(", ", methods) + " only.");
            });
            match = new Routes.Match(missing, Map.of());
        }
        if (match.route().access().mayHaveSecretAddress()) {
            request.response().putHeader("referrer-policy", "same-origin");
        }
        var found = match;
        if (found.route().brought() instanceof Brought.LargeFiles large && isFormWithFiles(request)) {
            var http = new Exchange(request, found, Buffer.buffer(), client, requestId, site);
            var pieces = new BodyPieces(request);
            threads.execute(() -> runWithFiles(found.route(), large, http, pieces));
            return;
        }
        var body = new BodyReader(request, MAX_BODY);
        body.whenRead(
                bytes -> threads.execute(
                        () -> run(found.route(), new Exchange(request, found, bytes, client, requestId, site), site)),
                () -> threads.execute(() -> {
                    var http = new Exchange(request, found, Buffer.buffer(), client, requestId, site);
                    http.setHeader("connection", "close");
                    refuse(found.route(), http, new Refusal(413, "The body may have at most 1 MiB."), site);
                }));
    }

    /** The contract's paths also answer with this suffix. */
    private static String stripped(String path) {
        return path.startsWith("/v1/") && path.endsWith(".json") ? path.substring(0, path.length() - 5) : path;
    }

    private void run(Route route, Exchange http, @Nullable PageSite site) {
        long start = System.nanoTime();
        try {
            try {
                admit(route, http, site);
                guard.pass(http, route);
            } catch (RuntimeException e) {
                refuse(route, http, e, site);
            }
        } catch (RuntimeException e) {
            LOG.error("request {} could not be answered", http.requestId(), e);
            http.send(500, null, new byte[0]);
        } finally {
            counts.add(http.status(), System.nanoTime() - start);
        }
    }

    private static boolean isFormWithFiles(HttpServerRequest request) {
        var type = String.valueOf(request.getHeader("content-type"));
        return type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** Who may not is refused before anything of the body is read. */
    private void runWithFiles(Route route, Brought.LargeFiles large, Exchange http, BodyPieces pieces) {
        try (var form = new LargeForm(large)) {
            if (readForm(route, large, http, form, pieces)) {
                run(route, http, null);
            } else {
                counts.add(http.status(), 0);
            }
        } catch (IOException e) {
            LOG.debug("request {} did not come to its end", http.requestId(), e);
        }
    }

    /** False if it was answered already. */
    private boolean readForm(Route route, Brought.LargeFiles large, Exchange http, LargeForm form, BodyPieces pieces)
            throws IOException {
        try {
            http.admitted(guard.admitBeforeBody(http, route.access()));
            large.before().handle(http);
            boolean isWhole = form.read(http.header("content-type").orElse(""), pieces);
            http.formRead(form.body(), form.files());
            if (!isWhole) {
                large.tooLarge().handle(http);
                pieces.leave(MOST_LEFT);
            }
            return isWhole;
        } catch (RuntimeException e) {
            refuse(route, http, e, null);
            pieces.leave(large.most());
            return false;
        }
    }

    private void refuse(Route route, Exchange http, RuntimeException e, @Nullable PageSite site) {
        Failures.write(http, route.access(), e, site == null ? null : errorPage(site, e, http));
    }

    private void admit(Route route, Exchange http, @Nullable PageSite site) {
        switch (route.access()) {
            case Access.Open open -> {}
            case Access.PageForm form -> admitForm(http, site);
            case Access.PageProgram program -> admitForm(http, site);
            case Access.PageLink link -> admitViewer(http, site);
            case Access.SignedOut out -> http.admitted(guard.admit(http, route.access()));
            case Access.Session session -> http.admitted(guard.admit(http, route.access()));
            case Access.Key key -> http.admitted(guard.admit(http, route.access()));
        }
    }

    private static void admitForm(Exchange http, @Nullable PageSite site) {
        requireSameOrigin(http);
        admitViewer(http, site);
    }

    private static void admitViewer(Exchange http, @Nullable PageSite site) {
        if (site != null) {
            http.admitted(new Call(new Actor.Viewer(site.organization(), site.page()), http.requestId()));
        }
    }

    /** A public form carries no cookie; a post that a browser sends from another site is refused. */
    private static void requireSameOrigin(Exchange http) {
        if (http.method().equals("GET") || http.method().equals("HEAD")) {
            return;
        }
        boolean elsewhere = http.header("sec-fetch-site")
                        .filter(from -> !from.equals("same-origin") && !from.equals("none"))
                        .isPresent()
                || http.header("origin")
                        .filter(origin ->
                                !originHost(origin).equals(http.client().host()))
                        .isPresent();
        if (elsewhere) {
            throw new Problem.Forbidden("This form was sent from another site.");
        }
    }

    private static String originHost(String origin) {
        return origin.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private String errorPage(PageSite site, RuntimeException e, Exchange http) {
        var answer = Failures.answerTo(e, http.requestId());
        return sites.published().errorPage(site, answer.status(), answer.message());
    }
}
