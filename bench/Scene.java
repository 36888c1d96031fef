import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A product that sends mail to one server, its database and its pages full of subscribers: what the fan-out's benchmarks share. */
final class Scene implements AutoCloseable {
    private static final String OPENING = """
            The gate at the north quay does not open, and boats cannot land there. We are looking into it. Until it is mended boats for
            the islands leave from the south quay, ten minutes later than the timetable says; tickets stay valid.""".replace("\n", " ");
    private static final String UPDATE = """
            The motor of the gate is broken and a new one is on its way from the mainland. It will be built in this afternoon. Until then
            boats leave from the south quay. Whoever has booked with a car is called by the office.""".replace("\n", " ");

    private static final int STUCK_SECONDS = 900;

    final Product product;
    Data data;
    private final List<String> settings;
    private boolean mainPageTaken;

    /** What one telling took: from the request until the last delivery was recorded as sent. */
    record Told(long messages, double seconds, Cpu cpu) {
        double perSecond() {
            return messages / seconds;
        }
    }

    /**
     * @param mailPort 0 for none
     * @param jvm options added to the server's JVM, separated by spaces
     */
    Scene(Path home, int mailPort, String jvm, String... more) throws Exception {
        settings = new ArrayList<>(List.of(more));
        if (!jvm.isEmpty()) {
            // Read after the command line, so it also changes what bin/foghorn has set.
            settings.add("_JAVA_OPTIONS=" + jvm);
        }
        product = new Product(home, with(mailPort));
        data = new Data(product);
    }

    private List<String> with(int mailPort) {
        var all = new ArrayList<>(settings);
        if (mailPort != 0) {
            all.addAll(List.of("FOGHORN_SMTP_URL=smtp://127.0.0.1:" + mailPort, "FOGHORN_MAIL_FROM=status@larkfield.example"));
        }
        return all;
    }

    /** Starts the server anew, with a mail server at this port. */
    void restart(int mailPort) throws Exception {
        data.close();
        product.stop();
        product.start(with(mailPort));
        data = new Data(product);
    }

    /** A page with subscribers at addresses of this domain; returns its id. */
    String page(String name, int subscribers, String domain) throws Exception {
        var id = page(name);
        new Crowd(product, data).join(id, subscribers, domain);
        return id;
    }

    /** A page with webhook endpoints at these URLs; returns its id. */
    String hookPage(String name, int endpoints, IntFunction<String> url) throws Exception {
        var id = page(name);
        new Crowd(product, data).joinHooks(id, endpoints, url);
        return id;
    }

    private String page(String name) throws Exception {
        var id = mainPageTaken ? data.addPage(product, name) : product.pageId;
        mainPageTaken = true;
        return id;
    }

    /** An incident that nobody is told of. */
    String openQuietly(String page) throws Exception {
        return open(page, false);
    }

    String open(String page, boolean tells) throws Exception {
        return Product.field(product.api(page, "POST", "/incidents", """
                {"incident":{"name":"Boats cannot land at the north quay","status":"investigating","body":"%s","deliver_notifications":%b}}
                """.formatted(OPENING, tells)), "id");
    }

    void update(String page, String incident) throws Exception {
        product.api(page, "PATCH", "/incidents/" + incident, """
                {"incident":{"status":"identified","body":"%s"}}
                """.formatted(UPDATE));
    }

    void resolveQuietly(String page, String incident) throws Exception {
        product.api(page, "PATCH", "/incidents/" + incident, """
                {"incident":{"status":"resolved","body":"Boats land again.","deliver_notifications":false}}
                """);
    }

    /** Tells the subscribers of these pages one update each, all pages at once, and waits until the ledger says that all were sent. */
    Told tell(List<String> pages, int subscribersEach, long sinkPid) throws Exception {
        var incidents = new ArrayList<String>();
        for (var page : pages) {
            incidents.add(openQuietly(page));
        }
        long postmaster = data.postmaster();
        var before = Cpu.now(product.process.pid(), postmaster, sinkPid);
        long start = System.nanoTime();
        for (int i = 0; i < pages.size(); i++) {
            update(pages.get(i), incidents.get(i));
        }
        long wanted = (long) pages.size() * subscribersEach;
        awaitSent(incidents);
        double seconds = (System.nanoTime() - start) / 1e9;
        var cpu = Cpu.now(product.process.pid(), postmaster, sinkPid).since(before);
        checkSent(incidents, wanted);
        for (int i = 0; i < pages.size(); i++) {
            resolveQuietly(pages.get(i), incidents.get(i));
        }
        return new Told(wanted, seconds, cpu);
    }

    /** Polls only what is small: the events of these incidents have no tranche, no lease and no retry left. */
    void awaitSent(List<String> incidents) throws Exception {
        var list = "('" + String.join("','", incidents) + "')";
        while (data.number("select count(distinct incident_id) from notification_event where incident_id in " + list)
                < incidents.size()) {
            Thread.sleep(20);
        }
        var events = "(select id from notification_event where incident_id in " + list + ")";
        // The ledger, which costs more to ask, only when the rest is empty.
        var claimed = "select exists (select from tranche where event_id in " + events
                + ") or exists (select from claim where event_id in " + events + ")";
        var retries = "select exists (select from delivery where state = 'retry' and event_id in " + events + ")";
        var done = "select count(*) from delivery d join notification_event e on e.id = d.event_id where d.state = 'sent'"
                + " and e.incident_id in " + list;
        long last = -1;
        long lastAt = System.nanoTime();
        while (data.text(claimed).equals("t") || data.text(retries).equals("t")) {
            Thread.sleep(100);
            if (System.nanoTime() - lastAt > STUCK_SECONDS * 1e9) {
                long now = data.number(done);
                if (now == last) {
                    throw new IllegalStateException("nothing was sent for " + STUCK_SECONDS + " seconds; " + now + " are");
                }
                last = now;
                lastAt = System.nanoTime();
            }
        }
    }

    /** Every delivery is in the ledger, and sent. */
    private void checkSent(List<String> incidents, long wanted) throws Exception {
        long sent = data.number("""
                select count(*) from delivery d join notification_event e on e.id = d.event_id and e.event_month = d.event_month
                 where d.state = 'sent' and e.incident_id in ('%s')
                """.formatted(String.join("','", incidents)));
        if (sent != wanted) {
            throw new IllegalStateException("the ledger has " + sent + " deliveries as sent instead of " + wanted);
        }
    }

    /** Bytes on disk, with indexes, of everything that the ledger keeps, for each delivery in it. */
    double bytesPerDelivery() throws Exception {
        return data.number("""
                select (select sum(pg_total_relation_size(relid)) from pg_partition_tree('delivery'))
                     + pg_total_relation_size('notification_event') + pg_total_relation_size('tranche')
                     + pg_total_relation_size('claim') + pg_total_relation_size('delivery_summary')
                """) / (double) data.number("select count(*) from delivery");
    }

    /** A server that complained has not done what was measured. */
    @Override
    public void close() throws Exception {
        data.close();
        var errors = Files.readAllLines(product.log()).stream().filter(line -> line.contains("ERROR")).limit(5).toList();
        product.close();
        if (!errors.isEmpty()) {
            System.out.println("The server logged errors:\n" + String.join("\n", errors));
        }
    }
}
