package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.e2e.SteeredSmtp.Manner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Server or database are killed at each step between an incident and the record of its last mail. Nobody is left out, and who hears twice
 * hears the same message. A step is reached by standing in its way from outside, with a lock in the database or a mail server that does not
 * answer, so the moment is sure. {@code -Dcrash.seeds=20} runs more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
class CrashStepsTest {
    private final CrashSite site = new CrashSite();

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

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void whoeverIsKilledAtWhateverStepNobodyIsLeftOut() throws Exception {
        for (int seed = 1; seed <= CrashSite.SEEDS; seed++) {
            for (var step : Step.values()) {
                for (var victim : Victim.values()) {
                    killed(seed, step, victim);
                }
            }
        }
    }

    private void killed(int seed, Step step, Victim victim) throws Exception {
        site.begin(seed);
        var what = step + ", " + victim + " killed";
        String incident;
        try (var obstacle = new Obstacle()) {
            incident = bring(step, obstacle);
            switch (victim) {
                case SERVER -> site.foghorn.kill();
                case DATABASE -> site.database.kill();
            }
        }
        site.smtp.become(Manner.TAKE);
        long restarted = System.nanoTime();
        switch (victim) {
            case SERVER -> site.foghorn.serve();
            case DATABASE -> site.database.start();
        }
        site.telling.awaitSent(what, incident, CrashSite.PATIENCE);
        // With every node alive nothing is sent again.
        site.telling.check(seed, what, restarted, victim == Victim.SERVER ? CrashSite.MOST_REPEATED : 0);
    }

    /** Opens an incident and holds the telling of it at a step; returns the incident. */
    private String bring(Step step, Obstacle obstacle) throws Exception {
        switch (step) {
            case AFTER_OUTBOX -> {
                obstacle.run("select pg_advisory_lock(hashtextextended('notification.relay:" + site.page + "', 0))");
                var incident = site.telling.open();
                site.pause(100);
                assertThat(site.database.number(
                                "select count(*) from notification_event where incident_id = '%s'".formatted(incident)))
                        .isZero();
                return incident;
            }
            case CUTTING_TRANCHES -> {
                obstacle.run("begin; lock table tranche in share mode");
                var incident = site.telling.open();
                awaitBlocked("insert into tranche");
                return incident;
            }
            case AFTER_CLAIM -> {
                site.smtp.become(Manner.HOLD_MAIL);
                var incident = site.telling.open();
                Await.until(
                        "something is claimed, nothing sent",
                        CrashSite.PATIENCE,
                        () -> site.smtp.held() > 0 && sending(incident) > 0);
                site.pause(200);
                assertThat(site.smtp.count()).isZero();
                return incident;
            }
            case AFTER_DATA -> {
                site.smtp.becomeAt(1 + site.random.nextInt(CrashSite.SUBSCRIBERS - 100), Manner.HOLD_ANSWER);
                var incident = site.telling.open();
                Await.until(
                        "a message is taken and not answered",
                        CrashSite.PATIENCE,
                        () -> site.smtp.held() > 0 && sending(incident) > 0);
                site.pause(200);
                return incident;
            }
            case BEFORE_RECORD -> {
                site.smtp.becomeAt(1 + site.random.nextInt(CrashSite.SUBSCRIBERS / 2), Manner.HOLD_ANSWER);
                var incident = site.telling.open();
                Await.until("a message is taken and not answered", CrashSite.PATIENCE, () -> site.smtp.held() > 0);
                obstacle.run("begin; lock table delivery in share mode");
                site.smtp.become(Manner.TAKE);
                awaitBlocked("insert into delivery");
                return incident;
            }
        }
        throw new IllegalStateException();
    }

    private long sending(String incident) {
        return site.database.number("""
                select count(*) from delivery_begun b join notification_event e on e.id = b.event_id
                 where e.incident_id = '%s'
                """.formatted(incident));
    }

    private void awaitBlocked(String statement) {
        Await.until(statement + " waits", CrashSite.PATIENCE, () -> site.database.number("""
                        select count(*) from pg_stat_activity
                         where usename = 'foghorn_app' and wait_event_type = 'Lock' and query ilike '%%%s%%'
                        """.formatted(statement)) > 0);
    }

    /** A connection that stands in the way with what it has locked. */
    private final class Obstacle implements AutoCloseable {
        private final List<Connection> connections = new ArrayList<>();

        void run(String sql) throws SQLException {
            var connection = site.database.connect();
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
