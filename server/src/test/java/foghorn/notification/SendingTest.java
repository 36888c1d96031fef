package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Await;
import foghorn.incident.IncidentId;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.notification.Ledger.NoticeOf;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.PageId;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the team can do about messages on their way, and what the engine says of itself. */
class SendingTest {
    private static final DeliveryOutcome NOT_NOW = new DeliveryOutcome.RetryLater("500", "not now", Optional.empty());
    private static final DeliveryOutcome GONE = new DeliveryOutcome.RecipientGone("410", "gone for good");

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

    private Ledger.Event newest(NotificationRoom node, IncidentId incident) {
        return node.ledger().told(town.job, town.page, incident).events().getFirst();
    }

    @Test
    void whatIsPausedWaitsUntilItIsResumed() {
        town.follow(Nodes.people(2_000));
        postbox.takeTime(Duration.ofMillis(50));
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("some are told", () -> postbox.sent.size() > 20);

        long heldBack = node.sending().pause(town.job, town.page, incident);
        postbox.takeTime(Duration.ZERO);
        assertThat(heldBack).isPositive();
        Await.until("what was claimed is done", () -> town.deliveries().getOrDefault("sending", 0L) == 0);
        int told = postbox.sent.size();
        assertThat(told).isLessThan(2_000);
        assertThat(newest(node, incident).isPaused()).isTrue();
        assertThat(newest(node, incident).waiting()).isEqualTo(2_000 - told);

        assertThat(node.sending().resume(town.job, town.page, incident)).isEqualTo(2_000 - told);
        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 2_000L)));
        assertThat(postbox.sent).hasSize(2_000);
    }

    @Test
    void pausedRetriesGiveTheirPageNoTurn() {
        town.follow("slow@a.example");
        postbox.answer("slow@a.example", new DeliveryOutcome.RetryLater("451", "later", Optional.empty()));
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("one waits", () -> town.deliveries().equals(Map.of("retry", 1L)));
        var later = town.clock.instant().plus(Duration.ofHours(1));
        assertThat(pagesWithRetries(later)).containsExactly(town.page);

        node.sending().pause(town.job, town.page, incident);
        assertThat(pagesWithRetries(later)).isEmpty();

        node.sending().resume(town.job, town.page, incident);
        assertThat(pagesWithRetries(later)).containsExactly(town.page);
    }

    @Test
    void aRetryThatIsNotPausedGivesItsPageATurnBesidesThoseThatAre() {
        town.follow("slow@a.example");
        postbox.answer(
                "slow@a.example",
                new DeliveryOutcome.RetryLater("451", "later", Optional.empty()),
                new DeliveryOutcome.RetryLater("451", "later", Optional.empty()));
        var node = nodes.start();
        var paused = town.open("Now", true);
        Await.until("one waits", () -> town.deliveries().equals(Map.of("retry", 1L)));
        node.sending().pause(town.job, town.page, paused);

        town.open("Another", true);
        Await.until("both wait", () -> town.deliveries().equals(Map.of("retry", 2L)));

        assertThat(pagesWithRetries(town.clock.instant().plus(Duration.ofHours(1))))
                .containsExactly(town.page);
    }

    private List<PageId> pagesWithRetries(Instant due) {
        return town.database.installation(handle -> new DirectoryRepository(handle)
                .dueRetries("email", due, 10).stream()
                        .map(turn -> turn.place().page())
                        .toList());
    }

    @Test
    void whatIsToldLaterIsNotHeldBackByAPause() {
        town.follow(Nodes.people(1_000));
        postbox.takeTime(Duration.ofMillis(50));
        var node = nodes.start();
        var incident = town.open("Wrong words", true);
        Await.until("some are told", () -> postbox.sent.size() > 20);
        node.sending().pause(town.job, town.page, incident);
        postbox.takeTime(Duration.ZERO);

        town.update(incident, "Right words.");

        Await.until(
                "all have heard the right ones",
                () -> town.events().size() == 2
                        && town.deliveries(town.events().get(1)).equals(Map.of("sent", 1_000L)));
        assertThat(postbox.eventsTo("p999@a.example"))
                .last()
                .isEqualTo(town.events().get(1));
    }

    @Test
    void theMissedAndOnlyTheyAreToldAgainUnderTheirOldKeys() {
        town.follow("fine@a.example", "once@a.example");
        postbox.answer("once@a.example", new DeliveryOutcome.Rejected("554", "not now"));
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("one is missed", () -> town.deliveries().equals(Map.of("sent", 1L, "failed", 1L)));
        var event = newest(node, incident);

        long count = node.sending().toMissed(town.job, town.page, new NoticeOf(incident, event.id()));

        assertThat(count).isEqualTo(1);
        Await.until("all told", () -> town.deliveries().equals(Map.of("sent", 2L)));
        assertThat(postbox.eventsTo("fine@a.example")).hasSize(1);
        assertThat(postbox.eventsTo("once@a.example")).hasSize(2);
        assertThat(postbox.keys().stream().distinct()).hasSize(2);
    }

    @Test
    void onlyTheNewestNoticeIsSentToTheMissedAndOnlyOfItsOwnIncident() {
        town.follow("once@a.example");
        postbox.answer("once@a.example", new DeliveryOutcome.Rejected("554", "not now"));
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("missed", () -> town.deliveries().equals(Map.of("failed", 1L)));
        var event = newest(node, incident);
        town.update(incident, "More.");
        Await.until("told", () -> town.deliveries().equals(Map.of("failed", 1L, "sent", 1L)));
        var other = town.open("Other", false);

        assertThatThrownBy(() -> node.sending().toMissed(town.job, town.page, new NoticeOf(incident, event.id())))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> node.sending().toMissed(town.job, town.page, new NoticeOf(other, event.id())))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aNoticeIsReplayedToAnEndpointUnderTheSameKey() {
        var id = town.hook("https://a.example/hook").getFirst();
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        var notice = new NoticeOf(incident, newest(node, incident).id());

        node.sending().replay(town.job, town.page, notice, id);

        Await.until("told again", () -> hooks.sent.size() == 2);
        assertThat(hooks.keys().stream().distinct()).hasSize(1);
        assertThatThrownBy(() -> node.sending().replay(town.job, town.page, notice, Ids.next()))
                .isInstanceOf(Problem.NotFound.class);
    }

    private void awaitThatAReplayWaits() {
        Await.until(
                "its replay was tried and waits",
                () -> town.count("select count(*) from delivery where state = 'retry' and attempts = 1") == 1);
    }

    private Ledger.Entry entry(NotificationRoom node, NoticeOf notice) {
        return node.ledger()
                .entries(town.job, town.page, notice, Optional.empty())
                .rows()
                .getFirst();
    }

    @Test
    void whatHasArrivedStaysSoWhateverBecomesOfItsReplay() {
        var id = town.hook("https://a.example/hook").getFirst();
        hooks.answer("https://a.example/hook", Postbox.TAKEN, GONE);
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        var before = newest(node, incident);
        var notice = new NoticeOf(incident, before.id());
        var first = entry(node, notice);
        assertThat(first.canReplay()).isTrue();
        town.clock.pass(Duration.ofHours(1));

        node.sending().replay(town.job, town.page, notice, id);

        Await.until(
                "refused",
                () -> town.count("select count(*) from delivery where code = '410' and state = 'sent'") == 1);
        assertThat(newest(node, incident)).isEqualTo(before);
        var again = entry(node, notice);
        assertThat(again.state()).isEqualTo(DeliveryState.SENT);
        assertThat(again.doneAt()).isEqualTo(first.doneAt()).isPresent();
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.firstSent())
                .contains(new Ledger.FirstSent(first.doneAt().orElseThrow(), first.code()));
        assertThat(again.canReplay()).as("an endpoint that was switched off").isFalse();
        assertThatThrownBy(() -> node.sending().replay(town.job, town.page, notice, id))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(town.deliveries()).isEqualTo(Map.of("sent", 1L));
    }

    @Test
    void whatHasArrivedIsNotCalledOffWhenItsEndpointIsRemovedBeforeItsReplay() {
        var id = town.hook("https://a.example/hook").getFirst();
        hooks.answer("https://a.example/hook", Postbox.TAKEN, NOT_NOW);
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        var before = newest(node, incident);
        node.sending().replay(town.job, town.page, new NoticeOf(incident, before.id()), id);
        awaitThatAReplayWaits();
        assertThat(newest(node, incident)).as("it has arrived").isEqualTo(before);

        town.subscribers.webhooks().remove(town.job, town.page, new SubscriberId(id));
        town.clock.pass(Duration.ofSeconds(8));

        Await.until("over", () -> town.deliveries().equals(Map.of("sent", 1L)));
        assertThat(hooks.sent).hasSize(2);
        assertThat(newest(node, incident)).isEqualTo(before);
    }

    @Test
    void whatHasArrivedIsNotCalledOffWhenItsEndpointIsSwitchedOffBeforeItsReplay() {
        var id = town.hook("https://a.example/hook").getFirst();
        hooks.answer("https://a.example/hook", Postbox.TAKEN, Postbox.TAKEN, NOT_NOW, GONE);
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        town.update(incident, "More.");
        Await.until("told of both", () -> town.deliveries().equals(Map.of("sent", 2L)));
        node.sending()
                .replay(
                        town.job,
                        town.page,
                        new NoticeOf(incident, town.events().getFirst()),
                        id);
        awaitThatAReplayWaits();

        node.sending()
                .replay(
                        town.job,
                        town.page,
                        new NoticeOf(incident, town.events().getLast()),
                        id);

        Await.until(
                "switched off", () -> town.count("select count(*) from subscriber where state = 'quarantined'") == 1);
        assertThat(town.deliveries()).isEqualTo(Map.of("sent", 2L));
        assertThat(town.count("select count(*) from delivery where retry_at is not null or in_order is not null"))
                .isZero();
    }

    @Test
    void anEndpointGetsWhatItHasMissedAlsoOfOlderNoticesOnceItIsTold() {
        town.follow("once@a.example");
        postbox.answer("once@a.example", new DeliveryOutcome.Rejected("554", "not now"));
        var id = town.hook("https://a.example/hook").getFirst();
        hooks.answer("https://a.example/hook", NOT_NOW, GONE);
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("missed", () -> town.deliveries().equals(Map.of("failed", 1L, "retry", 1L)));
        town.update(incident, "More.");
        Await.until("behind", () -> town.deliveries().equals(Map.of("failed", 1L, "retry", 2L, "sent", 1L)));
        town.clock.pass(Duration.ofSeconds(8));
        Await.until(
                "switched off",
                () -> town.deliveries().equals(Map.of("failed", 1L, "gone", 1L, "cancelled", 1L, "sent", 1L)));
        var events = town.events().stream()
                .map(event -> new NoticeOf(incident, event))
                .toList();
        assertThat(missed(node, incident)).as("nobody can be reached").containsExactly(0L, 0L);
        assertThat(node.sending().toMissed(town.job, town.page, events.getLast()))
                .isZero();
        assertThatThrownBy(() -> node.sending().toMissed(town.job, town.page, events.getFirst()))
                .isInstanceOf(Problem.Invalid.class);

        town.subscribers.webhooks().reactivate(town.job, town.page, new SubscriberId(id));
        town.update(incident, "Even more.");
        Await.until("told", () -> hooks.sent.size() == 3);

        assertThat(missed(node, incident)).containsExactly(0L, 1L, 1L);
        for (var event : events) {
            assertThat(node.sending().toMissed(town.job, town.page, event)).isEqualTo(1);
        }
        Await.until("all told", () -> town.deliveries().equals(Map.of("failed", 1L, "sent", 5L)));
        assertThat(hooks.eventsTo("https://a.example/hook").subList(3, 5))
                .containsExactlyInAnyOrder(
                        events.getFirst().eventId(), events.getLast().eventId());
        assertThat(hooks.keys().stream().distinct()).hasSize(3);
        assertThat(postbox.eventsTo("once@a.example"))
                .as("people are not told what is out of date")
                .hasSize(3);
    }

    /** Of each notice, the newest first. */
    private List<Long> missed(NotificationRoom node, IncidentId incident) {
        return node.ledger().told(town.job, town.page, incident).events().stream()
                .map(Ledger.Event::missed)
                .toList();
    }

    @Test
    void theLedgerTellsFirstHalfAndLastByChannel() {
        town.follow(Nodes.people(3));
        town.hook("https://a.example/hook");
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 4L)));

        var channels = newest(node, incident).channels();
        assertThat(channels).extracting(Ledger.ChannelCounts::channel).containsExactly("email", "webhook");
        assertThat(channels).allSatisfy(channel -> {
            assertThat(channel.unfinished()).isZero();
            assertThat(channel.firstAt()).isPresent();
            assertThat(channel.medianAt()).isPresent();
            assertThat(channel.lastAt()).isPresent();
        });
        assertThat(channels.getFirst().count(DeliveryState.SENT)).isEqualTo(3);
    }

    @Test
    void aNodeWhoseClockIsWrongClaimsNothingAndSaysSo() {
        town.follow("a@a.example");
        var wrong = nodes.start(town.node(List.of(postbox), town.database, "wrong", NotificationRoom.CLOCK_BOUND));
        town.open("Now", true);

        Await.until("it says so", () -> wrong.health().getFirst().state() == ChannelHealth.State.WRONG_CLOCK);
        Await.until("relayed", () -> town.count("select count(*) from tranche") == 1);
        assertThat(wrong.clockOff()).isGreaterThan(Duration.ofDays(1));
        assertThat(postbox.sent).isEmpty();

        nodes.start();
        Await.until("a node with the right time tells", () -> town.deliveries().equals(Map.of("sent", 1L)));
    }

    @Test
    void whatANodeWithAFastClockRelaysIsDueForTheOthersAtOnce() {
        var fast = Duration.between(town.clock.instant(), Instant.now()).plus(Duration.ofDays(1));
        town.follow("a@a.example");
        town.open("Now", true);
        town.clock.pass(fast);
        nodes.start(town.node(List.of(postbox), town.database, "fast", NotificationRoom.CLOCK_BOUND));
        Await.until("relayed", () -> town.count("select count(*) from tranche") == 1);
        town.clock.pass(Duration.ofHours(-23));

        nodes.start();
        Await.until("a node with the right time tells", () -> town.deliveries().equals(Map.of("sent", 1L)));
    }

    @Test
    void afterItsTimeOnlyTheNumbersOfAMonthAreKept() {
        town.follow(Nodes.people(3));
        town.hook("https://a.example/hook");
        var node = nodes.start();
        var incident = town.open("Now", true);
        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 4L)));
        var before = newest(node, incident).channels();
        var retention = new Retention(town.database, () -> List.of(town.organization), Period.ofMonths(13));

        town.clock.pass(Duration.ofDays(390));
        retention.sweep();
        assertThat(town.deliveries()).as("not yet").isEqualTo(Map.of("sent", 4L));
        town.clock.pass(Duration.ofDays(62));
        retention.sweep();

        assertThat(town.deliveries()).isEmpty();
        assertThat(newest(node, incident).channels()).isEqualTo(before);
    }

    @Test
    void aQueueThatStandsStillIsAnAlarm() {
        var some = Optional.of(Duration.ofSeconds(61));
        Optional<Duration> none = Optional.empty();
        var lately = Optional.of(Duration.ofSeconds(2));

        assertThat(ChannelHealth.state(true, none, none, none)).isEqualTo(ChannelHealth.State.OK);
        assertThat(ChannelHealth.state(true, lately, none, lately)).isEqualTo(ChannelHealth.State.OK);
        assertThat(ChannelHealth.state(true, some, none, none)).isEqualTo(ChannelHealth.State.STUCK);
        assertThat(ChannelHealth.state(true, some, some, none)).isEqualTo(ChannelHealth.State.STUCK);
        assertThat(ChannelHealth.state(true, some, lately, none))
                .as("a long queue that moves")
                .isEqualTo(ChannelHealth.State.OK);
        assertThat(ChannelHealth.state(true, none, some, some)).isEqualTo(ChannelHealth.State.FAILING);
        assertThat(ChannelHealth.state(false, none, lately, none)).isEqualTo(ChannelHealth.State.WRONG_CLOCK);
    }
}
