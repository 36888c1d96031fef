import foghorn.kit.http.GuardedClient;
import foghorn.kit.http.Network;
import foghorn.kit.http.OutgoingAnswer;
import foghorn.kit.http.OutgoingRequest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One update to 200,000 webhook endpoints on 200 addresses of this machine, until the last delivery is recorded, plain and over TLS. The
 * baseline is the product's own client, which posts as many bodies of the same mean size and records and signs nothing.
 */
final class FanoutWebhooks {
    private static final String ALLOWED = "127.0.1.0/24";
    private static final int SENDERS = 256;

    private FanoutWebhooks() {}

    static boolean run(Path home, List<String> arguments) throws Exception {
        var flags = new Flags(arguments, "hooks", "warmup", "runs", "jvm", "only");
        var only = flags.text("only", "");
        return (only.equals("tls") || measure(home, flags, false, 0.4)) & (only.equals("plain") || measure(home, flags, true, 0.5));
    }

    private static boolean measure(Path home, Flags flags, boolean tls, double bound) throws Exception {
        int hooks = flags.number("hooks", 200_000);
        int warmup = flags.number("warmup", 50_000);
        int runs = flags.number("runs", 3);
        try (var receiver = new Receiver(home, tls)) {
            var jvm = new ArrayList<>(receiver.trust());
            jvm.add(flags.text("jvm", ""));
            try (var scene = new Scene(home, 0, String.join(" ", jvm).strip(), "FOGHORN_OUTGOING_ALLOW=" + ALLOWED)) {
                var page = scene.hookPage("larkfield", hooks, receiver::url);
                var first = scene.hookPage("warm", warmup, receiver::url);
                scene.data.settle();
                scene.tell(List.of(first), warmup, receiver.pid());
                var received = receiver.received();
                int size = (int) (received.bytes() / received.count());
                post(receiver, warmup, size);
                System.out.printf("%,d webhooks of %,d bytes %s to %d addresses, %,d of warm-up, %d runs%n", hooks, size,
                        tls ? "over TLS" : "in the clear", Receiver.HOSTS, warmup, runs);
                var ours = new double[runs];
                var theirs = new double[runs];
                for (int i = 0; i < runs; i++) {
                    var posted = post(receiver, hooks, size);
                    theirs[i] = hooks / posted.seconds();
                    System.out.printf("client  %,8.0f/s; CPU-seconds per 1,000: client %.3f, sink %.3f%n", theirs[i],
                            posted.clientCpu() * 1000 / hooks, posted.sinkCpu() * 1000 / hooks);
                    var told = scene.tell(List.of(page), hooks, receiver.pid());
                    ours[i] = told.perSecond();
                    System.out.printf("Foghorn %,8.0f/s; CPU-seconds per 1,000: %s%n", ours[i], told.cpu().perThousand(hooks));
                }
                double ratio = Read.median(ours) / Read.median(theirs);
                return Fanout.bound("%.0f/s to %.0f/s %s: ratio %.2f, at least %.1f".formatted(Read.median(ours), Read.median(theirs),
                        tls ? "over TLS" : "in the clear", ratio, bound), ratio >= bound);
            }
        }
    }

    private record Posted(double seconds, double clientCpu, double sinkCpu) {}

    /** The baseline. */
    private static Posted post(Receiver receiver, int hooks, int size) throws Exception {
        if (receiver.tls) {
            System.setProperty("javax.net.ssl.trustStore", receiver.store().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        }
        var vertx = Vertx.vertx();
        long self = ProcessHandle.current().pid();
        try (var client = new GuardedClient(vertx, List.of(Network.parse(ALLOWED)));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var body = "x".repeat(size).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            var headers = new LinkedHashMap<>(Map.of("webhook-id", "x".repeat(40), "webhook-timestamp", "1700000000",
                    "webhook-signature", "v1," + "x".repeat(44), "content-type", "application/json", "user-agent", "Foghorn/baseline"));
            double cpu = Read.cpuSeconds(self);
            double sinkCpu = Read.cpuSeconds(receiver.pid());
            long start = System.nanoTime();
            var next = new AtomicInteger();
            var senders = new ArrayList<Future<Object>>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(threads.submit((Callable<Object>) () -> {
                    for (int n = next.getAndIncrement(); n < hooks; n = next.getAndIncrement()) {
                        var answer = client.send(
                                OutgoingRequest.post(URI.create(receiver.url(n)), headers, body, Duration.ofSeconds(30)));
                        if (!(answer instanceof OutgoingAnswer.Answered answered) || answered.status() != 200) {
                            throw new IllegalStateException("the receiver did not take it: " + answer);
                        }
                    }
                    return "done";
                }));
            }
            for (var sender : senders) {
                sender.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Posted(seconds, Read.cpuSeconds(self) - cpu, Read.cpuSeconds(receiver.pid()) - sinkCpu);
        } finally {
            vertx.close().await();
        }
    }
}
