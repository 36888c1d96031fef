package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.notification.DirectoryRepository.Place;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What needs no database. */
class RulesTest {
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private static final Place PLACE = new Place(new OrganizationId(Ids.next()), new PageId(Ids.next()));

    @Test
    void waitsGrowAndEndAfterADay() {
        var waits = new ArrayList<Duration>();
        var at = Optional.of(NOW);
        for (int failed = 1; at.isPresent(); failed++) {
            var before = at.get();
            at = RetryPlan.DAY.next(failed, NOW, before, Optional.empty(), 0);
            at.ifPresent(next -> waits.add(Duration.between(before, next)));
        }

        assertThat(waits)
                .startsWith(
                        Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30))
                .endsWith(Duration.ofHours(2), Duration.ofHours(2))
                .hasSize(15);
    }

    @Test
    void aWaitIsSpreadAndNeverShorterThanAsked() {
        assertThat(RetryPlan.DAY.next(1, NOW, NOW, Optional.empty(), 1)).contains(NOW.plusSeconds(36));
        assertThat(RetryPlan.DAY.next(1, NOW, NOW, Optional.of(Duration.ofMinutes(7)), 1))
                .contains(NOW.plus(Duration.ofMinutes(7)));
        assertThat(RetryPlan.DAY.next(1, NOW, NOW, Optional.of(Duration.ofHours(25)), 0))
                .isEmpty();
    }

    @Test
    void roomIsKeptForWhatIsUrgent() {
        var held = new Held(false);
        var ordinary = new Claim(PLACE, 1, Lane.UPDATE, false, 600, 0);
        held.add(ordinary, 600);

        assertThat(held.room(Lane.UPDATE)).isZero();
        assertThat(held.room(Lane.FIRST_NOTICE)).isEqualTo(100);
        held.add(new Claim(PLACE, 2, Lane.FIRST_NOTICE, false, 100, 0), 100);
        assertThat(held.room(Lane.DIRECT)).isZero();
        held.release(ordinary);
        assertThat(held.room(Lane.UPDATE)).isEqualTo(1);
    }

    @Test
    void aFirstNoticeFindsRoomHoweverManyCodesWait() {
        var held = new Held(false);
        var ordinary = new Claim(PLACE, 1, Lane.UPDATE, false, 600, 0);
        held.add(ordinary, 600);
        assertThat(held.room(Lane.DIRECT)).isEqualTo(50);
        held.add(new Claim(PLACE, 2, Lane.DIRECT, true, 50, 0), 50);
        assertThat(held.room(Lane.DIRECT)).isZero();

        for (int i = 0; i < 50; i++) {
            held.release(ordinary);
            assertThat(held.room(Lane.UPDATE)).isNotPositive();
        }
        assertThat(held.room(Lane.FIRST_NOTICE)).isEqualTo(100);
        assertThat(held.room(Lane.BULK)).isZero();
    }

    @Test
    void aFifthOfTheSendersIsKeptForWhatIsUrgent() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(5, threads);
            var free = new CountDownLatch(1);
            var freed = new CountDownLatch(1);
            senders.send(Lane.UPDATE, Optional.empty(), () -> Await.open(free));
            for (int i = 0; i < 3; i++) {
                senders.send(Lane.UPDATE, Optional.empty(), () -> Await.open(freed));
            }
            var ordinary = new CountDownLatch(1);
            senders.send(Lane.UPDATE, Optional.empty(), ordinary::countDown);

            var urgent = new CountDownLatch(1);
            senders.send(Lane.DIRECT, Optional.empty(), urgent::countDown);
            Await.open(urgent);
            assertThat(ordinary.getCount()).as("four are busy").isOne();
            free.countDown();
            Await.open(ordinary);
            freed.countDown();
        }
    }

    @Test
    void noMoreIsBegunThanMayBeSentAgainAfterACrash() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(1, threads);
            var begun = new AtomicInteger();
            for (int i = 0; i < 600; i++) {
                senders.send(Lane.UPDATE, Optional.empty(), begun::incrementAndGet);
            }
            Await.until("450 were begun", () -> begun.get() == 450);
            for (int i = 0; i < 200; i++) {
                senders.send(Lane.FIRST_NOTICE, Optional.empty(), begun::incrementAndGet);
            }
            Await.until("room for what is urgent is used up", () -> begun.get() == 500);
            senders.recorded(Lane.UPDATE);
            Await.until("what is urgent takes the place", () -> begun.get() == 501);
            for (int i = 0; i < 449; i++) {
                senders.recorded(Lane.UPDATE);
            }
            Await.until("the others follow", () -> begun.get() == 800);
        }
    }

    @Test
    void messagesGoAroundTheHosts() {
        var messages = List.of("a1", "a2", "a3", "b1", "a4", "c1", "b2");

        assertThat(Hosts.spread(messages, message -> message.substring(0, 1)))
                .containsExactly("a1", "b1", "a2", "c1", "a3", "b2", "a4");
    }

    @Test
    void aFaultOfOursCostsNoSender() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(1, threads);
            var begun = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                senders.send(Lane.UPDATE, Optional.empty(), () -> {
                    begun.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                });
            }
            Await.until("each had its turn", () -> begun.get() == 3);
        }
    }

    @Test
    void whatIsUrgentGoesBeforeWhatHasWaitedLonger() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(1, threads);
            var free = new CountDownLatch(1);
            var order = new ConcurrentLinkedQueue<String>();
            senders.send(Lane.UPDATE, Optional.empty(), () -> Await.open(free));
            senders.send(Lane.UPDATE, Optional.empty(), () -> order.add("update"));
            senders.send(Lane.FIRST_NOTICE, Optional.empty(), () -> order.add("first"));
            senders.send(Lane.DIRECT, Optional.empty(), () -> order.add("second"));
            free.countDown();
            Await.until("all have gone", () -> order.size() == 3);
            assertThat(order).containsExactly("first", "second", "update");
        }
    }

    @Test
    void aNodeThatLostTheDatabaseRecordsThenRenewsThenClaims() {
        var standing = new Standing();
        assertThat(standing.mayClaim()).as("with a clock not yet compared").isFalse();
        standing.clock(true);
        assertThat(standing.mayTakeOver()).isTrue();

        standing.recordingFailed();
        assertThat(standing.renewed()).as("before everything is recorded").isFalse();
        assertThat(standing.mayClaim()).isFalse();
        standing.recorded();
        assertThat(standing.mayClaim()).isFalse();
        assertThat(standing.renewed()).isTrue();

        assertThat(standing.mayClaim()).isTrue();
        assertThat(standing.mayTakeOver()).as("others may have lost it too").isFalse();
    }

    @Test
    void aKeyIsTheSameAtEveryRepetitionAndCannotBeGuessed() {
        var keys = new MessageKeys(InstallationKey.of(Ids.bytes(32)));
        var others = new MessageKeys(InstallationKey.of(Ids.bytes(32)));

        assertThat(keys.of("event", "subscriber")).isEqualTo(keys.of("event", "subscriber"));
        assertThat(keys.of("event", "subscriber")).matches("event\\.subscriber\\.[0-9a-f]{20}");
        assertThat(keys.of("event", "subscriber")).isNotEqualTo(others.of("event", "subscriber"));
    }

    @Test
    void theMonthOfAnEventIsThatOfUtc() {
        assertThat(EventRepository.month(Instant.parse("2026-05-31T23:59:59Z"))).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(EventRepository.month(Instant.parse("2026-06-01T00:00:00Z"))).isEqualTo(LocalDate.of(2026, 6, 1));
    }

    @Test
    void aMaskedAddressTellsItsOwnerAndNobodyElse() {
        assertThat(List.of("alice@a.example", "al@a.example", "a@a.example", "𠮷田明@a.example").stream()
                        .map(EmailAddress::new)
                        .map(Ledger::masked))
                .containsExactly("a***e@a.example", "a***@a.example", "a***@a.example", "𠮷***明@a.example");
    }
}
