package foghorn.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Prints requests per second of {@link GuardedClient}. Arguments: port (0 to serve them in this process, too), hosts from 127.0.1.1 on,
 * requests, callers.
 */
final class GuardedThroughput {
    private GuardedThroughput() {}

    public static void main(String[] arguments) throws InterruptedException {
        int hosts = Integer.parseInt(arguments[1]);
        int requests = Integer.parseInt(arguments[2]);
        int callers = Integer.parseInt(arguments[3]);
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        int port = Integer.parseInt(arguments[0]);
        if (port == 0) {
            port = vertx.createHttpServer()
                    .requestHandler(
                            request -> request.response().setStatusCode(204).end())
                    .listen(0, "0.0.0.0")
                    .await()
                    .actualPort();
        }
        int to = port;
        var uris = IntStream.rangeClosed(1, hosts)
                .mapToObj(host -> URI.create("http://127.0.1." + host + ":" + to + "/hook"))
                .toList();
        try (var client = new GuardedClient(vertx, List.of(Network.parse("127.0.0.0/8")))) {
            for (int run = 0; run < 5; run++) {
                long start = System.nanoTime();
                int answered = send(client, uris, requests, callers);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%d of %d answered, %.0f requests/s%n", answered, requests, answered / seconds);
            }
        }
        vertx.close().await();
    }

    private static int send(GuardedClient client, List<URI> uris, int requests, int callers)
            throws InterruptedException {
        byte[] body = "{\"page\":\"harbour\"}".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var headers = Map.of("content-type", "application/json");
        var left = new AtomicInteger(requests);
        var answered = new AtomicInteger();
        var done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Thread.startVirtualThread(() -> {
                try {
                    for (int number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
                        var uri = uris.get(number % uris.size());
                        if (client.send(OutgoingRequest.post(uri, headers, body, Duration.ofSeconds(30)))
                                instanceof OutgoingAnswer.Answered) {
                            answered.incrementAndGet();
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return answered.get();
    }
}
