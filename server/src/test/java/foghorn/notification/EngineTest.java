package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.component.ComponentId;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.subscriber.Concern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine on a real database, with a channel that answers as told. */
class EngineTest {
    private final TestDatabase test = create();

    private final Postbox postbox = new Postbox();
    private final List<NotificationRoom> nodes = new ArrayList<>();
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
    void stop() throws InterruptedException {
        for (var node : nodes) {
            node.stop(Duration.ofSeconds(5));
        }
        test.close();
    }

    private NotificationRoom started() {
        var node = town.node(postbox);
        node.start();
        nodes.add(node);
        return node;
    }

    private long reach(Optional<IncidentId> incident, Set<ComponentId> components) {
        return town.subscribers.service().reach(town.job, new Concern(town.page, incident, components), "email");
    }

    @Test
    void theReachThatIsShownIsWhoIsTold() {
        var quay = component("Quay", null);
        var group = component("Lines", null);
        var line = component("Line 1", group);
        var other = component("Line 2", null);
        town.follow("all@a.example", "everything@a.example");
        town.change(tx -> {
            town.insert(tx, Ids.next(), "unconfirmed@a.example", "unconfirmed");
            town.insert(tx, Ids.next(), "left@a.example", "unsubscribed");
            town.insert(tx, Ids.next(), "quarantined@a.example", "quarantined");
        });
        scope(town.follow("quay@a.example").getFirst(), quay, null);
        scope(town.follow("group@a.example").getFirst(), group, null);
        scope(town.follow("other@a.example").getFirst(), other, null);
        var earlier = town.open("An earlier one", false);
        scope(town.follow("earlier@a.example").getFirst(), null, earlier.value());

        var reach = reach(Optional.empty(), Set.of(new ComponentId(quay), new ComponentId(line)));
        assertThat(reach).isEqualTo(4);
        started();
        var incident = town.open("Gates stay shut", false);
        touch(incident, quay);
        touch(incident, line);
        town.post(
                incident,
                "identified",
                "It is the gates.",
                (update, version) -> new IncidentEvent.Updated(incident, update, version, true));

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", reach)));
        assertThat(postbox.addresses())
                .containsExactly("all@a.example", "everything@a.example", "group@a.example", "quay@a.example");
        assertThat(reach(Optional.of(earlier), Set.of())).isEqualTo(3);
    }

    @Test
    void nobodyIsToldWithoutTheSwitchOrOfThePast() {
        town.follow("a@a.example");
        started();
        var silent = town.open("Silent", false);
        town.append(new IncidentEvent.Backfilled(silent));
        town.append(new IncidentEvent.Changed(silent));

        Await.until("all read", this::relayIsThrough);
        assertThat(town.count("select count(*) from notification_event")).isZero();
        assertThat(town.deliveries()).isEmpty();
        assertThat(postbox.sent).isEmpty();
    }

    private boolean relayIsThrough() {
        return town.count(
                        "select count(*) from page p join consumer_cursor c on c.page_id = p.id where c.page_seq = p.page_seq")
                == 1;
    }

    @Test
    void whoConfirmedAfterTheEventIsNotTold() {
        town.follow("before@a.example");
        town.open("Now", true);
        town.clock.pass(Duration.ofSeconds(1));
        town.follow("after@a.example");
        started();

        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        assertThat(postbox.addresses()).containsExactly("before@a.example");
    }

    @Test
    void whatIsRefusedForNowIsTriedAgainWithTheSameKey() {
        town.follow("slow@a.example", "fine@a.example");
        postbox.answer(
                "slow@a.example",
                new DeliveryOutcome.RetryLater("451", "try later", Optional.empty()),
                new DeliveryOutcome.RetryLater("451", "try later", Optional.empty()));
        started();
        town.open("Now", true);

        Await.until("one waits", () -> town.deliveries().equals(Map.of("sent", 1L, "retry", 1L)));
        town.clock.pass(Duration.ofSeconds(40));
        Await.until("second attempt", () -> postbox.sent.size() == 3);
        Await.until("one waits", () -> town.deliveries().equals(Map.of("sent", 1L, "retry", 1L)));
        assertThat(postbox.sent).as("the second wait is two minutes").hasSize(3);
        town.clock.pass(Duration.ofMinutes(3));
        Await.until("both told", () -> town.deliveries().equals(Map.of("sent", 2L)));

        assertThat(postbox.sent).hasSize(4);
        assertThat(new HashSet<>(postbox.keys())).hasSize(2);
        assertThat(town.count("select count(*) from claim")).isZero();
        assertThat(town.count("select max(attempts) from delivery")).isEqualTo(3);
    }

    @Test
    void whatFailsForGoodIsWrittenDownForThoseWhoMayRead() {
        town.follow("gone@a.example", "refused@a.example");
        postbox.answer("gone@a.example", new DeliveryOutcome.RecipientGone("550", "no such user"));
        postbox.answer("refused@a.example", new DeliveryOutcome.Rejected("554", "not wanted"));
        var node = started();
        var incident = town.open("Now", true);

        Await.until("both failed", () -> town.deliveries().equals(Map.of("gone", 1L, "failed", 1L)));
        var event = node.ledger().told(town.job, town.page, incident).events().getFirst();
        assertThat(event.count(DeliveryState.GONE)).isEqualTo(1);
        assertThat(event.total()).isEqualTo(2);
        var rows = node.ledger()
                .entries(town.job, town.page, new Ledger.NoticeOf(incident, event.id()), Optional.empty())
                .rows();
        assertThat(rows)
                .extracting(row -> row.error().orElseThrow())
                .containsExactlyInAnyOrder("no such user", "not wanted");
        assertThat(rows)
                .extracting(row -> row.address().orElseThrow())
                .containsExactlyInAnyOrder("g***e@a.example", "r***d@a.example");
    }

