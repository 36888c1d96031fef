package foghorn.notification.team;

import static foghorn.incident.IncidentStatus.Realtime.INVESTIGATING;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import foghorn.Await;
import foghorn.Cast;
import foghorn.audit.AuditVerifier;
import foghorn.audit.ChainState;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentOptions;
import foghorn.incident.IncidentRoom;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.incident.Maintenance;
import foghorn.incident.OpenIncident;
import foghorn.incident.ReminderIntervals;
import foghorn.incident.RemindersBefore;
import foghorn.incident.ScheduleMaintenance;
import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.Pools;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.due.DueWork;
import foghorn.kit.mail.EmailAddress;
import foghorn.kit.mail.MailSender;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpTransport;
import foghorn.notification.Wire;
import foghorn.page.PageLinks;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database, reached through PgBouncer in transaction mode, remind the team of incidents and maintenances while they are
 * killed and started again and their clock jumps on by hours. The maintenances meanwhile begin and end by themselves.
 */
class TeamReminderNodesTest {
    private static final Instant START = Instant.parse("2026-05-04T09:00:00.123Z");
    private static final int MAINTENANCES = 16;
    private static final List<String> INTERVALS = List.of("", "[1, 5]", "4", "[2, 3, 7, 11, 23]", "", "[]");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.11", ServerSetup.PROTOCOL_SMTP));
    private final Random random = new Random(20_261_122);
    private final TestDatabase postgres = TestDatabase.createBehindPooler();
    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final Database database = postgres.database(clock::get);
    private final Cast cast = Cast.on(database);
    private final IncidentRoom incidents = new IncidentRoom(database);
    private final SmtpTransport smtp = transport();

    /** Of each incident, after how many hours the team is reminded of it. */
    private final Map<String, List<Integer>> hoursOf = new LinkedHashMap<>();

    /** Of each maintenance, when it begins. */
    private final Map<String, Instant> beginOf = new LinkedHashMap<>();

    private SmtpTransport transport() {
        mails.start();
        return new SmtpTransport(
                new SmtpSettings(
                        "127.0.0.11", mails.getSmtp().getPort(), SmtpSettings.Encryption.OFFERED, Optional.empty()),
                4);
    }

    @AfterEach
    void close() {
        smtp.close();
        mails.stop();
        postgres.close();
    }

    /** A node, and the wire to its database, which is cut when it is killed. */
    private final class Node implements AutoCloseable {
        private final Wire wire = new Wire(postgres.app().url());
        private final HikariDataSource pool = Pools.open(new DatabaseAccess(
                wire.jdbcUrl(), postgres.app().user(), postgres.app().password()));
        private final List<DueWork> work;

        Node() {
            var own = new Database(pool, clock::get);
            var team = new TeamRoom(new TeamRoom.Needs(
                    own,
                    cast.room().reminders(),
                    cast.room().accounts(),
                    smtp,
                    MailSender.plain(EmailAddress.of("from", "status@larkfield.example")),
                    new PageLinks(URI.create("https://console.example"), Optional.empty())));
            work = List.of(
                    new IncidentRoom(own).dueWork(() -> true), team.reminding(() -> true), team.sending(() -> true));
            work.forEach(DueWork::start);
        }

