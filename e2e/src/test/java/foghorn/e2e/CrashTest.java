package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server is killed in the middle of telling 5,000 subscribers, some times with its database: nobody is left out, and who hears twice
 * hears the same message under the same key. {@code -Dcrash.runs=10 -Dcrash.seed=N} runs more.
 */
@Timeout(1200)
class CrashTest {
    private static final int SUBSCRIBERS = 5_000;
    /** The engine's bound on what one node may have claimed and not recorded. */
    private static final int MOST_REPEATED = 500;

    private static final Duration ALL_SENT_AFTER_RESTART = Duration.ofSeconds(30);

    @Test
    void nobodyIsLeftOutAndRepeatsAreFewAndCarryTheSameKey() {
        int runs = Integer.getInteger("crash.runs", 2);
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("crash.seed=" + seed);
        var random = new Random(seed);
        try (var foghorn = new Foghorn()) {
            var made = foghorn.setUp();
            var page = made.get("page_id").asText();
            var api = foghorn.url("/v1/pages/" + page);
            var key = made.get("api_key").asText();
            try (var sink = new SmtpSink()) {
                mailTo(foghorn, sink).serve();
                new Crowd(foghorn, made.get("organization_id").asText()).join(page, SUBSCRIBERS);
                long start = System.nanoTime();
                open(api, key, "Unkilled");
                Await.until("all were told", Duration.ofSeconds(60), () -> sink.count() >= SUBSCRIBERS);
                var took = Duration.ofNanos(System.nanoTime() - start);
                System.out.printf("unkilled: %d in %d ms%n", SUBSCRIBERS, took.toMillis());
                assertThat(took).isLessThan(Duration.ofSeconds(10));
                foghorn.stop();
            }
            for (int run = 1; run <= runs; ) {
                boolean databaseToo = run % 2 == 0;
                if (killed(foghorn, api, key, random, databaseToo, run)) {
                    run++;
                }
            }
        }
    }

    /** One run; false if nothing was being sent at the moment of the kill, so that it does not count. */
    private static boolean killed(
            Foghorn foghorn, String api, String key, Random random, boolean databaseToo, int run) {
        try (var sink = new SmtpSink()) {
            mailTo(foghorn, sink).serve();
            var database = new EmbeddedData(foghorn.data());
            int killAt = SUBSCRIBERS / 10 + random.nextInt(SUBSCRIBERS * 8 / 10);
            open(api, key, "Killed at " + killAt);
            Await.until("some were told", Duration.ofSeconds(60), () -> sink.count() >= killAt);
            foghorn.kill();
            long sending = database.number("select count(*) from delivery_begun");
            if (databaseToo) {
                foghorn.killDatabase();
            }
            int atKill = sink.count();
            foghorn.serve();
            long restarted = System.nanoTime();
            Await.until(
                    "every delivery is recorded after the restart",
                    ALL_SENT_AFTER_RESTART,
                    () -> database.number("""
                            select count(*) from delivery d join notification_event e on e.id = d.event_id
                             where d.state = 'sent' and e.page_seq = (select max(page_seq) from notification_event)
                            """) == SUBSCRIBERS);
            var took = Duration.ofNanos(System.nanoTime() - restarted);
            var accepted = sink.accepted();
            var recipients = accepted.stream().map(SmtpSink.Accepted::recipient).collect(Collectors.toSet());
            var distinct = new HashSet<>(accepted);
            int repeated = accepted.size() - distinct.size();
            System.out.printf(
                    "run %d: killed at %d of %d, sending %d, database killed %b: lost %d, repeated %d, all sent %d ms after the restart%n",
                    run,
                    atKill,
                    SUBSCRIBERS,
                    sending,
                    databaseToo,
                    SUBSCRIBERS - recipients.size(),
                    repeated,
                    took.toMillis());
            boolean counts = sending > 0 && atKill < SUBSCRIBERS;
            if (counts) {
                CrashTable.add(
                        run,
                        databaseToo ? "SERVER and embedded DATABASE killed" : "SERVER killed, embedded database",
                        SUBSCRIBERS - recipients.size(),
                        repeated,
                        distinct.size() == recipients.size(),
                        took);
            }
            assertThat(recipients).hasSize(SUBSCRIBERS);
            assertThat(distinct).as("a repeat has the same Message-ID").hasSize(SUBSCRIBERS);
            assertThat(repeated).isLessThanOrEqualTo(MOST_REPEATED);
            foghorn.stop();
            return counts;
        }
    }

    private static Foghorn mailTo(Foghorn foghorn, SmtpSink sink) {
        return foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + sink.port)
                .set("FOGHORN_MAIL_FROM", "status@larkfield.example");
    }

    private static void open(String api, String key, String name) {
        var answer = Http.api("POST", api + "/incidents", key, """
                {"incident":{"name":"%s","status":"investigating","body":"We look into it."}}
                """.formatted(name));
        assertThat(answer.statusCode()).isEqualTo(201);
    }
}
