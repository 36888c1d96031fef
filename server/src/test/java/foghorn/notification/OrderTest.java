package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.component.ComponentEvent;
import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes after what: newer notices make older ones needless for people, and programs hear everything in order. */
class OrderTest {
    private static TestDatabase test;

    private Nodes nodes;
    private Town town;
    private Postbox postbox;
    private Postbox hooks;

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
        hooks = nodes.hooks;
    }

    @AfterEach
    void stop() throws InterruptedException {
        nodes.stop();
    }

    private static DeliveryOutcome later() {
        return new DeliveryOutcome.RetryLater("451", "try later", Optional.empty());
    }

    @Test
    void everyNodeKnowsAmongHowManyTheBoundsAreDivided() {
        var first = nodes.start();
        Await.until("alone", () -> first.liveNodes() == 1);
        var second = nodes.start();

        Await.until("both know of each other", () -> first.liveNodes() == 2 && second.liveNodes() == 2);
    }

    @Test
    void whoHasNotHeardTheFirstNoticeHearsTheUpdateInstead() {
        town.follow(Nodes.people(1_000));
        postbox.takeTime(Duration.ofMillis(100));
        nodes.start();
        var incident = town.open("Now", true);
        Await.until("some are told", () -> postbox.sent.size() > 20);
        town.update(incident, "We know more.");

        Await.until(
                "all have heard the update",
                () -> town.events().size() == 2
                        && town.deliveries(town.events().get(1)).equals(Map.of("sent", 1_000L)));
        var first = town.deliveries(town.events().getFirst());
        assertThat(first.getOrDefault("superseded", 0L)).isPositive();
        assertThat(first.getOrDefault("superseded", 0L) + first.getOrDefault("sent", 0L))
                .isEqualTo(1_000);
        for (var person : Nodes.people(1_000)) {
            assertThat(postbox.eventsTo(person))
                    .as("in order, and the newest last")
                    .isIn(town.events(), List.of(town.events().get(1)));
        }
    }

    @Test
    void whatWaitsForARetryIsNeedlessOnceThereIsMoreToSay() {
        town.follow("slow@a.example");
        postbox.answer("slow@a.example", later());
        nodes.start();
        var incident = town.open("Now", true);
        Await.until("waits", () -> town.deliveries().equals(Map.of("retry", 1L)));

        town.update(incident, "We know more.");
        Await.until("the update is sent", () -> town.deliveries().getOrDefault("sent", 0L) == 1);
        town.clock.pass(Duration.ofMinutes(1));

        Await.until("the first is needless", () -> town.deliveries().equals(Map.of("sent", 1L, "superseded", 1L)));
        assertThat(postbox.sent).hasSize(2);
    }

    @Test
    void anAttemptThatFailsAfterTheUpdateIsNotTriedAgain() {
        town.follow("slow@a.example");
        postbox.answer("slow@a.example", later());
        postbox.takeTime(Duration.ofSeconds(1));
        nodes.start();
        var incident = town.open("Now", true);
        Await.until("under way", () -> town.deliveries().equals(Map.of("sending", 1L)));
        town.update(incident, "We know more.");

        Await.until("needless at once", () -> town.deliveries().equals(Map.of("sent", 1L, "superseded", 1L)));
    }

    @Test
    void theStartOfAMaintenanceIsToldWhateverFollows() {
        town.follow("slow@a.example");
        postbox.answer("slow@a.example", later());
        nodes.start();
        var incident = town.open("Quiet", false);
        town.post(
                incident,
                "identified",
                "It begins.",
                (update, version) -> new IncidentEvent.Started(incident, update, version, true));
        Await.until("waits", () -> town.deliveries().equals(Map.of("retry", 1L)));

        town.update(incident, "Half done.");
        Await.until("the update is sent", () -> town.deliveries().equals(Map.of("retry", 1L, "sent", 1L)));
        town.clock.pass(Duration.ofMinutes(1));

        Await.until("both are told", () -> town.deliveries().equals(Map.of("sent", 2L)));
    }

    @Test
    void aProgramHearsEverythingInOrderAndTheLaterWaitsForTheEarlier() {
        town.hook("https://a.example/hook", "https://b.example/hook");
        hooks.answer("https://a.example/hook", later(), later());
        nodes.start();
        var incident = town.open("Now", true);
        town.update(incident, "Second.");
        town.update(incident, "Third.");

        Await.until(
                "the other has all",
                () -> hooks.eventsTo("https://b.example/hook").size() == 3);
        Await.until("two wait behind one", () -> town.deliveries().equals(Map.of("sent", 3L, "retry", 3L)));
        assertThat(town.count("select count(*) from delivery where state = 'retry' and retry_at is null"))
                .isEqualTo(2);
        assertThat(hooks.eventsTo("https://a.example/hook"))
                .containsOnly(town.events().getFirst());

        town.clock.pass(Duration.ofMinutes(10));
        Await.until(
                "second attempt", () -> hooks.eventsTo("https://a.example/hook").size() == 2);
        town.clock.pass(Duration.ofMinutes(30));
        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 6L)));
        var events = town.events();
        assertThat(hooks.eventsTo("https://a.example/hook"))
                .containsExactly(events.get(0), events.get(0), events.get(0), events.get(1), events.get(2));
    }

    @Test
    void somethingNewMakesWhatWaitsDueAtOnceButNotMoreThanOnceAMinute() {
        town.hook("https://a.example/hook");
        hooks.answer("https://a.example/hook", later(), later(), later());
        nodes.start();
        var incident = town.open("Now", true);
        Await.until(
                "first attempt",
                () -> hooks.sent.size() == 1 && town.deliveries().equals(Map.of("retry", 1L)));
        town.clock.pass(Duration.ofSeconds(10));
        Await.until(
                "second attempt",
                () -> hooks.sent.size() == 2 && town.deliveries().equals(Map.of("retry", 1L)));

        town.update(incident, "At once.");
        Await.until("it waits behind", () -> town.deliveries().equals(Map.of("retry", 2L)));
        assertThat(hooks.sent).as("the last attempt was just now").hasSize(2);
        town.clock.pass(Duration.ofSeconds(61));
        town.update(incident, "A minute later.");

        Await.until("tried before its time", () -> hooks.sent.size() == 3);
    }

    @Test
    void whatIsTakenBackInBetweenLetsTheRestWaitOn() {
        town.hook("https://a.example/hook");
        hooks.takeTime(Duration.ofSeconds(3));
        nodes.start();
        town.open("First", true);
        Await.until("under way", () -> town.deliveries().equals(Map.of("sending", 1L)));
        var second = town.open("Second", true);
        town.open("Third", true);
        Await.until("two wait behind it", () -> town.deliveries().equals(Map.of("sending", 1L, "retry", 2L)));

        town.append(new IncidentEvent.Deleted(second));
        Await.until(
                "one waits on", () -> town.deliveries().equals(Map.of("sending", 1L, "cancelled", 1L, "retry", 1L)));
        assertThat(town.count("select count(*) from delivery where state = 'retry' and retry_at is null"))
                .isEqualTo(1);

        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 2L, "cancelled", 1L)));
        var events = town.events();
        assertThat(hooks.eventsTo("https://a.example/hook")).containsExactly(events.get(0), events.get(2));
    }

    @Test
    void twoNodesKeepTheOrder() {
        var endpoints = IntStream.range(0, 150)
                .mapToObj(i -> "https://h" + i + ".example/hook")
                .toArray(String[]::new);
        town.hook(endpoints);
        hooks.takeTime(Duration.ofMillis(1));
        nodes.start();
        nodes.start();
        var incident = town.open("Now", true);
        for (int i = 0; i < 7; i++) {
            town.update(incident, "Number " + i);
        }

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 1_200L)));
        var events = town.events();
        for (var endpoint : endpoints) {
            assertThat(hooks.eventsTo(endpoint)).isEqualTo(events);
        }
        assertThat(new HashSet<>(hooks.keys())).hasSize(1_200);
    }

    @Test
    void aComponentAloneIsToldToProgramsAlone() {
        town.follow("person@a.example");
        town.hook("https://a.example/hook");
        var component = component();
        nodes.start();
        town.append(changed(component, Optional.empty()));

        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        assertThat(hooks.sent).hasSize(1);
        assertThat(postbox.sent).isEmpty();
    }

    @Test
    void whatASilentUpdateDoesToComponentsIsNotTold() {
        town.hook("https://a.example/hook");
        var component = component();
        nodes.start();
        var quiet = town.open("Quiet", false);
        town.append(changed(component, Optional.of(quiet)));
        town.open("Loud", true);

        Await.until("the loud one is told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        assertThat(town.count("select count(*) from notification_event where component_id is not null"))
                .isZero();
    }

    private static ComponentEvent changed(ComponentId component, Optional<IncidentId> incident) {
        return new ComponentEvent.StatusChanged(
                component, ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE, incident.map(IncidentId::value));
    }

    private ComponentId component() {
        var id = new ComponentId(Ids.next());
        town.change(tx -> tx.createUpdate("""
                insert into component (organization_id, page_id, id, is_group, name, status, position, created_at, updated_at)
                values (:organizationId, :page, :id, false, 'Gate', 'operational', 1, :now, :now)
                """)
                .bind("page", town.page.value())
                .bind("id", id.value())
                .execute());
        return id;
    }

    @Test
    void anEndpointThatFailsTenTimesWithinAnHourIsLeftAloneAndItsContactTold() {
        var id = town.hook("https://a.example/hook", "https://b.example/hook").getFirst();
        hooks.answer(
                "https://a.example/hook",
                IntStream.range(0, 40).mapToObj(i -> later()).toArray(DeliveryOutcome[]::new));
        nodes.start();
        var incident = town.open("Now", true);
        for (int i = 1; i <= 10; i++) {
            int attempts = i;
            Await.until(
                    "attempt " + i,
                    () -> hooks.eventsTo("https://a.example/hook").size() == attempts);
            Await.until("recorded", () -> town.deliveries().getOrDefault("sending", 0L) == 0);
            town.clock.pass(Duration.ofSeconds(80));
            town.update(incident, "Number " + i);
        }

        Await.until("left alone", () -> town.count("select count(*) from subscriber where state = 'quarantined'") == 1);
        assertThat(town.count("select count(*) from direct_message where kind = 'webhook_quarantined'"))
                .isEqualTo(1);
        Await.until("nothing waits", () -> town.deliveries().keySet().stream().noneMatch("retry"::equals));
        Await.until("the other has all", () -> town.count("select count(*) from delivery where state = 'sent'") == 11);
        assertThat(town.count(
                        "select count(*) from subscriber where state = 'quarantined' and purge_at > quarantined_at"))
                .isEqualTo(1);
        assertThat(id).isNotEmpty();
    }

    @Test
    void aMailboxThatIsGoneIsLeftAloneAndOneThatRefusesOnceIsNot() {
        town.follow("gone@a.example", "once@a.example");
        postbox.answer("gone@a.example", new DeliveryOutcome.RecipientGone("550", "no such user"));
        postbox.answer("once@a.example", new DeliveryOutcome.Rejected("554", "not this one"));
        nodes.start();
        town.open("Now", true);

        Await.until("recorded", () -> town.deliveries().equals(Map.of("gone", 1L, "failed", 1L)));
        assertThat(town.count("select count(*) from subscriber where state = 'quarantined'"))
                .isEqualTo(1);
        assertThat(town.count("select count(*) from subscriber where state = 'active'"))
                .isEqualTo(1);
    }

    @Test
    void whatAilsOneChannelStopsNoOther() {
        town.follow(Nodes.people(300));
        town.hook("https://a.example/hook");
        for (var person : Nodes.people(300)) {
            postbox.answer(
                    person,
                    IntStream.range(0, 20)
                            .mapToObj(i -> new DeliveryOutcome.Throttled("no answer", "down", Optional.empty(), false))
                            .toArray(DeliveryOutcome[]::new));
        }
        nodes.start();
        town.open("Now", true);

        Await.until("the hook has heard", () -> hooks.sent.size() == 1);
        assertThat(town.count("select count(*) from delivery where channel = 'email' and state = 'sent'"))
                .isZero();
        assertThat(postbox.sent.size())
                .as("a server that is away is asked, not stormed")
                .isLessThan(60);
    }
}
