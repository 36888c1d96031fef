package foghorn.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints of webhooks on several addresses of this machine, which take everything and outlive the sender. */
final class HookSink implements AutoCloseable {
    private static final int HOSTS = 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** What an endpoint has taken. */
    record Taken(String endpoint, String webhookId, String body) {}

    HookSink() {
        try {
            for (int host = 1; host <= HOSTS; host++) {
                var server = HttpServer.create(new InetSocketAddress("127.0.5." + host, 0), 200);
                server.setExecutor(threads);
                server.createContext("/", this::take);
                server.start();
                servers.add(server);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            taken.add(new Taken(exchange.getRequestURI().getPath(), id, body));
            count.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** So many endpoints, spread over the hosts. */
    List<String> endpoints(int number) {
        var urls = new ArrayList<String>(number);
        for (int i = 0; i < number; i++) {
            var address = servers.get(i % HOSTS).getAddress();
            urls.add("http://" + address.getHostString() + ":" + address.getPort() + "/" + i);
        }
        return urls;
    }

    int count() {
        return count.get();
    }

    void clear() {
        taken.clear();
        count.set(0);
    }

    /** What each endpoint has taken, in the order of arrival. */
    Map<String, List<Taken>> taken() {
        var byEndpoint = new LinkedHashMap<String, List<Taken>>();
        taken.forEach(one -> byEndpoint
                .computeIfAbsent(one.endpoint(), endpoint -> new ArrayList<>())
                .add(one));
        return byEndpoint;
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.close();
    }
}
