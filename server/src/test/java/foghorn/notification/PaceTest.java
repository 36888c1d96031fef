package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** How fast a host is sent to, against servers of which the limit is known, in a time of the test's own. */
class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    /** Takes so many a second, counted from its first message of each second, and refuses the rest. */
    private static final class Server {
        private final int limit;
        private long second;
        private int taken;

        Server(int limit) {
            this.limit = limit;
        }

        boolean takes(long now) {
            if (now - second >= SECOND) {
                second = now;
                taken = 0;
            }
            return taken++ < limit;
        }
    }

    private record Result(Duration time, int refused) {}

    /** Sends messages until so many were taken; an attempt takes a millisecond. */
    private static Result send(Pace pace, Server server, int messages) {
        long now = SECOND;
        int refused = 0;
        for (int taken = 0; taken < messages; ) {
            long wait = pace.wait(now, false);
            if (wait > 0) {
                now += wait;
                continue;
            }
            pace.take(now, false);
            long startedAt = now;
            now += MILLISECOND;
            if (server.takes(now)) {
                pace.taken(now);
                taken++;
            } else {
                pace.refused(startedAt, now, true, Duration.ZERO);
                refused++;
            }
        }
        return new Result(Duration.ofNanos(now - SECOND), refused);
    }

    @Test
    void aServerThatAsksForLessGetsAlmostAllItTakesAndFewMore() {
        var result = send(new Pace(), new Server(50), 5_000);

        assertThat(result.time()).as("ideal: 100 s").isLessThan(Duration.ofSeconds(130));
        assertThat(result.refused()).isLessThan(250);
    }

    @Test
    void aServerThatRecoversIsSentToAsFastAsItTakes() {
        var pace = new Pace();
        send(pace, new Server(50), 500);

        var result = send(pace, new Server(Integer.MAX_VALUE), 20_000);

        assertThat(result.refused()).isZero();
        assertThat(result.time()).as("slow for a minute, then 1 ms each").isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void aServerThatIsAwayIsAskedEverMoreSeldomAndAtOnceUsedAgain() {
        var pace = new Pace();
        long now = SECOND;
        int asked = 0;
        while (now < 601 * SECOND) {
            long wait = pace.wait(now, false);
            if (wait > 0) {
                now += wait;
                continue;
            }
            asked++;
            pace.refused(now, now + MILLISECOND, false, Duration.ZERO);
            now += 2 * MILLISECOND;
        }
        assertThat(asked).as("in ten minutes").isBetween(10, 25);
        assertThat(pace.isProbing()).isTrue();

        pace.taken(now);
        assertThat(pace.isProbing()).isFalse();
        assertThat(pace.wait(now, false)).isZero();
    }

    @Test
    void whatIsAskedForIsKept() {
        var pace = new Pace();
        var pause = pace.refused(0, SECOND, true, Duration.ofSeconds(40));

        assertThat(pause).isEqualTo(Duration.ofSeconds(40));
        assertThat(Duration.ofNanos(pace.wait(SECOND, true))).isEqualTo(Duration.ofSeconds(40));
        assertThat(pace.wait(42 * SECOND, true)).isZero();
    }

    @Test
    void whatWasUnderWayWhenItBecameKnownChangesNothing() {
        var pace = new Pace();
        assertThat(pace.refused(SECOND, SECOND + 10, true, Duration.ZERO)).isPositive();
        assertThat(pace.refused(SECOND + 1, SECOND + 20, true, Duration.ZERO)).isZero();
    }

    @Test
    void urgentMessagesGoBeforeOthersWhoseTurnsMoveBack() {
        var pace = new Pace();
        long now = SECOND;
        for (int i = 0; i < 10; i++) {
            pace.taken(now);
        }
        pace.refused(now, now + 1, true, Duration.ZERO);
        now += 2 * SECOND;
        pace.taken(now);
        pace.take(now, false);
        long ordinary = pace.wait(now, false);

        assertThat(ordinary).isPositive();
        assertThat(pace.wait(now, true)).isZero();
        pace.take(now, true);
        assertThat(pace.wait(now, false)).isGreaterThan(ordinary);
    }

    @Test
    void boundsAreSharedAmongTheNodesThatLive() throws InterruptedException {
        var hosts = new Hosts(4);
        hosts.share(2);
        assertThat(hosts.enter("a", false)).isZero();
        assertThat(hosts.enter("a", false)).isZero();
        assertThat(hosts.enter("a", false)).as("its half is full").isPositive();
        assertThat(hosts.enter("b", false)).as("another host").isZero();
        hosts.share(1);
        assertThat(hosts.enter("a", false)).as("the other node is gone").isZero();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new Senders(10, threads);
            senders.share(5);
            var end = new CountDownLatch(1);
            var begun = new Semaphore(0);
            for (int i = 0; i < 2; i++) {
                senders.send(Lane.UPDATE, Optional.empty(), () -> {
                    begun.release();
                    Await.open(end);
                });
            }
            var urgent = new CountDownLatch(1);
            senders.send(Lane.DIRECT, Optional.empty(), urgent::countDown);
            Await.open(urgent);
            Await.until("one of its two is for what is urgent", () -> begun.availablePermits() == 1);
            senders.share(1);
            Await.until("the other nodes are gone", () -> begun.availablePermits() == 2);
            end.countDown();
        }
    }
}
