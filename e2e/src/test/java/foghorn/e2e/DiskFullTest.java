package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk of the data folder is full: readers notice nothing, writers are told why, and all that was acknowledged is kept and told. */
@Timeout(600)
class DiskFullTest {
    private static final int MEGABYTES = 400;
    private static final int SUBSCRIBERS = 10;
    private static final Duration FULL = Duration.ofSeconds(Integer.getInteger("crash.seeds", 1) > 1 ? 10 : 3);
    private static final Duration FULL_AT_LAST = Duration.ofSeconds(60);
    private static final Duration RECOVERED_AFTER = Duration.ofSeconds(30);

    @Test
    void pagesStayAndNothingAcknowledgedIsLost() throws IOException {
        tell("disk full", Story::fill);
    }

    /** PostgreSQL gives up when not even its log has room, and comes back. */
    @Test
    void soItIsWhenTheDatabaseHasToStop() throws IOException {
        tell("disk full, database stopped", Story::fillAndStopDatabase);
    }

    private static void tell(String what, Consumer<Story> trouble) throws IOException {
        Assumptions.assumeTrue(DebianPostgres.isRoot(), "only root can mount a small file system");
        try (var smtp = new SteeredSmtp(new Random(1));
                var foghorn = new Foghorn()) {
            try (var disk = new SmallDisk(foghorn.data(), MEGABYTES)) {
                new Story(foghorn, smtp, disk).tell(what, trouble);
            }
        }
    }

    private static final class Story {
        private final Foghorn foghorn;
        private final SteeredSmtp smtp;
        private final SmallDisk disk;
        private final String api;
        private final String key;
        private final ArrayList<String> acknowledged = new ArrayList<>();

        Story(Foghorn foghorn, SteeredSmtp smtp, SmallDisk disk) {
            this.foghorn = foghorn;
            this.smtp = smtp;
            this.disk = disk;
            foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                    .set("FOGHORN_MAIL_FROM", "status@larkfield.example");
            var made = foghorn.setUp();
            api = foghorn.url("/v1/pages/" + made.get("page_id").asText());
            key = made.get("api_key").asText();
            foghorn.serve();
            new Crowd(foghorn, made.get("organization_id").asText())
                    .join(made.get("page_id").asText(), SUBSCRIBERS);
        }

        void tell(String what, Consumer<Story> trouble) {
            try {
                assertThat(open().statusCode()).isEqualTo(201);
                Await.until("the first incident is told", Duration.ofSeconds(30), () -> smtp.count() == SUBSCRIBERS);
                trouble.accept(this);
                whileFull();
                disk.free();
                long freed = System.nanoTime();
                Await.until("writing works again", RECOVERED_AFTER, () -> open().statusCode() == 201);
                Await.until(
                        "everything acknowledged is told",
                        Duration.ofSeconds(60),
                        () -> new HashSet<>(smtp.received()).size() == acknowledged.size() * SUBSCRIBERS);
                record(what, Duration.ofNanos(System.nanoTime() - freed));
                var known = new EmbeddedData(foghorn.data());
                for (var incident : acknowledged) {
                    assertThat(known.number("select count(*) from incident where id = '%s'".formatted(incident)))
                            .as(incident)
                            .isEqualTo(1);
                }
                assertThat(smtp.received().stream()
                                .map(SmtpSink.Accepted::recipient)
                                .collect(Collectors.toSet()))
                        .hasSize(SUBSCRIBERS);
            } finally {
                foghorn.stop();
            }
        }

        private void record(String what, Duration allSent) {
            var received = smtp.received();
            int distinct = new HashSet<>(received).size();
            int expected = acknowledged.size() * SUBSCRIBERS;
            CrashTable.add(1, what, expected - distinct, received.size() - distinct, distinct == expected, allSent);
        }

        void fill() {
            disk.fill();
        }

        void fillAndStopDatabase() {
            var database = new EmbeddedData(foghorn.data());
            disk.fill();
            assertThatThrownBy(
                            () -> database.execute(
                                    "select pg_logical_emit_message(false, 'test', repeat('x', 1000000)) from generate_series(1, 100)"))
                    .isInstanceOf(IllegalStateException.class);
        }

        private void whileFull() {
            var refusals = new ArrayList<HttpResponse<String>>();
            long start = System.nanoTime();
            // The first writes still find room in pages that are there already.
            while (System.nanoTime() - start < FULL.toNanos()
                    || (refusals.isEmpty() && System.nanoTime() - start < FULL_AT_LAST.toNanos())) {
                var answer = open();
                if (answer.statusCode() != 201) {
                    refusals.add(answer);
                }
                var page = Http.get(foghorn.url("/p/larkfield/"));
                assertThat(page.statusCode()).isEqualTo(200);
            }
            assertThat(refusals).as("the disk was full").isNotEmpty();
            var answers = refusals.stream()
                    .map(answer -> answer.statusCode() + " " + answer.body())
                    .distinct()
                    .toList();
            assertThat(answers)
                    .allMatch(answer -> answer.startsWith("503 "))
                    .anyMatch(answer -> answer.contains("The disk that the database is on is full."));
        }

        private HttpResponse<String> open() {
            var answer = Http.api("POST", api + "/incidents", key, """
                    {"incident":{"name":"The ferry is late","status":"investigating","body":"%s"}}
                    """.formatted("We look into it. ".repeat(500)));
            if (answer.statusCode() == 201) {
                acknowledged.add(Http.json(answer).get("id").asText());
            }
            return answer;
        }
    }
}
