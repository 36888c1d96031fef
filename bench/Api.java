import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Reading and writing over the manage API at a steady pace, on a page with few incidents and on one with many, by turns on one server; with
 * a key whose limit is lifted. A request's time runs from the moment at which it was due. Beside it, in the same run, a request that does
 * nothing and the list's statement alone. Usage:
 * {@code bin/bench api [--components=200] [--few=500] [--many=5000] [--rate=50] [--seconds=20] [--rounds=3]}.
 */
final class Api {
    private static final double SAME = 1.15;
    private static final int WARM_UP_SECONDS = 5;

    /** A page that is measured. */
    private record Side(String name, String page, List<String> incidents, String open) {}

    private record Case(String what, boolean reads, IntFunction<HttpRequest> request) {}

    /** Milliseconds, and CPU-seconds of server and database for 1,000 requests. */
    private record Result(double p50, double p99, double server, double database) {
        double cpu() {
            return server + database;
        }
    }

    private final Product product;
    private final Data data;
    private final Flags flags;
    private final Random random = new Random(7);

    private Api(Product product, Data data, Flags flags) {
        this.product = product;
        this.data = data;
        this.flags = flags;
    }

    public static void main(String[] args) throws Exception {
        var flags = new Flags(
                Arrays.asList(args).subList(1, args.length), "components", "few", "many", "rate", "seconds", "rounds");
        try (var product = new Product(Path.of(args[0]), List.of()); var data = new Data(product)) {
            new Api(product, data, flags).run();
        }
    }

    private void run() throws Exception {
        var few = side(product.pageId, flags.number("few", 500));
        var many = side(data.addPage(product, "many"), flags.number("many", 5_000));
        data.settle();
        awaitPublished(few);
        awaitPublished(many);
        System.out.printf(Locale.ROOT, "%d requests/s, %d rounds of %d s each, by turns; %d components a page%n%n",
                flags.number("rate", 50), flags.number("rounds", 3), flags.number("seconds", 20), flags.number("components", 200));
        System.out.printf("%-34s %-18s %9s %9s %22s%n", "", "page", "p50 ms", "p99 ms", "CPU-s/1,000: server, PG");
        baselines(many);
        boolean same = true;
        var ofFew = cases(few);
        var ofMany = cases(many);
        for (int i = 0; i < ofFew.size(); i++) {
            same &= compare(few, ofFew.get(i), many, ofMany.get(i));
        }
        System.out.println(same ? "Reads cost the same on both pages, within 15 %." : "READS COST MORE on the page with more incidents.");
        if (!same) {
            System.exit(1);
        }
    }

