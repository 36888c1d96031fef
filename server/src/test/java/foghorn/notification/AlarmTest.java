package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.db.TestDatabase;
import foghorn.notification.ChannelHealth.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the engine says that a channel needs somebody, and when it does not. */
class AlarmTest {
    private static final Duration PATIENCE = ChannelHealth.PATIENCE.plusSeconds(1);
    private static final DeliveryOutcome AWAY =
            new DeliveryOutcome.Throttled("no answer", "Connection refused", Optional.empty(), false);
    private static final DeliveryOutcome GREYLISTED =
            new DeliveryOutcome.RetryLater("450", "4.2.0 come again", Optional.empty());

    private static TestDatabase test;

    private Nodes nodes;
    private Town town;
    private Postbox postbox;

    @BeforeAll
    static void create() {
        test = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @BeforeEach
    void found() {
        nodes = new Nodes(test);
        town = nodes.town;
        postbox = nodes.postbox;
    }

    @AfterEach
    void stop() throws InterruptedException {
        nodes.stop();
    }

    private void answer(String address, DeliveryOutcome outcome) {
        postbox.answer(address, IntStream.range(0, 1_000).mapToObj(i -> outcome).toArray(DeliveryOutcome[]::new));
    }

    private static ChannelHealth mail(NotificationRoom node) {
        return node.health().getFirst();
    }

    /** What the node says after it has looked once more. */
    private static ChannelHealth next(NotificationRoom node) {
        // One that is under way may have looked before.
        for (int looks = 0; looks < 2; looks++) {
            var before = mail(node);
            Await.until("it looks again", () -> mail(node) != before);
        }
        return mail(node);
    }

    @Test
    void aMailServerThatIsDownIsAnAlarmWithThreeSubscribersToo() {
        for (var address : Nodes.people(3)) {
            town.follow(address);
            answer(address, AWAY);
        }
        var node = nodes.start();
        town.open("Now", true);
        Await.until("three are tried", () -> postbox.sent.size() >= 3);
        assertThat(next(node).state()).as("at once").isEqualTo(State.OK);

        town.clock.pass(PATIENCE);
        Await.until("it says so", () -> mail(node).state() == State.FAILING);
    }

    @Test
    void oneGreylistedAddressAfterAFanOutIsNone() {
        town.follow("fine@a.example", "grey@a.example");
        answer("grey@a.example", GREYLISTED);
        var node = nodes.start();
        town.open("Now", true);
        Await.until("one waits", () -> town.deliveries().equals(Map.of("sent", 1L, "retry", 1L)));
        town.clock.pass(Duration.ofSeconds(40));
        Await.until("it is tried again", () -> mail(node).attempts().getOrDefault("retry_later", 0L) == 2);

        town.clock.pass(PATIENCE);
        assertThat(next(node).state()).isEqualTo(State.OK);
    }

    @Test
    void whatIsPausedIsNotLate() {
        town.follow("grey@a.example");
        postbox.answer("grey@a.example", GREYLISTED);
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("it waits", () -> town.deliveries().equals(Map.of("retry", 1L)));
        node.sending().pause(town.job, town.page, incident);
        town.clock.pass(Duration.ofMinutes(10));

        var health = next(node);
        assertThat(health.oldestDue()).isEmpty();
        assertThat(health.state()).isEqualTo(State.OK);
        node.sending().resume(town.job, town.page, incident);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
    }
}
