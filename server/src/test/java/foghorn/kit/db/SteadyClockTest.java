package foghorn.kit.db;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of this test are a second exact: it takes less than that. */
class SteadyClockTest {
    private Duration off = Duration.ZERO;
    private final SteadyClock clock = new SteadyClock(() -> Instant.now().plus(off));

    private void assertOff(Duration expected) {
        assertThat(clock.instant()).isCloseTo(Instant.now().plus(expected), within(1, SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "P1D", "P-1D", "PT3S", "PT-3S"})
    void aLeapIsNotFollowedUntilSomebodySaysThatItIsRight(String leap) {
        off = Duration.parse(leap);

        assertThat(clock.hasLeapt()).isTrue();
        assertOff(Duration.ZERO);
        var look = clock.look();
        assertThat(look.time()).isCloseTo(Instant.now().plus(off), within(1, SECONDS));

        clock.follow(look);
        assertThat(clock.hasLeapt()).isFalse();
        assertOff(off);
    }

    @Test
    void aClockThatLeapsBackHasNeverBeenAway() {
        off = Duration.ofDays(1);
        assertThat(clock.hasLeapt()).isTrue();
        off = Duration.ZERO;

        assertThat(clock.hasLeapt()).isFalse();
        assertOff(Duration.ZERO);
    }

    @Test
    void whatTheClockGainsOrLosesLittleByLittleIsFollowed() {
        for (int i = 1; i <= 10; i++) {
            off = Duration.ofSeconds(i);
            assertOff(off);
        }
        for (int i = 10; i >= -10; i--) {
            off = Duration.ofSeconds(i);
            assertOff(off);
        }
    }
}
