package foghorn.kit.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Connections to checked addresses: opened, kept for the next request, bounded. HTTP/1.1 only. All requests to one address share one event loop. */
final class Connections implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5000;
    private static final int HANDSHAKE_SECONDS = 10;
    /** Shorter than most servers keep theirs; one that says how long it keeps them (Keep-Alive) is believed. */
    private static final int KEPT_SECONDS = 10;

    private static final int MOST_STATUS_LINE = 4 * 1024;
    private static final int MOST_HEADERS = 16 * 1024;
    private static final int MOST_LOOPS = 4;

    private final HttpClient client;
    private final List<Context> loops;
    /** Connections that have not carried a request yet. */
    private final Set<HttpConnection> fresh = ConcurrentHashMap.newKeySet();

    /**
     * One request on its way to one checked address.
     *
     * @param deadline in the time of {@link System#nanoTime}
     */
    record Call(Target target, InetAddress address, OutgoingRequest request, long deadline) {
        Duration left() {
            return Duration.ofNanos(deadline - System.nanoTime());
        }
    }

    /** @param trust whose certificates are good; without it those of the system's trust store */
    Connections(Vertx vertx, @Nullable TrustOptions trust) {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setMaxInitialLineLength(MOST_STATUS_LINE)
                .setMaxHeaderSize(MOST_HEADERS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true)
                .setVerifyHost(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(GuardedClient.MOST_CONNECTIONS))
                .withConnectHandler(connection -> {
                    fresh.add(connection);
                    // Nonsense from the other side is its matter; whoever waits is told, and nobody else.
                    connection.exceptionHandler(ignored -> {});
                    connection.closeHandler(closed -> fresh.remove(connection));
                })
                .build();
        int many = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
        loops = IntStream.range(0, many)
                .<Context>mapToObj(i -> ((VertxInternal) vertx).createEventLoopContext())
                .toList();
    }

    OutgoingAnswer exchange(Call call) throws InterruptedException {
        var loop = loops.get(Math.floorMod(call.address().hashCode(), loops.size()));
        var first = new Exchange(client, options(call), call.request(), fresh);
        var answer = first.run(loop, call.left());
        return first.metDeadConnection()
                ? new Exchange(client, options(call), call.request(), fresh).run(loop, call.left())
                : answer;
    }

    @Override
    public void close() {
        client.close().await();
    }

    private static RequestOptions options(Call call) {
        var target = call.target();
        var request = call.request();
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(call.address(), target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setMethod(
                        switch (request.method()) {
                            case GET -> HttpMethod.GET;
                            case POST -> HttpMethod.POST;
                        })
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(Math.max(1, call.left().toMillis()))
                .putHeader("host", target.authority());
        request.headers().forEach(options::putHeader);
        return options;
    }
}
