package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foghorn.e2e.SteeredSmtp.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The clock of a node leaps while it tells thousands, and later leaps back. Nobody is left out and nobody hears twice, since no node is
 * lost; what is to be tried again is neither hastened nor put off; the node says what ails it, and goes on when its clock is right.
 * {@code -Dcrash.seeds=20} runs more; the table is kept in {@code target/crash.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class ClockLeapTest {
    private static final int SUBSCRIBERS = 2_000;
    private static final int SEEDS = Integer.getInteger("crash.seeds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The clock is looked at every second, and then asked about. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    /** A node without a heartbeat is counted for 15 seconds. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final Random random = new Random();
    private DebianPostgres database;
    private Foghorn foghorn;
    private SteeredSmtp smtp;
    private ClockedNode node;
    private String page;
    private String key;
    private Telling telling;

    enum Leap {
        HOUR_ON("clock+1h", Duration.ofHours(1)),
        HOUR_BACK("clock-1h", Duration.ofHours(-1)),
        DAY_ON("clock+1d", Duration.ofDays(1)),
        DAY_BACK("clock-1d", Duration.ofDays(-1));

        private final String step;
        private final Duration by;

        Leap(String step, Duration by) {
            this.step = step;
            this.by = by;
        }
    }

    @BeforeAll
    void start() {
        database = new DebianPostgres();
        smtp = new SteeredSmtp(random);
        foghorn = settings(new Foghorn());
        var made = foghorn.setUp();
        page = foghorn.url("/v1/pages/" + made.get("page_id").asText());
        key = made.get("api_key").asText();
        telling = new Telling(database, smtp, page, key, SUBSCRIBERS);
        node = new ClockedNode(foghorn);
        new Crowd(foghorn, made.get("organization_id").asText(), database.app())
                .join(made.get("page_id").asText(), SUBSCRIBERS);
    }

    private Foghorn settings(Foghorn one) {
        return database.use(one)
                .set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                .set("FOGHORN_MAIL_FROM", "status@larkfield.example");
    }

    @AfterAll
    void stop() throws IOException {
        node.close();
        foghorn.close();
        smtp.close();
        database.close();
    }

    @Test
    void aNodeWhoseClockLeapsWaitsUntilItIsRightAndTellsTheRest() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var leap : Leap.values()) {
                alone(seed, leap);
            }
        }
    }

    private void alone(int seed, Leap leap) {
        random.setSeed(seed);
        telling.begin();
        smtp.become(Manner.MOODY);
        smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS / 8), Manner.HOLD_ANSWER);
        var incident = telling.open();
        Await.until("messages are taken and not answered", PATIENCE, () -> smtp.held() > 0);
        node.leap(leap.by);
        // Some are told before the leap is noticed, but never all: the others wait for an answer until then.
        smtp.becomeFor(1 + random.nextInt(SUBSCRIBERS / 20), Manner.MOODY, Manner.HOLD_ANSWER);
        awaitWrong(leap);
        smtp.become(Manner.MOODY);
        Await.until(
                "what it had claimed is written down",
                PATIENCE,
                () -> database.number("select count(*) from claim") == 0);
        assertTimesAreRight(incident);
        assertThat(database.number("select count(*) from tranche where state = 'waiting'"))
                .as("some are not told yet")
                .isPositive();
        assertNothingIsSent();
        assertWhatIsWrittenHasTheRightTime();

        long right = System.nanoTime();
        node.leap(leap.by.negated());
        Await.until("it is well again", NOTICED, () -> node.isAll("ok"));
        assertTimesAreRight(incident);
        smtp.become(Manner.TAKE);
        telling.awaitSent(leap.step, incident, PATIENCE);
        telling.check(seed, leap.step, right, 0);
    }

    @Test
    void anotherNodeTellsTheRestMeanwhile() throws IOException {
        var second = settings(new Foghorn())
                .set(
                        "FOGHORN_MASTER_KEY_FILE",
                        foghorn.data().resolve("master.key").toString());
        try (second;
                var healthy = new ClockedNode(second)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                for (var leap : Leap.values()) {
                    beside(healthy, seed, leap);
                }
            }
        }
    }

    private void beside(ClockedNode healthy, int seed, Leap leap) throws IOException {
        var what = leap.step + ", one of two nodes";
        var claims = "select count(*) from claim where node_id = '%s'"
                .formatted(Files.readString(foghorn.data().resolve("node-id")).strip());
        random.setSeed(seed);
        telling.begin();
        smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS / 4), Manner.HOLD_ANSWER);
        var incident = telling.open();
        Await.until(
                "both are sending",
                PATIENCE,
                () -> smtp.held() > 0 && database.number("select count(distinct node_id) from claim") == 2);
        node.leap(leap.by);
        awaitWrong(leap);
        long noticed = System.nanoTime();
        smtp.become(Manner.TAKE);
        Await.until("what it had claimed is written down", PATIENCE, () -> database.number(claims) == 0);
        telling.awaitSent(what, incident, PATIENCE);
        assertTimesAreRight(incident);
        telling.check(seed, what, noticed, 0);

        telling.begin();
        long asked = System.nanoTime();
        var late = telling.open();
        telling.awaitSent(what, late, PATIENCE);
        assertTimesAreRight(late);
        telling.check(seed, what + ", opened there", asked, 0);
        assertThat(database.number(claims)).isZero();
        assertThat(node.isAll("wrong_clock")).isTrue();
        assertThat(healthy.isAll("ok")).isTrue();
        if (leap == Leap.HOUR_ON) {
            Await.until("the other one has the bounds alone", FORGOTTEN, () -> healthy.nodes() == 1);
        }
        node.leap(leap.by.negated());
        Await.until("it is well again", NOTICED, () -> node.isAll("ok"));
        Await.until("both have a share", NOTICED, () -> healthy.nodes() == 2 && node.nodes() == 2);
    }

    private void awaitWrong(Leap leap) {
        Await.until("it says that its clock is wrong", NOTICED, () -> node.isAll("wrong_clock"));
        assertThat(node.secondsOff()).isCloseTo(leap.by.abs().toSeconds(), within(5.0));
    }

    /** All times of an incident's deliveries are those at which it happened, and the first retries come when they should. */
    private void assertTimesAreRight(String incident) {
        assertThat(database.number("""
                        select count(*) from delivery d join notification_event e on e.id = d.event_id
                         where e.incident_id = '%s'
                           and (e.event_at not between clock_timestamp() - interval '5 min' and clock_timestamp() + interval '2 s'
                                or d.created_at not between e.event_at and clock_timestamp() + interval '2 s'
                                or d.attempted_at not between e.event_at and clock_timestamp() + interval '2 s'
                                or d.done_at not between e.event_at and clock_timestamp() + interval '2 s'
                                or d.retry_at > clock_timestamp() + interval '40 s'
                                or d.attempts = 1 and d.retry_at < d.attempted_at + interval '25 s')
                        """.formatted(incident)))
                .as("deliveries with a wrong time")
                .isZero();
    }

    private void assertNothingIsSent() {
        int before = smtp.count();
        int refused = smtp.troubled();
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            assertThat(smtp.count()).isEqualTo(before);
            assertThat(smtp.troubled()).as("attempts that are refused").isEqualTo(refused);
            Thread.onSpinWait();
        }
    }

    /** What the team does on this node meanwhile happens now. */
    private void assertWhatIsWrittenHasTheRightTime() {
        var answer = Http.api("POST", page + "/components", key, """
                {"component":{"name":"North quay","status":"operational"}}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Instant.parse(Http.json(answer).get("created_at").asText()))
                .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }
}
