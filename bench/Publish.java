import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * 1,000 updates on a page with 20 components and 30 incidents. After each answer the public summary is read at once and must show the
 * update; the time is that of the write itself. Usage: {@code bin/bench publish [updates]}.
 */
final class Publish {
    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        int updates = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        try (var product = new Product(home, List.of())) {
            var incident = product.fill(20, 30).getFirst();
            var summary = HttpRequest.newBuilder(product.uri("/api/v2/summary.json")).build();
            var millis = new double[updates];
            int shown = 0;
            for (int i = 0; i < updates; i++) {
                var text = "Boat " + i + " has passed the gate.";
                long start = System.nanoTime();
                product.api("PATCH", "/incidents/" + incident, """
                        {"incident":{"status":"monitoring","body":"%s","deliver_notifications":false}}
                        """.formatted(text));
                millis[i] = (System.nanoTime() - start) / 1e6;
                if (product.http.send(summary, HttpResponse.BodyHandlers.ofString()).body().contains(text)) {
                    shown++;
                }
            }
            Arrays.sort(millis);
            System.out.printf("shown by the read after the answer: %d of %d%n", shown, updates);
            System.out.printf("the write: p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n", millis[updates / 2],
                    millis[(int) (updates * 0.99)], millis[updates - 1]);
            if (shown < updates) {
                System.exit(1);
            }
        }
    }
}
