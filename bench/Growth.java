import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What it costs that a page and an installation grow: the demo's page, the same page with 200 components and 5,000 incidents of ten years,
 * and the demo's page among 1,000 others. What is served from memory is counted in requests per CPU-second, the rest is timed, and the first
 * page is the baseline of the others. Usage: {@code bin/bench growth [--seconds=5] [--updates=20] [--incidents=5000] [--pages=1000]}.
 */
final class Growth {
    private static final int CONNECTIONS = 64;
    private static final int COMPONENTS = 180;
    private static final int PER_FILE = 1_000;
    private static final double BOUND = 0.15;
    private static final int WARM_UP_SECONDS = 15;
    private static final String TAG = "etag";
    private static final String PUBLISHED = "MB published in all";
    private static final String REQUESTS = "requests per CPU-second: ";
    private static final String BYTES = "bytes on the wire: ";

    private final Path home;
    private final Flags flags;
    /** By what is measured, a figure for each installation. */
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private Growth(Path home, Flags flags) {
        this.home = home;
        this.flags = flags;
    }

    public static void main(String[] args) throws Exception {
        var flags = new Flags(List.of(args).subList(1, args.length), "seconds", "updates", "incidents", "pages");
        var growth = new Growth(Path.of(args[0]), flags);
        growth.measure("the demo", installation -> {});
        growth.measure("grown page", Installation::growPage);
        growth.measure("many pages", Installation::addPages);
        if (!growth.report()) {
            System.exit(1);
        }
    }

    private interface Step {
        void of(Installation installation) throws Exception;
    }

    private void measure(String name, Step growing) throws Exception {
        try (var product = new Product(home, List.of())) {
            var installation = new Installation(product);
            growing.of(installation);
            installation.settle();
            System.out.println(name + ": " + installation.size());
            installation.choose();
            installation.warmUp();
            for (var path : List.of(
                    "/", "/api/v2/summary.json", "/history", "/incidents/" + installation.past, "/uptime", "/uptime/" + installation.troubled)) {
                var what = path.equals("/") ? "home"
                        : path.startsWith("/incidents") ? "older incident"
                        : path.startsWith("/uptime/") ? "uptime of a component"
                        : path.substring(path.lastIndexOf('/') + 1);
                note(REQUESTS + what, installation.perCpuSecond(path, false));
                note(REQUESTS + what + ", 304", installation.perCpuSecond(path, true));
                note(BYTES + what, installation.bytes(path));
            }
            note("ms until a change is published", installation.publish());
            note("s until a restarted server serves home", installation.restart());
            note("s until it has found all pages current", installation.caughtUp());
            note(PUBLISHED, installation.publishedMegabytes());
        }
    }

    private void note(String what, double figure) {
        figures.computeIfAbsent(what, name -> new ArrayList<>()).add(figure);
    }

    /** Prints all, and says whether unchanged bytes and answers without bytes cost what they did. */
    private boolean report() {
        boolean held = true;
        System.out.printf("%-48s %10s %10s %6s %10s %6s%n", "", "demo", "grown", "ratio", "1,000", "ratio");
        for (var line : figures.entrySet()) {
            var of = line.getValue();
            double grown = of.get(1) / of.get(0);
            double many = of.get(2) / of.get(0);
            boolean isBound = line.getKey().endsWith("304") || line.getKey().endsWith("older incident") && line.getKey().startsWith("requests");
            boolean isHeld = !isBound || Math.min(grown, many) >= 1 - BOUND;
            held &= isHeld;
            System.out.printf("%-48s %10.1f %10.1f %6.2f %10.1f %6.2f %s%n", line.getKey(), of.get(0), of.get(1), grown, of.get(2), many,
                    isBound ? isHeld ? "held" : "MISSED" : "");
        }
        for (var what : figures.keySet()) {
            reason("grown page", what, 1);
            reason("many pages", what, 2);
        }
        return held;
    }

    private double ratio(String what, int installation) {
        return figures.get(what).get(installation) / figures.get(what).get(0);
    }

