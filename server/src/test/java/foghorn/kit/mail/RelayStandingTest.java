package foghorn.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a mail server is left out, and when it is tried again. */
class RelayStandingTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final RelayStanding standing = new RelayStanding(clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private boolean fail() {
        return standing.failed(clock.get());
    }

    @Test
    void oneThatFailedIsLeftOutAndThenTriedByOneMessageAlone() {
        assertThat(standing.admits()).isTrue();
        assertThat(fail()).as("it is news").isTrue();
        assertThat(fail()).as("it is known").isFalse();
        pass(RelayStanding.FIRST.minusNanos(1));
        assertThat(standing.admits()).isFalse();
        assertThat(standing.isOut()).isTrue();

        pass(Duration.ofNanos(1));
        assertThat(standing.isOut()).isFalse();
        assertThat(standing.admits()).isTrue();
        assertThat(standing.admits()).as("a second one").isFalse();
        assertThat(standing.isOut()).isTrue();

        standing.works();
        assertThat(standing.admits()).isTrue();
        assertThat(standing.admits()).isTrue();
    }

    @Test
    void theLongerItFailsTheLongerItIsLeftOut() {
        fail();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600}) {
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(standing.admits()).as(seconds + " s").isFalse();
            pass(Duration.ofNanos(1));
            assertThat(standing.admits()).as(seconds + " s").isTrue();
            fail();
        }
        pass(RelayStanding.LONGEST);
        assertThat(standing.admits()).isTrue();
        standing.works();
        fail();
        pass(RelayStanding.FIRST);
        assertThat(standing.admits()).as("it has worked meanwhile").isTrue();
    }

    @Test
    void whatBeganBeforeItWasLeftOutProlongsNothing() {
        long early = clock.get();
        pass(Duration.ofSeconds(1));
        fail();
        pass(RelayStanding.FIRST);
        assertThat(standing.admits()).isTrue();

        assertThat(standing.failed(early)).isFalse();
        standing.works();
        assertThat(standing.failed(early)).isFalse();
        assertThat(standing.admits()).isTrue();
    }

    @Test
    void oneOfWhichNothingWasLearnedIsNotTriedForEver() {
        standing.unknown(clock.get());
        assertThat(standing.admits()).as("one that is used stays so").isTrue();
        fail();
        pass(RelayStanding.FIRST);
        standing.admits();
        standing.unknown(clock.get());

        pass(RelayStanding.FIRST.multipliedBy(2));
        assertThat(standing.admits()).isTrue();
    }
}
