package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.incident.IncidentEvent;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.subscriber.Scope;
import foghorn.subscriber.SubscriberService.Subscribe;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes first where much waits: what somebody waits for, and pages in turns. */
class DirectLanesTest {
    private static final int MANY = 2_500;
    /** After so many of them others must have had their turn; less than what is left when a node has claimed its fill. */
    private static final int LONG_BEFORE_THE_END = 1_500;

    private static final Duration SLOW = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static TestDatabase test;

    private Nodes nodes;
    private Town town;
    private Town other;
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
        other = new Town(test, town.key, town.clock);
        postbox = nodes.postbox;
    }

    @AfterEach
    void stop() throws InterruptedException {
        nodes.stop();
    }

    /** Asks so many people of a page to confirm. */
    private static void ask(Town page, String name, int count) {
        page.change(tx -> {
            for (int i = 0; i < count; i++) {
                page.insert(tx, Ids.next(), name + i + "@a.example", "unconfirmed");
            }
        });
        page.subscribers.again().ask(page.job, page.page, Optional.empty());
    }

    private boolean isTold(String address) {
        return postbox.sent.stream()
                .anyMatch(message -> message.recipient().address().value().equals(address));
    }

    @Test
    void confirmationsByTheThousandLetFirstNoticesAndSingleOnesPass() {
        ask(town, "asked", MANY);
        assertThat(town.count("select count(*) from direct_message where state = 'waiting'"))
                .isEqualTo(MANY);
        other.follow("quay@b.example");
        postbox.takeTime(SLOW);
        nodes.start();
        Await.until("they are being asked", () -> postbox.sent.size() > 50);
        town.clock.pass(Duration.ofMillis(10));

        other.open("Now", true);
        var visitor = new Call(new Actor.Viewer(other.organization, other.page), "test");
        other.subscribers
                .service()
                .subscribe(visitor, other.page, new Subscribe("one@b.example", "192.0.2.1", Scope.EVERYTHING));

        Await.until("both are told", LONG, () -> isTold("quay@b.example") && isTold("one@b.example"));
        assertThat(postbox.sent).hasSizeLessThan(LONG_BEFORE_THE_END);
    }

    @Test
    void pagesTakeTurnsWithConfirmationsByTheThousand() {
        ask(town, "many", MANY);
        postbox.takeTime(SLOW);
        nodes.start();
        Await.until("they are being asked", () -> postbox.sent.size() > 50);
        town.clock.pass(Duration.ofMillis(10));

        ask(other, "few", 30);

        Await.until(
                "the few are asked",
                LONG,
                () -> IntStream.range(0, 30).allMatch(i -> isTold("few" + i + "@a.example")));
        assertThat(postbox.sent).hasSizeLessThan(LONG_BEFORE_THE_END);
    }

    @Test
    void allWhoAreToConfirmAreAskedOnce() {
        ask(town, "each", 1_000);
        nodes.start();
        nodes.start();

        Await.until(
                "all are asked",
                LONG,
                () -> town.count("select count(*) from direct_message where state = 'sent'") == 1_000);
        assertThat(postbox.addresses()).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void manyRetriesOfOnePageLetAnotherHaveItsTurn() {
        var people = Nodes.people(MANY);
        for (var address : people) {
            postbox.answer(address, new DeliveryOutcome.RetryLater("451", "later", Optional.empty()));
        }
        town.follow(people);
        other.follow("quay@b.example");
        nodes.start();
        town.open("Now", true);
        Await.until("all wait", LONG, () -> town.deliveries().equals(Map.of("retry", (long) MANY)));
        var incident = other.open("Silent", false);

        postbox.takeTime(SLOW);
        town.clock.pass(Duration.ofMinutes(1));
        Await.until("they are told again", () -> postbox.sent.size() > MANY + 50);
        other.post(
                incident,
                "identified",
                "News.",
                (update, version) -> new IncidentEvent.Updated(incident, update, version, true));

        Await.until("the other page is told", LONG, () -> isTold("quay@b.example"));
        assertThat(postbox.sent).hasSizeLessThan(MANY + LONG_BEFORE_THE_END);
    }

    @Test
    void aMessageThatCannotBeOpenedIsGivenUpAndKeepsNoneWaiting() {
        ask(town, "kept", 20);
        town.change(tx -> {
            tx.createUpdate("""
                    update direct_message set token = '\\x00'
                     where id = (select id from direct_message where state = 'waiting' order by id limit 1)
                    """).execute();
            tx.createUpdate("""
                    update subscriber set address = '\\x00'
                     where id = (select subject_id from direct_message where state = 'waiting' order by id desc limit 1)
                    """).execute();
        });
        town.follow("quay@a.example");
        nodes.start();
        town.open("Now", true);

        Await.until(
                "the others are asked",
                () -> town.count("select count(*) from direct_message where state = 'sent'") == 18);
        assertThat(
                        town.count(
                                "select count(*) from direct_message where state = 'failed' and code = 'unreadable' and token is null"))
                .isEqualTo(2);
        Await.until("and incidents are told", () -> isTold("quay@a.example"));
    }

    @Test
    void oneMessageThatCannotBeOpenedIsGivenUpToo() {
        var visitor = new Call(new Actor.Viewer(town.organization, town.page), "test");
        town.subscribers
                .service()
                .subscribe(visitor, town.page, new Subscribe("one@c.example", "192.0.2.1", Scope.EVERYTHING));
        town.change(tx -> tx.createUpdate("update direct_message set token = '\\x00' where state = 'waiting'")
                .execute());
        nodes.start();

        Await.until(
                "it is given up", () -> town.count("select count(*) from direct_message where state = 'failed'") == 1);
        assertThat(postbox.sent).isEmpty();
    }
}
