package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.Database;
import foghorn.kit.db.DatabaseAccess;
import foghorn.kit.db.Pools;
import foghorn.kit.db.TestDatabase;
import foghorn.notification.DirectoryRepository.Place;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that die and databases that go away: nothing is lost, and nothing is sent twice without need. */
class LossTest {
    private final TestDatabase test = create();
    private final Postbox postbox = new Postbox();
    private Town town;

    /** The database in which the nodes meet. */
    TestDatabase create() {
        return TestDatabase.create();
    }

    @BeforeEach
    void found() {
        town = new Town(test);
    }

    @AfterEach
    void drop() {
        test.close();
    }

    private static String[] people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "@a.example").toArray(String[]::new);
    }

    private Claimer claimer(String node) {
        return new Claimer(town.database, town.subscribers.audience(), town.vault, node, new Postbox());
    }

    private Place place() {
        return new Place(town.organization, town.page);
    }

    /** Makes the tranches of an incident without a running engine. */
    private void relayed() {
        town.open("Now", true);
        var relay = new Relay(town.database, town.subscribers.audience(), List.of(new Postbox()), () -> {});
        assertThat(relay.round()).isTrue();
    }

    /** What a node that died had claimed. */
    private Claimer.Claimed abandoned(String node) {
        return claimer(node).tranche(place(), Lane.FIRST_NOTICE).orElseThrow();
    }

    /** Moves all leases into the past, as if that long had gone by. */
    private void agedBy(int seconds) throws SQLException {
        sql("update claim set lease_until = clock_timestamp() - interval '" + seconds + " s'");
    }

    private void sql(String sql) throws SQLException {
        try (var connection = test.superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aNodeThatComesBackGoesOnAtOnceWithWhatItHadClaimed() throws InterruptedException {
        town.follow(people(250));
        relayed();
        assertThat(abandoned("node-a").items()).isNotEmpty();

        var node = town.node(postbox, town.database, "node-a");
        node.start();

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 250L)));
        assertThat(new HashSet<>(postbox.addresses())).hasSize(250);
        assertThat(postbox.sent).hasSize(250);
        node.stop(Duration.ofSeconds(5));
    }

    @Test
    void anotherNodeTakesOverOnlyWhenTheLeaseIsLongOver() throws Exception {
        town.follow(people(10));
        relayed();
        var number = abandoned("node-a").claim().number();
        var other = claimer("node-b");

        assertThat(other.lost(place(), number)).as("under its lease").isEmpty();
        agedBy(5);
        assertThat(other.lost(place(), number)).as("its node may come back").isEmpty();
        agedBy(16);
        assertThat(other.lost(place(), number).orElseThrow().items()).hasSize(10);
        assertThat(other.lost(place(), number)).as("taken over once").isEmpty();
    }

    @Test
    void whatWasTakenOverIsNotRecordedByTheNodeThatLostIt() throws Exception {
        town.follow(people(3));
        relayed();
        var lost = abandoned("node-a");
        agedBy(16);
        var taken = claimer("node-b").lost(place(), lost.claim().number()).orElseThrow();

        record(lost, lost.items());

        assertThat(town.deliveries()).isEqualTo(Map.of("sending", 3L));
        assertThat(town.count("select count(distinct claim_no) from delivery_begun"))
                .isEqualTo(1);
        assertThat(town.count("select max(claim_no) from delivery_begun"))
                .isEqualTo(taken.claim().number());
    }

    /** Writes down that these were taken, or tries in vain. */
    private void record(Claimer.Claimed claimed, List<Item> items) throws InterruptedException {
        var held = new Held(false);
        held.add(claimed.claim(), items.size());
        var needs = new Recorder.Needs(
                town.database, town.vault, town.subscribers.quarantine(), new Postbox(), new Progress(true));
        var recorder = new Recorder(needs, new Standing(), item -> held.release(item.claim()), () -> {});
        var thread = Thread.ofVirtual().start(recorder);
        items.forEach(item -> recorder.add(new Item.Done(item, Postbox.TAKEN, town.clock.instant(), true)));
        Await.until("written down, if it may be", held::isEmpty);
        thread.interrupt();
        thread.join();
    }

    @Test
    void ofALostClaimOnlyWhatHasNoOutcomeIsTakenOver() throws Exception {
        town.follow(people(3));
        relayed();
        var lost = abandoned("node-a");
        var told = lost.items().get(0);
        var left = lost.items().get(1).recipient().id().value();
        var waiting = lost.items().get(2).recipient().id().value();
        record(lost, List.of(told));
        sql("update subscriber set state = 'unsubscribed' where id = '" + left + "'");
        agedBy(16);

        var taken = claimer("node-b").lost(place(), lost.claim().number()).orElseThrow();

        assertThat(taken.items())
                .extracting(item -> item.recipient().id().value())
                .containsExactly(waiting);
        assertThat(town.deliveries()).isEqualTo(Map.of("sent", 1L, "cancelled", 1L, "sending", 1L));
        assertThat(taken.items().getFirst().since())
                .as("it became due when it was claimed first")
                .isEqualTo(told.since());
    }

    @Test
    void aRenewalTellsANodeWhatItHasLost() throws Exception {
        town.follow(people(3));
        relayed();
        var lost = abandoned("node-a");
        agedBy(16);
        assertThat(claimer("node-b").lost(place(), lost.claim().number())).isPresent();
        var held = new Held(false);
        held.add(lost.claim(), lost.items().size());

        new Leases(town.database, held, new Standing(), "node-a").renew();

        assertThat(lost.claim().awaitFresh()).isFalse();
    }

    @Test
    void aDatabaseThatGoesAwayCausesNoRepetition() throws Exception {
        town.follow(people(1_200));
        postbox.takeTime(Duration.ofMillis(100));
        try (var wire = new Wire(test.app().url());
                var pool = Pools.open(new DatabaseAccess(
                        wire.jdbcUrl(), test.app().user(), test.app().password()))) {
            var node = town.node(postbox, new Database(pool, town.clock), "node-a");
            node.start();
            town.open("Now", true);
            Await.until("under way", () -> postbox.sent.size() > 200);

            wire.cut();
            Await.until("senders have run dry", () -> {
                int before = postbox.sent.size();
                return quiet(before);
            });
            assertThat(postbox.sent.size()).isLessThan(1_200);
            agedBy(600);
            wire.mend();

            Await.until(
                    "all told", Duration.ofSeconds(60), () -> town.deliveries().equals(Map.of("sent", 1_200L)));
            assertThat(postbox.sent).as("nobody twice").hasSize(1_200);
            assertThat(new HashSet<>(postbox.addresses())).hasSize(1_200);
            Await.until("no claim is left", () -> town.count("select count(*) from claim") == 0);
            node.stop(Duration.ofSeconds(5));
        }
    }

    /** Nothing more is sent for a while that is much longer than a sending takes. */
    private boolean quiet(int before) {
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (System.nanoTime() < end) {
            if (postbox.sent.size() != before) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void aNodeThatStopsGivesBackWhatItHasNotSent() throws InterruptedException {
        town.follow(people(600));
        postbox.takeTime(Duration.ofMillis(50));
        var first = town.node(postbox, town.database, "node-a");
        first.start();
        town.open("Now", true);
        Await.until("under way", () -> postbox.sent.size() > 50);
        first.stop(Duration.ofSeconds(10));
        int sent = postbox.sent.size();
        assertThat(town.deliveries().getOrDefault("sent", 0L))
                .as("all that was sent is written down")
                .isEqualTo(sent);

        var second = town.node(postbox, town.database, "node-b");
        second.start();

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 600L)));
        assertThat(postbox.sent).hasSize(600);
        second.stop(Duration.ofSeconds(5));
    }
}
