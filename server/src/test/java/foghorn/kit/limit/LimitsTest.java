package foghorn.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final Limit THREE = new Limit("test", 3, Duration.ofMinutes(15));

    private final TestDatabase test = TestDatabase.create();
    private Instant now = Instant.parse("2026-05-04T09:05:00Z");
    private final Limits limits = new Limits(test.database(() -> now), InstallationKey.of(Ids.bytes(32)));

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void theFourthAttemptWaitsForTheEndOfTheWindow() {
        for (int i = 0; i < 3; i++) {
            limits.take(THREE, "ann");
        }

        assertThatThrownBy(() -> limits.take(THREE, "ann"))
                .isInstanceOfSatisfying(
                        Problem.TooMany.class,
                        problem -> assertThat(problem.retryAfterSeconds()).isEqualTo(600));
        assertThatCode(() -> limits.take(THREE, "bob")).doesNotThrowAnyException();
        assertThatCode(() -> limits.take(new Limit("other", 1, Duration.ofMinutes(15)), "ann"))
                .doesNotThrowAnyException();
        now = now.plusSeconds(600);
        assertThatCode(() -> limits.take(THREE, "ann")).doesNotThrowAnyException();
    }

    @Test
    void aSuccessStartsTheCountAnew() {
        for (int i = 0; i < 3; i++) {
            limits.take(THREE, "carol");
        }
        limits.reset(THREE, "carol");

        assertThatCode(() -> limits.take(THREE, "carol")).doesNotThrowAnyException();
    }

    @Test
    void theSweepTakesOnlyWhatIsOver() {
        limits.take(THREE, "dora");
        assertThat(limits.sweep()).isZero();

        now = now.plus(Duration.ofDays(3));
        assertThat(limits.sweep()).isPositive();
    }

    @Test
    void withoutTheDatabaseNothingPasses() {
        var gone = TestDatabase.create();
        var blind = new Limits(gone.database(() -> now), InstallationKey.of(Ids.bytes(32)));
        gone.close();

        assertThatThrownBy(() -> blind.take(THREE, "ann")).isInstanceOf(RuntimeException.class);
    }
}