    /** What is dearer than on the demo by more than the bound, beside what else is more there. */
    private void reason(String name, String what, int installation) {
        boolean isRate = what.startsWith(REQUESTS);
        double dearer = isRate ? 1 / ratio(what, installation) : ratio(what, installation);
        if (dearer <= 1 + BOUND || what.startsWith(BYTES) || what.equals(PUBLISHED)) {
            return;
        }
        var why = !isRate ? "%.2f times the bytes are published and looked through".formatted(ratio(PUBLISHED, installation))
                : what.endsWith("304") ? "the answer has no bytes, so nothing explains it but the machine: measure again"
                : "its answer has %.2f times the bytes".formatted(ratio(what.replace(REQUESTS, BYTES), installation));
        System.out.printf("%s, %s: %.2f times the demo's cost; %s%n", name, what, dearer, why);
    }

    /** A product with the demo in it. */
    private final class Installation {
        private final Product product;
        private final String page;
        private final String key;
        private final String path;
        private final String open;
        String past;
        /** The component with the most outages. */
        String troubled;

        Installation(Product product) throws Exception {
            this.product = product;
            var made = product.run("demo", "--json");
            page = Product.field(made, "page_id");
            key = Product.field(made, "api_key");
            path = java.net.URI.create(Product.field(made, "page_url")).getRawPath().replaceFirst("/$", "");
            try (var data = new Data(product)) {
                open = data.text(incidents() + " and resolved_at is null order by started_at desc limit 1");
            }
        }

        private String incidents() {
            return "select id from incident where kind = 'realtime' and page_id = '" + page + "'";
        }

        /** What is asked for, once the page has grown: the oldest incident, and the component with the most outages. */
        void choose() throws Exception {
            try (var data = new Data(product)) {
                past = data.text(incidents() + " and resolved_at is not null order by started_at limit 1");
                troubled = data.text("""
                        select c.id from component c join component_status_history h on h.component_id = c.id
                         where c.page_id = '%s' and c.showcase and not c.is_group group by c.id order by count(*) desc, c.id limit 1
                        """.formatted(page));
            }
        }

        /** Through the door by which teams move in: documents as another status page publishes them. */
        void growPage() throws Exception {
            var folder = Files.createTempDirectory("foghorn-growth");
            try {
                var files = new ArrayList<Path>();
                files.add(Files.writeString(folder.resolve("components.json"), Written.components(COMPONENTS)));
                int incidents = flags.number("incidents", 5_000);
                for (int from = 0; from < incidents; from += PER_FILE) {
                    files.add(Files.writeString(
                            folder.resolve("incidents-" + from + ".json"),
                            Written.incidents(from, Math.min(incidents, from + PER_FILE), incidents)));
                }
                var command = new ArrayList<>(List.of("import", "public-page", "--page", page));
                files.forEach(file -> command.add(file.toString()));
                long begin = System.nanoTime();
                product.run(command.toArray(String[]::new));
                System.out.printf("  imported in %.1f s%n", (System.nanoTime() - begin) / 1e9);
                plantOutages();
            } finally {
                Product.delete(folder);
            }
        }

        /** What no document of another page says: that each pier was out while its incidents ran. */
        private void plantOutages() throws Exception {
            try (var data = new Data(product)) {
                data.execute("""
                        create temp table outage as
                        select c.organization_id, c.page_id, c.component_id, i.started_at, i.resolved_at,
                               row_number() over (partition by c.component_id order by i.started_at, i.id) as number
                          from incident i join incident_component c on c.incident_id = i.id
                          join component of on of.id = c.component_id and of.name like 'Pier %%'
                         where i.page_id = '%s' and i.resolved_at is not null
                        """.formatted(page));
                data.execute("delete from component_status_history where component_id in (select component_id from outage)");
                data.execute("""
                        insert into component_status_history (organization_id, page_id, component_id, started_at, seq, ended_at, status)
                        select organization_id, page_id, component_id, '2016-01-01', 1, min(started_at), 'operational'
                          from outage group by organization_id, page_id, component_id
                        union all
                        select organization_id, page_id, component_id, started_at, 2 * number, resolved_at, 'major_outage' from outage
                        union all
                        select organization_id, page_id, component_id, resolved_at, 2 * number + 1,
                               lead(started_at) over (partition by component_id order by number), 'operational'
                          from outage
                        """);
                // As after a change: the page is read anew.
                data.execute("update component set version = version + 1 where page_id = '%s'".formatted(page));
                data.execute("update page set page_seq = page_seq + 1 where id = '%s'".formatted(page));
            }
            product.stop();
            product.start(List.of());
        }

