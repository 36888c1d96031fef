package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.incident.UptimeRange.Wish;
import foghorn.tenant.Problem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UptimeRangeTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-05-31");
    private static final int DAYS_OF_SIX_MONTHS = 184;

    @Example
    void withoutAWishTheLastNinetyDaysAreTold() {
        var range = range("", "", "");

        assertThat(range.first()).isEqualTo("2026-03-03");
        assertThat(range.last()).isEqualTo(TODAY);
        assertThat(range.warnings()).isEmpty();
        assertThat(range("", "", "2026-05-01").first()).isEqualTo("2026-05-01");
        assertThat(range("", "", "2026-05-01").warnings()).isEmpty();
        assertThat(range("", "", "2027-01-01").first()).isEqualTo(TODAY);
    }

    @Example
    void aYearOrAMonthIsAllOfItsDays() {
        assertThat(range("2026-02", "2026-02", "").first()).isEqualTo("2026-02-01");
        assertThat(range("2026-02", "2026-02", "").last()).isEqualTo("2026-02-28");
        assertThat(range("2026-01-15", "2026-02-03", "").last()).isEqualTo("2026-02-03");
        assertThat(range("2026", "2026-03", "").first()).isEqualTo("2026-01-01");
    }

    @Example
    void whatIsNotMetIsTold() {
        assertThat(range("", "2026", "").warnings())
                .containsExactly("The end is in the future; the range ends today, 2026-05-31.");
        assertThat(range("2026-04", "", "2026-05-02").warnings())
                .containsExactly("The start is before the history begins; the range starts on 2026-05-02.");
        var half = range("2025", "2026-05-31", "");
        assertThat(half.first()).isEqualTo("2025-12-01");
        assertThat(half.warnings()).containsExactly("The range is longer than six months; it starts on 2025-12-01.");
        assertThat(range("1969", "1970-02", "").first()).isEqualTo("1970-01-01");
    }

    @Example
    void aRangeWithoutADayIsRefused() {
        assertThatThrownBy(() -> range("2026-05-02", "2026-05-01", "")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> range("2026-06-01", "", "")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> range("", "2026-04", "2026-05-01")).isInstanceOf(Problem.Invalid.class);
        for (var text : new String[] {"26", "2026-13", "2026-02-30", "yesterday", "20xx", "2026-5-1", "999999-1"}) {
            assertThatThrownBy(() -> PartialDate.parse("start", text)).as(text).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Property
    void aRangeHasOneDayAtLeastAndSixMonthsAtMost(
            @ForAll @IntRange(max = 4000) int start, @ForAll @IntRange(max = 4000) int length) {
        var first = TODAY.minusDays(start);
        var last = first.plusDays(length);

        var range = UptimeRange.of(
                new Wish(Optional.of(new PartialDate(first, first)), Optional.of(new PartialDate(last, last))),
                TODAY,
                Optional.empty());

        assertThat(range.first()).isBetween(first, range.last());
        assertThat(range.last()).isBeforeOrEqualTo(last).isBeforeOrEqualTo(TODAY);
        assertThat(ChronoUnit.DAYS.between(range.first(), range.last())).isLessThan(DAYS_OF_SIX_MONTHS);
        boolean asAsked = range.first().equals(first) && range.last().equals(last);
        assertThat(range.warnings().isEmpty()).isEqualTo(asAsked);
    }

    private static UptimeRange range(String start, String end, String startDate) {
        return UptimeRange.of(
                new Wish(date("start", start), date("end", end)),
                TODAY,
                Optional.of(startDate).filter(text -> !text.isEmpty()).map(LocalDate::parse));
    }

    private static Optional<PartialDate> date(String field, String text) {
        return Optional.of(text).filter(given -> !given.isEmpty()).map(given -> PartialDate.parse(field, given));
    }
}