        @Override
        public void close() {
            wire.cut();
            for (var each : work) {
                try {
                    each.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            pool.close();
            wire.close();
        }
    }

    @Test
    void theTeamIsRemindedOnceHoweverManyNodesDie() throws Exception {
        INTERVALS.forEach(this::open);
        for (int i = 0; i < MAINTENANCES; i++) {
            plan(START.plus(Duration.ofMinutes(4 * 60 + random.nextInt(20 * 60))));
        }
        var expected = new ArrayList<String>();
        var nodes = new ArrayList<Node>(List.of(new Node(), new Node()));
        try {
            Await.until("what is unfinished is known", PATIENCE, this::isSettled);
            while (clock.get().isBefore(START.plus(Duration.ofHours(30)))) {
                var before = clock.get();
                var now = clock.updateAndGet(time -> time.plus(Duration.ofHours(1 + random.nextInt(4))));
                expected.addAll(told(before, now));
                int left = random.nextInt(1 + due());
                Await.until("some is done, or all that is due", PATIENCE, () -> due() <= left);
                nodes.remove(random.nextInt(2)).close();
                nodes.add(new Node());
                Await.until("nothing is due", PATIENCE, this::isSettled);
            }
        } finally {
            nodes.forEach(Node::close);
        }
        sendTheRest();

        assertThat(
                        strings(
                                "select subject || ' ' || (details::json ->> 'hours') from audit_entry where action = 'team.reminded'"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(strings("select subject_id || ' ' || hours from team_mail"))
                .as("one for Alice of each, and one for Bob of incidents")
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .flatMap(told -> IntStream.range(0, beginOf.containsKey(told.split(" ")[0]) ? 1 : 2)
                                .mapToObj(i -> told))
                        .toList());
        assertThat(strings("select subject_id || hours || account_id from team_mail"))
                .doesNotHaveDuplicates();
        assertMailsCameOnce();
        assertThat(new AuditVerifier(database).verifyAll()).allMatch(ChainState.Intact.class::isInstance);
    }

    /** What the team must hear of when the clock jumps from one time to another: of each thing the newest alone, and no maintenance that has begun. */
    private List<String> told(Instant before, Instant now) {
        var told = new ArrayList<String>();
        hoursOf.forEach((incident, hours) -> hours.stream()
                .filter(hour -> START.plus(Duration.ofHours(hour)).isAfter(before)
                        && !START.plus(Duration.ofHours(hour)).isAfter(now))
                .reduce((earlier, later) -> later)
                .ifPresent(hour -> told.add(incident + " " + hour)));
        beginOf.forEach((maintenance, begin) -> {
            var due = begin.minus(Duration.ofHours(3));
            if (due.isAfter(before) && !due.isAfter(now) && begin.isAfter(now)) {
                told.add(maintenance + " 0");
            }
        });
        return told;
    }

    /** Leases of nodes that were killed while they sent are over sooner than in life. */
    private void sendTheRest() throws SQLException {
        try (var connection = postgres.ownerConnection();
                var statement = connection.createStatement()) {
            statement.execute("update team_mail set lease_until = now() - interval '1 second' where state = 'sending'");
        }
        clock.updateAndGet(now -> now.plus(Duration.ofHours(1)));
        try (var last = new Node()) {
            Await.until(
                    "all mails are done",
                    PATIENCE,
                    () -> strings("select id from team_mail where state in ('waiting', 'sending')")
                            .isEmpty());
        }
    }

    /** A mail comes again only if its node was killed after it had been sent, and then under the same id. */
    private void assertMailsCameOnce() throws MessagingException {
        var came = new HashMap<String, Integer>();
        for (var message : mails.getReceivedMessages()) {
            came.merge(message.getMessageID().replaceFirst("<team-(.*)@.*", "$1"), 1, Integer::sum);
        }
        var sent = strings("select id || ' ' || attempts from team_mail where state = 'sent'");
        assertThat(sent).isNotEmpty().allSatisfy(row -> {
            var parts = row.split(" ");
            assertThat(came).as(row).containsKey(parts[0]);
            assertThat(came.get(parts[0])).as(row).isLessThanOrEqualTo(Integer.parseInt(parts[1]));
        });
        assertThat(strings("select state from team_mail")).isSubsetOf("sent", "needless");
        assertThat(strings("select id from team_mail")).containsAll(came.keySet());
    }

    private void open(String intervals) {
        var given = Optional.of(intervals).filter(text -> !text.isEmpty()).map(ReminderIntervals::new);
        var opened = incidents
                .incidents()
                .open(
                        cast.alice(),
                        cast.page(),
                        new OpenIncident(
                                "Slow checkout",
                                INVESTIGATING,
                                "We are looking.",
                                ComponentChanges.none(),
                                true,
                                IncidentOptions.none(),
                                given,
                                Optional.empty()));
        hoursOf.put(
                opened.incident().id().value(),
                given.map(ReminderIntervals::hours).orElse(ReminderIntervals.USUAL_HOURS));
    }

    private void plan(Instant begin) {
        var maintenance = Maintenance.between(begin, begin.plus(Duration.ofMinutes(1 + random.nextInt(120))));
        var planned = incidents
                .incidents()
                .schedule(
                        cast.alice(),
                        cast.page(),
                        new ScheduleMaintenance(
                                "Gate firmware",
                                Scheduled.SCHEDULED,
                                "Gates restart.",
                                automatic(maintenance),
                                ComponentChanges.none(),
                                true,
                                IncidentOptions.none()));
        beginOf.put(planned.incident().id().value(), begin);
    }

    private static Maintenance automatic(Maintenance plan) {
        return new Maintenance(
                plan.scheduledFor(),
                plan.scheduledUntil(),
                RemindersBefore.USUAL,
                plan.remindedAt(),
                true,
                true,
                plan.autoToMaintenanceState(),
                plan.autoToOperationalState(),
                plan.autoNotifyAtStart(),
                plan.autoNotifyAtEnd(),
                plan.due(),
                plan.series());
    }

    /** Steps of maintenances and reminders that are due. */
    private int due() {
        return strings("""
                        select id from incident where due_at <= :now and num_nonnulls(remind_at, begin_at, complete_at) > 0
                        """).size()
                + strings("select subject_id from team_reminder where due_at <= :now")
                        .size();
    }

    private boolean isSettled() {
        return due() == 0 && strings("""
                        select p.id from page p left join consumer_cursor c on c.page_id = p.id and c.consumer = 'team'
                         where p.page_seq > coalesce(c.page_seq, 0)
                        """).isEmpty() && due() == 0;
    }

    private List<String> strings(String sql) {
        return database.read(
                cast.alice(), tx -> tx.createQuery(sql).mapTo(String.class).list());
    }
}
