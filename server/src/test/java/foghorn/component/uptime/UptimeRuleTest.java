package foghorn.component.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class UptimeRuleTest {
    private static final List<Integer> STEPS = List.of(1, 20, 40, 60);

    @Example
    void aPageWeighsOutagesInItsOwnWay() {
        var harsh = new UptimeRule(100, 100, List.of(1, 2, 3, 4), Optional.empty());
        var mild = new UptimeRule(50, 0, STEPS, Optional.empty());
        var day = new Downtime(Duration.ofHours(24), Duration.ofMinutes(144), Duration.ofMinutes(144));

        assertThat(harsh.percent(day)).isEqualTo(80);
        assertThat(mild.percent(day)).isEqualTo(95);
        assertThat(mild.severity(day)).isEqualTo(Severity.VERY_LONG);
        assertThat(mild.severity(new Downtime(Duration.ofHours(24), Duration.ofHours(24), Duration.ZERO)))
                .isEqualTo(Severity.CLEAN);
        assertThat(harsh.severity(minutes(2))).isEqualTo(Severity.LONGER);
        assertThat(harsh.severity(minutes(3))).isEqualTo(Severity.LONG);
        assertThat(harsh.severity(Downtime.NONE)).isEqualTo(Severity.UNKNOWN);
    }

    @Example
    void aPromiseIsKeptByWhatItSaysAndNotByRounding() {
        var promise = new UptimeRule(100, 30, STEPS, Optional.of(new BigDecimal("99.9")));
        var month = Duration.ofDays(30);

        assertThat(promise.isMet(new Downtime(month, Duration.ZERO, Duration.ofSeconds(2_592))))
                .contains(true);
        assertThat(promise.isMet(new Downtime(month, Duration.ZERO, Duration.ofSeconds(2_593))))
                .contains(false);
        assertThat(promise.isMet(Downtime.NONE)).isEmpty();
        assertThat(UptimeRule.STANDARD.isMet(new Downtime(month, Duration.ZERO, month)))
                .isEmpty();
    }

    @Example
    void whatMakesNoSenseIsRefused() {
        assertRefused("major_weight", () -> new UptimeRule(101, 0, STEPS, Optional.empty()));
        assertRefused("partial_weight", () -> new UptimeRule(50, 51, STEPS, Optional.empty()));
        assertRefused("step_1", () -> new UptimeRule(100, 30, List.of(0, 1, 2, 3), Optional.empty()));
        assertRefused("step_3", () -> new UptimeRule(100, 30, List.of(1, 20, 20, 60), Optional.empty()));
        assertRefused("step_4", () -> new UptimeRule(100, 30, List.of(1, 20, 40, 1_441), Optional.empty()));
        for (var target : List.of("49.9", "100.001", "99.9999")) {
            assertRefused("target", () -> new UptimeRule(100, 30, STEPS, Optional.of(new BigDecimal(target))));
        }
        assertThat(new UptimeRule(100, 30, STEPS, Optional.of(new BigDecimal("100.000"))).target())
                .hasValueSatisfying(target -> assertThat(target.toPlainString()).isEqualTo("100"));
    }

    @Property
    void whatWeighsMoreIsNeverBetter(
            @ForAll @IntRange(max = 100) int major,
            @ForAll @IntRange(max = 100) int partial,
            @ForAll @IntRange(max = 700) int minutes) {
        var lighter = new UptimeRule(major, Math.min(partial, major), STEPS, Optional.empty());
        var heavier = new UptimeRule(100, Math.max(partial, lighter.partialPercent()), STEPS, Optional.empty());
        var down = Duration.ofMinutes(minutes);
        var day = new Downtime(Duration.ofHours(24), down, down);

        assertThat(heavier.percent(day))
                .isLessThanOrEqualTo(lighter.percent(day))
                .isBetween(0.0, 100.0);
        assertThat(heavier.severity(day)).isGreaterThanOrEqualTo(lighter.severity(day));
    }

    private static Downtime minutes(int major) {
        return new Downtime(Duration.ofHours(24), Duration.ZERO, Duration.ofMinutes(major));
    }

    private static void assertRefused(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        problem ->
                                assertThat(problem.errors().getFirst().field()).isEqualTo(field));
    }
}
