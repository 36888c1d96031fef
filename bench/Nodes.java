import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How soon a change that one node has answered is read on another: two servers on one database, both through PgBouncer. First the reading node
 * hears of changes past the pooler (LISTEN), then it has no way past it and looks once a second. As teams do, an incident is opened, updated
 * six times and resolved, then comes the next. Usage: {@code bin/bench nodes [--updates=300]}.
 */
final class Nodes {
    private static final double HEARD_MILLIS = 50;
    private static final double LOOKED_MILLIS = 1_200;

    private final Product writer;
    private final int updates;
    private String incident = "";
    private int told;
    private final Random random = new Random(7);

    private Nodes(Product writer, int updates) throws Exception {
        this.writer = writer;
        this.updates = updates;
        writer.fill(20, 30);
    }

    public static void main(String[] args) throws Exception {
        var flags = new Flags(Arrays.asList(args).subList(1, args.length), "updates");
        boolean held;
        try (var database = new External(); var pooler = new Pooler(database)) {
            var poll = new ArrayList<>(database.settings());
            poll.add(pooler.url());
            var listen = new ArrayList<>(poll);
            listen.add("FOGHORN_DATABASE_DIRECT_URL=jdbc:postgresql://127.0.0.1:" + database.port + "/foghorn");
            try (var writer = new Product(Path.of(args[0]), listen, List.of())) {
                var nodes = new Nodes(writer, flags.number("updates", 300));
                System.out.printf("%d changes at random moments, ms from the answer of one node%n", nodes.updates);
                System.out.printf("%-34s %8s %8s %8s%n", "", "p50", "p99", "most");
                nodes.measure("read on the same node", writer, HEARD_MILLIS);
                held = nodes.measure("read on another, by LISTEN", listen, HEARD_MILLIS);
                held &= nodes.measure("read on another, by the poll alone", poll, LOOKED_MILLIS);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private boolean measure(String what, List<String> database, double bound) throws Exception {
        try (var reader = new Product(writer, database)) {
            return measure(what, reader, bound);
        }
    }

    private boolean measure(String what, Product reader, double bound) throws Exception {
        for (int i = 0; i < 100; i++) {
            wait(reader, "Warm up " + what + " " + i);
        }
        var millis = new double[updates];
        for (int i = 0; i < updates; i++) {
            Thread.sleep(random.nextInt(500));
            millis[i] = wait(reader, "Boat " + i + " was seen: " + what);
        }
        Arrays.sort(millis);
        double p99 = millis[(int) (updates * 0.99)];
        System.out.printf("%-34s %8.1f %8.1f %8.1f  bound %.0f: %s%n", what, millis[updates / 2], p99, millis[updates - 1], bound,
                p99 <= bound ? "held" : "MISSED");
        return p99 <= bound;
    }

    /** Milliseconds from the answer to a change until it is read; too long is an error. */
    private double wait(Product reader, String text) throws Exception {
        change(text);
        long answered = System.nanoTime();
        var shown = HttpRequest.newBuilder(reader.uri("/incidents/" + incident + ".json")).build();
        while (!reader.http.send(shown, HttpResponse.BodyHandlers.ofString()).body().contains(text)) {
            if (System.nanoTime() - answered > 30e9) {
                throw new IllegalStateException("not read after 30 s: " + text);
            }
            Thread.sleep(1);
        }
        return (System.nanoTime() - answered) / 1e6;
    }

    private void change(String text) throws Exception {
        int step = told++ % 8;
        if (step == 0) {
            incident = Product.field(
                    writer.api("POST", "/incidents", """
                            {"incident":{"name":"A boat is missing","status":"investigating","body":"%s","deliver_notifications":false}}
                            """.formatted(text)),
                    "id");
        } else {
            writer.api("PATCH", "/incidents/" + incident, """
                    {"incident":{"status":"%s","body":"%s","deliver_notifications":false}}
                    """.formatted(step == 7 ? "resolved" : "monitoring", text));
        }
    }
}
