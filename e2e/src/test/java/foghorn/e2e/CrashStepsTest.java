package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.e2e.SteeredSmtp.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Server or database are killed at each step between an incident and the record of its last mail; a node is lost; the mail server
 * misbehaves; the database stays away. Nobody is left out, and who hears twice hears the same message. A step is reached by standing in its
 * way from outside, with a lock in the database or a mail server that does not answer, so the moment is sure.
 * {@code -Dcrash.seeds=20} runs more, with the real waiting times; the table is kept in {@code target/crash.txt}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class CrashStepsTest {
    private static final int SUBSCRIBERS = 1_000;
    /** The engine's bound on what one node may have claimed and not recorded. */
    private static final int MOST_REPEATED = 500;

    private static final int SEEDS = Integer.getInteger("crash.seeds", 1);
    private static final boolean LONG = SEEDS > 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AWAY = Duration.ofSeconds(LONG ? 60 : 12);

    private final Random random = new Random();
    private DebianPostgres database;
    private Foghorn foghorn;
    private SteeredSmtp smtp;
    private String page;
    private Telling telling;

    /** Where in the way of an event to its subscribers the kill comes. */
    enum Step {
        AFTER_OUTBOX,
        CUTTING_TRANCHES,
        AFTER_CLAIM,
        AFTER_DATA,
        BEFORE_RECORD
    }

    /** Who is killed. */
    enum Victim {
        SERVER,
        DATABASE
    }

    @BeforeAll
    void start() {
        database = new DebianPostgres();
        foghorn = database.use(new Foghorn());
        smtp = new SteeredSmtp(random);
        foghorn.set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                .set("FOGHORN_MAIL_FROM", "status@larkfield.example");
        var made = foghorn.setUp();
        page = made.get("page_id").asText();
        telling = new Telling(
                database,
                smtp,
                foghorn.url("/v1/pages/" + page),
                made.get("api_key").asText(),
                SUBSCRIBERS);
        foghorn.serve();
        new Crowd(foghorn, made.get("organization_id").asText(), database.app()).join(page, SUBSCRIBERS);
    }

    @AfterAll
    void stop() throws IOException {
        foghorn.close();
        smtp.close();
        database.close();
    }

    @Test
    void whoeverIsKilledAtWhateverStepNobodyIsLeftOut() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var step : Step.values()) {
                for (var victim : Victim.values()) {
                    killed(seed, step, victim);
                }
            }
        }
    }

    private void killed(int seed, Step step, Victim victim) throws Exception {
        begin(seed);
        var what = step + ", " + victim + " killed";
        String incident;
        try (var obstacle = new Obstacle()) {
            incident = bring(step, obstacle);
            switch (victim) {
                case SERVER -> foghorn.kill();
                case DATABASE -> database.kill();
            }
        }
        smtp.become(Manner.TAKE);
        long restarted = System.nanoTime();
        switch (victim) {
            case SERVER -> foghorn.serve();
            case DATABASE -> database.start();
        }
        telling.awaitSent(what, incident, PATIENCE);
        // With every node alive nothing is sent again.
        telling.check(seed, what, restarted, victim == Victim.SERVER ? MOST_REPEATED : 0);
    }

    /** Opens an incident and holds the telling of it at a step; returns the incident. */
    private String bring(Step step, Obstacle obstacle) throws Exception {
        switch (step) {
            case AFTER_OUTBOX -> {
                obstacle.run("select pg_advisory_lock(hashtextextended('notification.relay:" + page + "', 0))");
                var incident = telling.open();
                pause(100);
                assertThat(database.number(
                                "select count(*) from notification_event where incident_id = '%s'".formatted(incident)))
                        .isZero();
                return incident;
            }
            case CUTTING_TRANCHES -> {
                obstacle.run("begin; lock table tranche in share mode");
                var incident = telling.open();
                awaitBlocked("insert into tranche");
                return incident;
            }
            case AFTER_CLAIM -> {
                smtp.become(Manner.HOLD_MAIL);
                var incident = telling.open();
                Await.until(
                        "something is claimed, nothing sent", PATIENCE, () -> smtp.held() > 0 && sending(incident) > 0);
                pause(200);
                assertThat(smtp.count()).isZero();
                return incident;
            }
            case AFTER_DATA -> {
                smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS - 100), Manner.HOLD_ANSWER);
                var incident = telling.open();
                Await.until(
                        "a message is taken and not answered",
                        PATIENCE,
                        () -> smtp.held() > 0 && sending(incident) > 0);
                pause(200);
                return incident;
            }
            case BEFORE_RECORD -> {
                smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS / 2), Manner.HOLD_ANSWER);
                var incident = telling.open();
                Await.until("a message is taken and not answered", PATIENCE, () -> smtp.held() > 0);
                obstacle.run("begin; lock table delivery in share mode");
                smtp.become(Manner.TAKE);
                awaitBlocked("update delivery");
                return incident;
            }
        }
        throw new IllegalStateException();
    }

    private long sending(String incident) {
        return database.number("""
                select count(*) from delivery d join notification_event e on e.id = d.event_id
                 where d.state = 'sending' and e.incident_id = '%s'
                """.formatted(incident));
    }

    private void awaitBlocked(String statement) {
        Await.until(statement + " waits", PATIENCE, () -> database.number("""
                        select count(*) from pg_stat_activity
                         where usename = 'foghorn_app' and wait_event_type = 'Lock' and query ilike '%%%s%%'
                        """.formatted(statement)) > 0);
    }

    @Test
    void whenOneOfTwoWorkersIsLostTheOtherTellsTheRest() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            begin(seed);
            try (var second = database.use(new Foghorn())) {
                second.set(
                                "FOGHORN_MASTER_KEY_FILE",
                                foghorn.data().resolve("master.key").toString())
                        .set("FOGHORN_SMTP_URL", "smtp://127.0.0.1:" + smtp.port())
                        .set("FOGHORN_MAIL_FROM", "status@larkfield.example")
                        .serve();
                smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS / 2), Manner.HOLD_ANSWER);
                var incident = telling.open();
                var node = Files.readString(second.data().resolve("node-id")).strip();
                Await.until(
                        "both are sending",
                        PATIENCE,
                        () -> smtp.held() > 0 && database.number("select count(distinct node_id) from claim") == 2);
                second.kill();
                smtp.become(Manner.TAKE);
                long killed = System.nanoTime();
                if (!LONG) {
                    // A lease and its grace, passed in a moment.
                    database.execute("update claim set lease_until = lease_until - interval '76 s' where node_id = '"
                            + node + "'");
                }
                telling.awaitSent("two workers, one killed", incident, LONG ? Duration.ofSeconds(150) : PATIENCE);
                telling.check(seed, "two workers, one killed", killed, MOST_REPEATED);
            }
        }
    }

    @Test
    void aDatabaseThatStaysAwayRepeatsNothing() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            begin(seed);
            smtp.becomeAt(1 + random.nextInt(SUBSCRIBERS / 2), Manner.HOLD_ANSWER);
            var incident = telling.open();
            Await.until("a message is taken and not answered", PATIENCE, () -> smtp.held() > 0);
            database.stop();
            smtp.become(Manner.TAKE);
            TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
            long back = System.nanoTime();
            database.start();
            telling.awaitSent("database away", incident, PATIENCE);
            telling.check(seed, "database away for " + AWAY.toSeconds() + " s", back, 0);
        }
    }

    @Test
    void aMailServerThatMisbehavesLosesNothing() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var manner : LONG
                    ? List.of(Manner.HANG_UP, Manner.RESET, Manner.MOODY, Manner.HOLD_MAIL, Manner.HOLD_ANSWER)
                    : List.of(Manner.HANG_UP, Manner.RESET, Manner.MOODY)) {
                begin(seed);
                smtp.become(manner);
                var incident = telling.open();
                Await.until("some were treated badly", PATIENCE, () -> smtp.troubled() >= 5);
                if (manner == Manner.HOLD_MAIL || manner == Manner.HOLD_ANSWER) {
                    // Longer than an attempt may take.
                    TimeUnit.SECONDS.sleep(50);
                }
                pause(500);
                smtp.become(Manner.TAKE);
                long good = System.nanoTime();
                telling.awaitSent("mail server " + manner, incident, Duration.ofSeconds(150));
                telling.check(seed, "mail server: " + manner, good, smtp.troubled());
            }
        }
    }

    private void begin(int seed) {
        random.setSeed(seed);
        telling.begin();
    }

    /** The moment of a kill differs from seed to seed. */
    private void pause(int mostMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
    }

    /** A connection that stands in the way with what it has locked. */
    private final class Obstacle implements AutoCloseable {
        private final List<Connection> connections = new ArrayList<>();

        void run(String sql) throws SQLException {
            var connection = database.connect();
            connections.add(connection);
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() {
            for (var connection : connections) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    // killed with its database
                }
            }
        }
    }
}
