package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server is killed in the middle of telling 1,000 endpoints of an incident and its two updates, some times with its database: each hears
 * all three in their order, and what it hears twice is the same message under the same id. {@code -Dcrash.runs=20 -Dcrash.seed=N} runs more.
 */
@Timeout(3600)
class CrashWebhooksTest {
    private static final int ENDPOINTS = 1_000;
    private static final List<String> STORY = List.of("investigating", "identified", "resolved");
    private static final int MESSAGES = ENDPOINTS * STORY.size();
    /** The engine's bound on what one node may have sent and not recorded. */
    private static final int MOST_REPEATED = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void eachEndpointHearsEverythingInOrderAndRepeatsAreFewAndCarryTheSameId() {
        int runs = Integer.getInteger("crash.runs", 2);
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("crash.seed=" + seed);
        var random = new Random(seed);
        try (var foghorn = new Foghorn();
                var sink = new HookSink()) {
            var made = foghorn.setUp();
            var page = made.get("page_id").asText();
            var incidents = foghorn.url("/v1/pages/" + page + "/incidents");
            var key = made.get("api_key").asText();
            foghorn.set("FOGHORN_OUTGOING_ALLOW", "127.0.5.0/24").serve();
            new Crowd(foghorn, made.get("organization_id").asText()).hook(page, sink.endpoints(ENDPOINTS));
            for (int run = 1; run <= runs; ) {
                boolean databaseToo = run % 2 == 0;
                if (killed(foghorn, sink, new Story(incidents, key), random.nextInt(), databaseToo, run)) {
                    run++;
                }
            }
            foghorn.stop();
        }
    }

    /** An incident with everything that is told of it. */
    private record Story(String incidents, String key) {
        /** Posts all of it at once, so that each endpoint has several messages before it. */
        String tell() {
            var opened = Http.api("POST", incidents, key, """
                    {"incident":{"name":"The ferry is late","status":"investigating","body":"We look into it."}}
                    """);
            assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
            var id = Http.json(opened).get("id").asText();
            for (var status : STORY.subList(1, STORY.size())) {
                var posted = Http.api("PATCH", incidents + "/" + id, key, """
                        {"incident":{"status":"%s","body":"And so on."}}
                        """.formatted(status));
                assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
            }
            return id;
        }
    }

    /** One run; false if nothing was being sent at the moment of the kill, so that it does not count. */
    private static boolean killed(
            Foghorn foghorn, HookSink sink, Story story, int chance, boolean databaseToo, int run) {
        sink.clear();
        var database = new EmbeddedData(foghorn.data());
        int killAt = MESSAGES / 10 + Math.floorMod(chance, MESSAGES * 8 / 10);
        var incident = story.tell();
        Await.until("some were told", PATIENCE, () -> sink.count() >= killAt);
        foghorn.kill();
        long sending = database.number("select count(*) from delivery_begun")
                + database.number("select count(*) from delivery where state = 'sending'");
        if (databaseToo) {
            foghorn.killDatabase();
        }
        int atKill = sink.count();
        foghorn.serve();
        long restarted = System.nanoTime();
        Await.until(
                "every delivery is recorded after the restart",
                PATIENCE,
                () -> database.number("""
                        select count(*) from delivery d join notification_event e on e.id = d.event_id
                         where d.state = 'sent' and e.incident_id = '%s'
                        """.formatted(incident)) == MESSAGES);
        boolean counts = sending > 0 && atKill < MESSAGES;
        check(sink, Duration.ofNanos(System.nanoTime() - restarted), databaseToo, counts ? run : 0);
        return counts;
    }

    /** @param run 0 if it does not stand in the table */
    private static void check(HookSink sink, Duration took, boolean databaseToo, int run) {
        var heard = sink.taken();
        int lost = 0;
        int distinct = 0;
        for (var messages : heard.values()) {
            var told = messages.stream().map(CrashWebhooksTest::status).toList();
            assertThat(told.stream().map(STORY::indexOf).toList())
                    .as("in order")
                    .isSorted()
                    .doesNotContain(-1);
            lost += STORY.size() - new HashSet<>(told).size();
            distinct += new HashSet<>(
                            messages.stream().map(HookSink.Taken::webhookId).toList())
                    .size();
        }
        lost += (ENDPOINTS - heard.size()) * STORY.size();
        int repeated = sink.count() - distinct;
        System.out.printf("run %d: lost %d, repeated %d, all sent %d ms%n", run, lost, repeated, took.toMillis());
        if (run > 0) {
            var what = databaseToo ? "WEBHOOKS, SERVER and DATABASE killed" : "WEBHOOKS, SERVER killed";
            CrashTable.add(run, what, lost, repeated, distinct == MESSAGES, took);
        }
        assertThat(lost).isZero();
        assertThat(distinct).as("a repeat has the same id").isEqualTo(MESSAGES);
        assertThat(repeated).isLessThanOrEqualTo(MOST_REPEATED);
    }

    private static String status(HookSink.Taken message) {
        return Http.json(message.body()).at("/incident/status").asText();
    }
}