        void addPages() throws Exception {
            try (var data = new Data(product)) {
                for (int i = 0; i < flags.number("pages", 1_000); i++) {
                    data.addPage(product, "pier-" + i);
                }
            }
            product.stop();
            product.start(List.of());
        }

        /** Until everything is published, and the database has had its night. */
        void settle() throws Exception {
            System.out.printf("  all published after %.1f s%n", caughtUp());
            try (var data = new Data(product)) {
                data.settle();
            }
        }

        String size() throws Exception {
            try (var data = new Data(product)) {
                return data.number("select count(*) from page") + " pages; on the measured one "
                        + data.number("select count(*) from component where page_id = '" + page + "'") + " components and groups, "
                        + data.number("select count(*) from incident where page_id = '" + page + "'") + " incidents and maintenances that touch "
                        + data.number("select count(*) from incident_component where page_id = '" + page + "'") + " components, "
                        + data.number("select count(*) from component_status_history where page_id = '" + page + "'")
                        + " stretches of status";
            }
        }

        private HttpResponse<byte[]> get(String of) throws Exception {
            var request = HttpRequest.newBuilder(product.uri(path + of)).header("accept-encoding", "gzip");
            var answer = product.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(of + ": " + answer.statusCode());
            }
            return answer;
        }

        double publishedMegabytes() throws Exception {
            try (var files = Files.walk(product.data().resolve("published"))) {
                long bytes = 0;
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
                return bytes / (1024.0 * 1024);
            }
        }

        double bytes(String of) throws Exception {
            return get(of).body().length;
        }

        /** Until the server has compiled what it does for each request, so that what is measured first is not dearer for it. */
        void warmUp() throws Exception {
            var tag = get("/").headers().firstValue(TAG).orElseThrow();
            load("/", false, tag, WARM_UP_SECONDS);
            load("/", true, tag, WARM_UP_SECONDS);
        }

        double perCpuSecond(String of, boolean notModified) throws Exception {
            var tag = get(of).headers().firstValue(TAG).orElseThrow();
            load(of, notModified, tag, 3);
            double before = Read.cpuSeconds(product.process.pid());
            long requests = load(of, notModified, tag, flags.number("seconds", 5));
            return requests / (Read.cpuSeconds(product.process.pid()) - before);
        }