    /** What was planted is published with the next change, the oldest last; until then the server is busy with that. */
    private void awaitPublished(Side side) throws Exception {
        product.api(side.page(), "PATCH", "/incidents/" + side.open(), "{\"incident\":{\"name\":\"Slow gate at the quay\"}}");
        var oldest = HttpRequest.newBuilder(product.uri("/p/" + side.page() + "/incidents/" + side.incidents().getLast())).build();
        for (int i = 0; i < 6_000; i++) {
            if (product.http.send(oldest, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the page with " + side.name() + " was not published");
    }

    // ---- what is there

    private Side side(String page, int incidents) throws Exception {
        var components = new ArrayList<String>();
        for (int i = 0; i < flags.number("components", 200); i++) {
            components.add(Product.field(product.api(page, "POST", "/components", """
                    {"component":{"name":"Harbour gate %d","description":"Opens for boats of line %d"}}
                    """.formatted(i, i)), "id"));
        }
        var first = opened(page, components.getFirst());
        product.api(page, "PATCH", "/incidents/" + first, """
                {"incident":{"status":"identified","body":"A relay is worn out and will be replaced.","deliver_notifications":false}}
                """);
        product.api(page, "PATCH", "/incidents/" + first, """
                {"incident":{"status":"resolved","body":"The relay was replaced.","deliver_notifications":false,
                 "components":{"%s":"operational"}}}
                """.formatted(components.getFirst()));
        var ids = plant(first, components, incidents);
        return new Side(incidents + " incidents", page, ids, opened(page, components.getLast()));
    }

    private String opened(String page, String component) throws Exception {
        return Product.field(product.api(page, "POST", "/incidents", """
                {"incident":{"name":"Slow gate","status":"investigating","body":"The gate opens late. We look into it.",
                 "deliver_notifications":false,"components":{"%s":"degraded_performance"}}}
                """.formatted(component)), "id");
    }

    /** Past incidents like one that was made by the product, an hour apart, with the updates that it has. */
    private List<String> plant(String like, List<String> components, int count) throws Exception {
        var ids = new ArrayList<String>();
        data.connection.setAutoCommit(false);
        try (var incident = copying("incident", "id, created_at, updated_at, started_at, resolved_at", """
                        ?, i.created_at - ? * interval '1 hour', i.updated_at - ? * interval '1 hour',
                        i.started_at - ? * interval '1 hour', i.resolved_at - ? * interval '1 hour'""", "i.id = ?");
                var component = copying("incident_component", "incident_id, component_id", "?, ?", "i.incident_id = ?");
                var update = copying("incident_update", "id, incident_id, display_at, created_at", """
                        translate(substr(md5(i.id || ?), 1, 12), 'aef', 'xyz'), ?, i.display_at - ? * interval '1 hour',
                        i.created_at - ? * interval '1 hour'""", "i.incident_id = ?");
                var affected = copying("incident_update_component", "incident_update_id, component_id",
                        "translate(substr(md5(i.incident_update_id || ?), 1, 12), 'aef', 'xyz'), ?",
                        "i.incident_update_id in (select id from incident_update where incident_id = ?)")) {
            for (int n = 1; n <= count; n++) {
                var id = foghorn.kit.id.Ids.next();
                var other = components.get(n % components.size());
                batch(incident, id, n, n, n, n, like);
                batch(component, id, other, like);
                batch(update, id, id, n, n, like);
                batch(affected, id, other, like);
                ids.add(id);
                if (n % 1_000 == 0 || n == count) {
                    for (var statement : List.of(incident, component, update, affected)) {
                        statement.executeBatch();
                    }
                }
            }
        }
        data.connection.commit();
        data.connection.setAutoCommit(true);
        return ids;
    }

    /** Inserts a copy of a row in which some columns are other than there. */
    private PreparedStatement copying(String table, String others, String values, String where) throws Exception {
        var same = data.text("""
                select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
                 where table_schema = 'public' and table_name = '%s' and is_generated = 'NEVER' and column_name not in ('%s')
                """.formatted(table, others.replace(", ", "','")));
        return data.connection.prepareStatement("insert into %s (%s, %s) select %s, i.%s from %s i where %s"
                .formatted(table, others, same, values, same.replace(", ", ", i."), table, where));
    }

    private static void batch(PreparedStatement statement, Object... values) throws Exception {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    // ---- what is measured

    private List<Case> cases(Side side) {
        int last = side.incidents().size() / 100;
        return List.of(
                new Case("list of incidents", true, i -> get(side, "/incidents?limit=100")),
                new Case("list, by turns its parts", true, i -> get(side, "/incidents?limit=100&page=" + (1 + i % Math.clamp(last, 1, 5)))),
                new Case("list of open incidents", true, i -> get(side, "/incidents/unresolved")),
                new Case("list of components", true, i -> get(side, "/components?per_page=200")),
                new Case("get an incident", true, i -> get(side, "/incidents/" + any(side))),
                new Case("create an incident", false, i -> send(side, "POST", "/incidents", """
                        {"incident":{"name":"Late boat %d","status":"resolved","body":"It came.","deliver_notifications":false}}
                        """.formatted(i))),
                new Case("update an incident", false, i -> send(side, "PATCH", "/incidents/" + side.open(), """
                        {"incident":{"name":"Slow gate %d"}}
                        """.formatted(i))));
    }

    private String any(Side side) {
        return side.incidents().get(random.nextInt(side.incidents().size()));
    }

    private HttpRequest get(Side side, String path) {
        return send(side, "GET", path, "");
    }

    private HttpRequest send(Side side, String method, String path, String body) {
        return HttpRequest.newBuilder(product.uri("/v1/pages/" + side.page() + path))
                .header("authorization", "OAuth " + product.apiKey)
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private void baselines(Side side) throws Exception {
        var nothing = HttpRequest.newBuilder(product.uri("/health/live")).build();
        measure(i -> nothing, WARM_UP_SECONDS);
        print("baseline: a request for nothing", "–", measure(i -> nothing, flags.number("seconds", 20)));
        var millis = new double[500];
        var list = "select * from incident where page_id = '" + side.page() + "' and deleted_at is null order by created_at desc, id desc limit 100";
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            data.text("select count(*) from (" + list + ") l");
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-34s %-18s %9.2f %9.2f%n", "baseline: the list's statement", side.name(), millis[250], millis[495]);
    }

    private boolean compare(Side few, Case ofFew, Side many, Case ofMany) throws Exception {
        measure(ofFew.request(), WARM_UP_SECONDS);
        measure(ofMany.request(), WARM_UP_SECONDS);
        int rounds = flags.number("rounds", 3);
        var left = new ArrayList<Result>();
        var right = new ArrayList<Result>();
        for (int round = 0; round < rounds; round++) {
            left.add(measure(ofFew.request(), flags.number("seconds", 20)));
            right.add(measure(ofMany.request(), flags.number("seconds", 20)));
        }
        var one = median(left);
        var other = median(right);
        print(ofFew.what(), few.name(), one);
        print(ofMany.what(), many.name(), other);
        double ratio = other.cpu() / one.cpu();
        System.out.printf(Locale.ROOT, "%-34s %-18s %9.2f %9s %22.2f%n", "", "ratio", other.p50() / one.p50(), "", ratio);
        return !ofFew.reads() || ratio <= SAME;
    }

    private static void print(String what, String page, Result result) {
        System.out.printf(Locale.ROOT, "%-34s %-18s %9.2f %9.2f %14.3f, %.3f%n", what, page, result.p50(), result.p99(),
                result.server(), result.database());
    }

    private static Result median(List<Result> results) {
        return new Result(
                Read.median(results.stream().mapToDouble(Result::p50).toArray()),
                Read.median(results.stream().mapToDouble(Result::p99).toArray()),
                Read.median(results.stream().mapToDouble(Result::server).toArray()),
                Read.median(results.stream().mapToDouble(Result::database).toArray()));
    }

    /** Sends requests at the pace, whether earlier ones were answered or not. */
    private Result measure(IntFunction<HttpRequest> request, int seconds) throws Exception {
        int rate = flags.number("rate", 50);
        int count = rate * seconds;
        var millis = new double[count];
        long own = ProcessHandle.current().pid();
        var before = Cpu.now(product.process.pid(), data.postmaster(), own);
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                long due = start + i * 1_000_000_000L / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var next = request.apply(i);
                threads.submit(() -> {
                    var answer = product.http.send(next, HttpResponse.BodyHandlers.ofString());
                    millis[number] = (System.nanoTime() - due) / 1e6;
                    if (answer.statusCode() >= 300) {
                        System.out.println(next.method() + " " + next.uri() + ": " + answer.statusCode() + " " + answer.body());
                        System.exit(1);
                    }
                    return null;
                });
            }
        }
        var cpu = Cpu.now(product.process.pid(), data.postmaster(), own).since(before);
        Arrays.sort(millis);
        return new Result(millis[count / 2], millis[(int) (count * 0.99)], cpu.server() * 1_000 / count, cpu.database() * 1_000 / count);
    }
}
