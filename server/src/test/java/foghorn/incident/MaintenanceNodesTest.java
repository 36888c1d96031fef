package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import foghorn.Await;
import foghorn.audit.AuditVerifier;
import foghorn.audit.ChainState;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.Pools;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.due.DueWork;
import foghorn.notification.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database, reached through PgBouncer in transaction mode, take the steps of many maintenances while they are killed and
 * started again and their clock jumps on by hours.
 */
class MaintenanceNodesTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.createBehindPooler();
    private static final int MAINTENANCES = 24;
    private static final int JUMPS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Random random = new Random(20_261_122);

    MaintenanceNodesTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    /** A node, and the wire to its database, which is cut when it is killed. */
    private final class Node implements AutoCloseable {
        private final Wire wire = new Wire(POSTGRES.app().url());
        private final HikariDataSource pool = Pools.open(new DatabaseAccess(
                wire.jdbcUrl(), POSTGRES.app().user(), POSTGRES.app().password()));
        private final DueWork work = new IncidentRoom(new Database(pool, clock::get)).dueWork(() -> true);

        Node() {
            work.start();
        }

        @Override
        public void close() {
            wire.cut();
            try {
                work.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            pool.close();
            wire.close();
        }
    }

    @Test
    void everyStepIsTakenOnceHoweverManyNodesDie() {
        var planned = new ArrayList<IncidentDetails>();
        for (int i = 0; i < MAINTENANCES; i++) {
            var begin = START.plusSeconds(1).plus(Duration.ofMinutes(61 + random.nextInt(20 * 60)));
            planned.add(plan(begin, begin.plus(Duration.ofMinutes(1 + random.nextInt(240)))));
        }
        var nodes = new ArrayList<Node>(List.of(new Node(), new Node()));
        try {
            for (int jump = 0; jump < JUMPS; jump++) {
                clock.updateAndGet(now -> now.plus(Duration.ofHours(1 + random.nextInt(4))));
                int left = random.nextInt(MAINTENANCES);
                Await.until("some is done, or all that is due", PATIENCE, () -> due().size() <= left);
                nodes.remove(random.nextInt(2)).close();
                nodes.add(new Node());
            }
            clock.set(START.plus(Duration.ofHours(48)));
            Await.until("nothing is due", PATIENCE, () -> due().isEmpty());
        } finally {
            nodes.forEach(Node::close);
        }

        assertThat(planned)
                .allSatisfy(each -> assertItWentThroughOnce(incidents.find(cast.alice(), cast.page(), id(each))));
        for (var kind : List.of("maintenance.started", "maintenance.completed")) {
            assertThat(strings("select payload::json ->> 'incident_id' from outbox where page_id = :page and kind = '"
                            + kind + "'"))
                    .as(kind)
                    .hasSize(MAINTENANCES)
                    .doesNotHaveDuplicates();
        }
        assertThat(new AuditVerifier(database).verifyAll()).allMatch(ChainState.Intact.class::isInstance);
    }

    private void assertItWentThroughOnce(IncidentDetails details) {
        var plan = details.incident().maintenance().orElseThrow();
        var steps = details.updates().reversed().stream()
                .map(update -> update.status().wire() + " " + update.displayAt())
                .toList();
        var reminded = plan.remindedAt();
        var expected = new ArrayList<String>();
        expected.add("scheduled " + START);
        reminded.ifPresent(at -> expected.add("scheduled " + plan.scheduledFor().minusSeconds(3_600)));
        expected.add("in_progress " + plan.scheduledFor());
        expected.add("completed " + plan.scheduledUntil());
        assertThat(steps).isEqualTo(expected);
        assertThat(reminded.filter(at -> !at.isBefore(plan.scheduledFor()))).isEmpty();
        assertThat(strings("""
                        select action from audit_entry where subject = '%s' and action = 'maintenance.reminder_skipped'
                         and cast(:page as text) is not null
                        """.formatted(id(details))))
                .as("a reminder is sent, or skipped and written down")
                .hasSize(reminded.isPresent() ? 0 : 1);
    }

    private List<String> due() {
        return database.read(
                cast.alice(),
                tx -> tx.createQuery(
                                "select id from incident where due_at <= :now and num_nonnulls(remind_at, begin_at, complete_at) > 0")
                        .mapTo(String.class)
                        .list());
    }

    private IncidentDetails plan(Instant from, Instant until) {
        var command = new ScheduleMaintenance(
                "Gate firmware",
                Scheduled.SCHEDULED,
                "Gates restart.",
                everything(from, until),
                new ComponentChanges(Map.of(), Optional.of(List.of(api.id(), web.id()))),
                true,
                IncidentOptions.none());
        return incidents.schedule(cast.alice(), cast.page(), command);
    }
}