    @Test
    void deletingAnIncidentCancelsWhatIsDue() {
        town.follow("slow@a.example");
        postbox.answer("slow@a.example", new DeliveryOutcome.RetryLater("451", "later", Optional.empty()));
        started();
        var incident = town.open("Mistake", true);
        Await.until("waits", () -> town.deliveries().equals(Map.of("retry", 1L)));

        town.change(tx -> tx.createUpdate("update incident set deleted_at = :now where id = :id")
                .bind("id", incident.value())
                .execute());
        town.append(new IncidentEvent.Deleted(incident));

        Await.until("cancelled", () -> town.deliveries().equals(Map.of("cancelled", 1L)));
        town.clock.pass(Duration.ofHours(1));
        Await.until("all read", this::relayIsThrough);
        assertThat(postbox.sent).hasSize(1);
    }

    @Test
    void whoLeavesBeforeTheRetryIsNotTold() {
        var id = town.follow("slow@a.example").getFirst();
        postbox.answer("slow@a.example", new DeliveryOutcome.RetryLater("451", "later", Optional.empty()));
        started();
        town.open("Now", true);
        Await.until("waits", () -> town.deliveries().equals(Map.of("retry", 1L)));

        town.change(tx -> tx.createUpdate("update subscriber set state = 'unsubscribed' where id = :id")
                .bind("id", id)
                .execute());
        town.clock.pass(Duration.ofMinutes(1));

        Await.until("cancelled", () -> town.deliveries().equals(Map.of("cancelled", 1L)));
        assertThat(postbox.sent).hasSize(1);
    }

    @Test
    void twoNodesTellEverybodyOnce() {
        var addresses =
                IntStream.range(0, 1_000).mapToObj(i -> "p" + i + "@a.example").toArray(String[]::new);
        town.follow(addresses);
        postbox.takeTime(Duration.ofMillis(2));
        started();
        started();
        town.open("Now", true);

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 1_000L)));
        assertThat(postbox.sent).hasSize(1_000);
        assertThat(new HashSet<>(postbox.addresses())).hasSize(1_000);
        Await.until("claims are gone", () -> town.count("select count(*) from claim") == 0);
    }

    @Test
    void aPageOfManyLetsAnotherHaveItsTurnOnASlowChannel() {
        town.follow(
                IntStream.range(0, 1_500).mapToObj(i -> "p" + i + "@a.example").toArray(String[]::new));
        var small = new Town(test, town.key, town.clock);
        small.follow("quay@b.example");
        postbox.takeTime(Duration.ofMillis(50));
        started();
        town.open("Now", true);
        Await.until("many are being told", () -> postbox.sent.size() > 50);
        town.clock.pass(Duration.ofMillis(10));
        small.open("Here too", true);

        Await.until("all are told", Duration.ofSeconds(60), () -> postbox.sent.size() == 1_501);
        var order = postbox.sent.stream()
                .map(message -> message.recipient().address().value())
                .toList();
        assertThat(order.indexOf("quay@b.example"))
                .as("what a node has claimed goes first, and no more")
                .isLessThan(1_200);
    }

    @Test
    void anEventIsReadOnceByTwoRelays() {
        town.follow("a@a.example");
        started();
        started();
        for (int i = 0; i < 20; i++) {
            town.open("Number " + i, true);
        }

        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 20L)));
        assertThat(town.count("select count(*) from notification_event")).isEqualTo(20);
        assertThat(postbox.sent).hasSize(20);
    }

    private String component(String name, @org.jspecify.annotations.Nullable String parent) {
        var id = Ids.next();
        town.change(tx -> tx.createUpdate("""
                insert into component (organization_id, page_id, id, parent_id, is_group, name, status, position, created_at, updated_at)
                values (:organizationId, :page, :id, :parent, false, :name, 'operational', 1, :now, :now)
                """)
                .bind("page", town.page.value())
                .bind("id", id)
                .bind("parent", parent)
                .bind("name", name)
                .execute());
        return id;
    }

    private void touch(IncidentId incident, String component) {
        town.change(tx -> tx.createUpdate("""
                insert into incident_component (organization_id, page_id, incident_id, component_id, worst_status)
                values (:organizationId, :page, :incident, :component, 'major_outage')
                """)
                .bind("page", town.page.value())
                .bind("incident", incident.value())
                .bind("component", component)
                .execute());
    }

    private void scope(
            String subscriber,
            @org.jspecify.annotations.Nullable String component,
            @org.jspecify.annotations.Nullable String incident) {
        town.change(tx -> tx.createUpdate("""
                insert into subscriber_scope (organization_id, page_id, id, subscriber_id, component_id, incident_id)
                values (:organizationId, :page, :id, :subscriber, :component, :incident)
                """)
                .bind("page", town.page.value())
                .bind("id", Ids.next())
                .bind("subscriber", subscriber)
                .bind("component", component)
                .bind("incident", incident)
                .execute());
    }
}
