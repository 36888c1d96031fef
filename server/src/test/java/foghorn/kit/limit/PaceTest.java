package foghorn.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private Instant now = Instant.parse("2026-05-04T09:00:00.500Z");
    private final Pace pace = new Pace(() -> now);

    @Test
    void whatIsAskedIsCountedAndToldUntilThereIsNoMore() {
        assertThat(pace.take("a", 3)).isEqualTo(new Pace.Standing(true, 3, 2, 61, 0));
        assertThat(pace.take("a", 3)).isEqualTo(new Pace.Standing(true, 3, 1, 61, 0));
        assertThat(pace.take("a", 3)).isEqualTo(new Pace.Standing(true, 3, 0, 61, 0));
        assertThat(pace.take("a", 3)).isEqualTo(new Pace.Standing(false, 3, 0, 61, 61));
        assertThat(pace.take("b", 3).remaining()).isEqualTo(2);
    }

    @Test
    void whoeverWaitsAsLongAsHeIsToldMayAskAgain() {
        pace.take("a", 2);
        now = now.plusSeconds(20);
        pace.take("a", 2);
        now = now.plusSeconds(10);

        long wait = pace.take("a", 2).again();

        assertThat(wait).isEqualTo(31);
        now = now.plusSeconds(wait - 1);
        assertThat(pace.take("a", 2).allowed()).isFalse();
        now = now.plusSeconds(1);
        assertThat(pace.take("a", 2).allowed()).isTrue();
        assertThat(pace.take("a", 2).allowed()).isFalse();
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        pace.take("a", 1);
        for (int second = 0; second < 60; second++) {
            assertThat(pace.take("a", 1).allowed()).as("second " + second).isFalse();
            now = now.plusSeconds(1);
        }
        now = now.plusSeconds(1);
        assertThat(pace.take("a", 1).allowed()).isTrue();
    }

    @Test
    void inNoMinuteAreThereMoreThanAllowed() {
        var random = new Random(4);
        var allowed = new ArrayDeque<Instant>();
        int total = 0;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(400));
            if (pace.take("a", 50).allowed()) {
                allowed.add(now);
                total++;
            }
            while (!allowed.isEmpty() && allowed.peekFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
                allowed.removeFirst();
            }
            assertThat(allowed.size()).isLessThanOrEqualTo(50);
        }
        // About 67 minutes of asking much faster than that.
        assertThat(total).isBetween(3_000, 3_450);
    }

    @Test
    void aClockThatGoesBackGivesNothingAway() {
        pace.take("a", 1);
        now = now.minusSeconds(3_600);
        assertThat(pace.take("a", 1).allowed()).isFalse();
        now = now.plusSeconds(3_600 + 61);
        assertThat(pace.take("a", 1).allowed()).isTrue();
    }

    @Test
    void aLimitThatIsLoweredHoldsAtOnce() {
        for (int i = 0; i < 10; i++) {
            pace.take("a", 10);
        }
        assertThat(pace.take("a", 5)).isEqualTo(new Pace.Standing(false, 5, 0, 61, 61));
    }
}