        private long load(String of, boolean notModified, String tag, int seconds) throws Exception {
            var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "-H", "Accept-Encoding: gzip"));
            if (notModified) {
                command.addAll(List.of("-H", "If-None-Match: " + tag));
            }
            command.add(product.uri(path + of).toString());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var matcher = Pattern.compile("(\\d+) requests in").matcher(out);
            if (process.waitFor() != 0 || out.contains("Socket errors") || out.contains("Non-2xx") || !matcher.find()) {
                throw new IllegalStateException("wrk: " + out);
            }
            return Long.parseLong(matcher.group(1));
        }

        /** The median time of an update whose text is on the page when it is answered. */
        double publish() throws Exception {
            var millis = new double[flags.number("updates", 20)];
            for (int i = 0; i < millis.length; i++) {
                var text = "Boat " + i + " has passed the gate.";
                var request = HttpRequest.newBuilder(product.uri("/v1/pages/" + page + "/incidents/" + open))
                        .header("authorization", "OAuth " + key)
                        .header("content-type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(
                                "{\"incident\":{\"body\":\"" + text + "\",\"deliver_notifications\":false}}"));
                long start = System.nanoTime();
                var answer = product.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("update: " + answer.statusCode() + " " + answer.body());
                }
                while (!summary().contains(text)) {
                    Thread.sleep(1);
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            return Read.median(millis);
        }

        private String summary() throws Exception {
            var request = HttpRequest.newBuilder(product.uri(path + "/api/v2/summary.json")).build();
            return product.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }

        double restart() throws Exception {
            product.stop();
            long begin = System.nanoTime();
            product.begin(List.of());
            while (true) {
                try {
                    if (get("/").statusCode() == 200) {
                        return (System.nanoTime() - begin) / 1e9;
                    }
                } catch (java.io.IOException | IllegalStateException e) {
                    Thread.sleep(5);
                }
            }
        }

        /** Until the server says that every page is as the database has it. */
        double caughtUp() throws Exception {
            long begin = System.nanoTime();
            var ready = HttpRequest.newBuilder(product.uri("/health/ready")).build();
            while (true) {
                try {
                    if (product.http.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                        return (System.nanoTime() - begin) / 1e9;
                    }
                } catch (java.io.IOException e) {
                    // not listening yet
                }
                Thread.sleep(20);
            }
        }
    }

    /** Documents of a made-up status page; the demo came from such documents too, and a page takes everything from one source. */
    private static final class Written {
        private static final Instant LAST = Instant.now().minus(100, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        private static final int DAYS = 3_500;
        private static final String PAGE =
                "\"page\":{\"id\":\"demo\",\"name\":\"Larkfield Ferries\",\"url\":\"https://status.larkfield.example\",\"time_zone\":\"Etc/UTC\",\"updated_at\":\"2026-01-01T00:00:00Z\"}";

        static String components(int count) {
            var all = new ArrayList<String>();
            for (int i = 1; i <= count; i++) {
                all.add(component(i));
            }
            return "{" + PAGE + ",\"components\":[" + String.join(",", all) + "]}";
        }

        private static String component(int i) {
            return """
                    {"id":"c%d","name":"Pier %d","status":"operational","created_at":"2016-01-01T00:00:00Z","updated_at":"2016-01-01T00:00:00Z",
                     "position":%d,"description":"Boats to island number %d","showcase":true,"start_date":null,"group_id":null,"page_id":"demo",
                     "group":false,"only_show_if_degraded":false}
                    """.formatted(i, i, i, i);
        }

        static String incidents(int from, int to, int all) {
            var list = new ArrayList<String>();
            for (int i = from; i < to; i++) {
                var begin = LAST.minus(Math.round(DAYS * 24.0 * 60 * i / all), ChronoUnit.MINUTES);
                var end = begin.plus(75, ChronoUnit.MINUTES);
                int pier = i % COMPONENTS + 1;
                int next = pier % COMPONENTS + 1;
                list.add("""
                        {"id":"i%d","name":"No boats from pier %d","status":"resolved","created_at":"%s","updated_at":"%s","monitoring_at":null,
                         "resolved_at":"%s","impact":"major","shortlink":"https://status.larkfield.example/i%d","started_at":"%s","page_id":"demo",
                         "incident_updates":[%s,%s],"components":[%s,%s]}
                        """.formatted(i, pier, begin, end, end, i, begin,
                        update(i, 2, "resolved", "The ramp was freed, boats leave again.", end, back(pier), back(next)),
                        update(i, 1, "investigating", "The ramp of the pier does not move. We are on our way to it.", begin, out(pier), out(next)),
                        component(pier), component(next)));
            }
            return "{" + PAGE + ",\"incidents\":[" + String.join(",", list) + "]}";
        }

        private static String out(int pier) {
            return affected(pier, "operational", "major_outage");
        }

        private static String back(int pier) {
            return affected(pier, "major_outage", "operational");
        }

        private static String affected(int pier, String from, String to) {
            return "{\"code\":\"c%d\",\"name\":\"Pier %d\",\"old_status\":\"%s\",\"new_status\":\"%s\"}".formatted(pier, pier, from, to);
        }

        private static String update(int incident, int number, String status, String body, Instant at, String first, String second) {
            return """
                    {"id":"u%d-%d","status":"%s","body":"%s","incident_id":"i%d","created_at":"%s","updated_at":"%s","display_at":"%s",
                     "affected_components":[%s,%s],"deliver_notifications":false,"custom_tweet":null,"tweet_id":null}
                    """.formatted(incident, number, status, body, incident, at, at, at, first, second);
        }
    }
}
