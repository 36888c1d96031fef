package foghorn.component.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class UptimeHistoryTest {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** The clocks change at one, at two, at midnight, by half an hour; a zone changes sides of the date line; days of 23:15. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Etc/UTC"),
            OSLO,
            ZoneId.of("America/St_Johns"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"));

    @Example
    void aDayLastsFromMidnightToMidnightWhereThePageIs() {
        var history = history("2026-05-03T21:30:00Z", "2026-05-04T22:30:00Z", true);

        var days = history.days(LocalDate.parse("2026-05-03"), LocalDate.parse("2026-05-05"), OSLO);

        assertThat(days)
                .extracting(day -> day.downtime().major())
                .containsExactly(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofMinutes(30));
        assertThat(percent(days.get(1).downtime())).isZero();
        assertThat(severity(days.get(0).downtime())).isEqualTo(Severity.LONGER);
    }

    @Example
    void theDayOnWhichTheClocksChangeHasItsOwnLength() {
        var spring = LocalDate.parse("2026-03-29");
        var autumn = LocalDate.parse("2026-10-25");
        var always = new UptimeHistory(
                BEGIN,
                Instant.parse("2027-01-01T00:00:00Z"),
                List.of(new Outage(BEGIN, Instant.parse("2027-01-01T00:00:00Z"), false)));

        assertThat(always.over(spring, spring, OSLO).partial()).isEqualTo(Duration.ofHours(23));
        assertThat(always.over(autumn, autumn, OSLO).partial()).isEqualTo(Duration.ofHours(25));
        assertThat(percent(always.over(autumn, autumn, OSLO))).isEqualTo(70);
    }

    @Example
    void aDayThatTheZoneLeftOutIsNoTimeAtAll() {
        var from = Instant.parse("2011-12-01T00:00:00Z");
        var history = new UptimeHistory(from, Instant.parse("2012-02-01T00:00:00Z"), List.of());
        var samoa = ZoneId.of("Pacific/Apia");

        var days = history.days(LocalDate.parse("2011-12-29"), LocalDate.parse("2011-12-31"), samoa);

        assertThat(days)
                .extracting(day -> day.downtime().known())
                .containsExactly(Duration.ofHours(24), Duration.ZERO, Duration.ofHours(24));
        assertThat(severity(days.get(1).downtime())).isEqualTo(Severity.UNKNOWN);
    }

    @Example
    void whatIsBeforeTheBeginningOrAfterTheEndIsNotKnown() {
        var history = new UptimeHistory(
                Instant.parse("2026-05-02T12:00:00Z"), Instant.parse("2026-05-03T06:00:00Z"), List.of());

        var days = history.days(LocalDate.parse("2026-05-01"), LocalDate.parse("2026-05-04"), ZoneId.of("Etc/UTC"));

        assertThat(days).extracting(day -> day.downtime().known().toHours()).containsExactly(0L, 12L, 6L, 0L);
        assertThat(days.getFirst().downtime().isKnown()).isFalse();
        assertThat(percent(days.getFirst().downtime())).isEqualTo(100);
    }

    @Example
    void aMinuteOfAPartialOutageCountsThreeTenths() {
        var day = LocalDate.parse("2026-05-04");

        assertThat(severity(history("2026-05-04T10:00:00Z", "2026-05-04T11:06:39Z", false)
                        .over(day, day, OSLO)))
                .isEqualTo(Severity.SHORT);
        assertThat(severity(history("2026-05-04T10:00:00Z", "2026-05-04T11:06:40Z", false)
                        .over(day, day, OSLO)))
                .isEqualTo(Severity.LONGER);
        assertThat(severity(history("2026-05-04T10:00:00Z", "2026-05-04T10:00:59Z", true)
                        .over(day, day, OSLO)))
                .isEqualTo(Severity.CLEAN);
        assertThat(severity(history("2026-05-04T10:00:00Z", "2026-05-04T11:00:00Z", true)
                        .over(day, day, OSLO)))
                .isEqualTo(Severity.VERY_LONG);
    }

    @Example
    void aCorrectedDayIsAsItsCorrectionSays() {
        var spring = LocalDate.parse("2026-03-29");
        var known = new UptimeHistory(
                Instant.parse("2026-03-28T12:00:00Z"),
                Instant.parse("2026-03-30T12:00:00Z"),
                List.of(),
                Map.of(
                        spring,
                        new Correction(Duration.ofHours(1), Duration.ofHours(22)),
                        spring.minusDays(1),
                        new Correction(Duration.ofHours(1), Duration.ofHours(12)),
                        spring.minusDays(2),
                        new Correction(Duration.ZERO, Duration.ofHours(1))));

        var days = known.days(spring.minusDays(2), spring.plusDays(1), OSLO);

        assertThat(days).extracting(DayUptime::corrected).containsExactly(false, true, true, false);
        assertThat(days.get(0).downtime()).isEqualTo(Downtime.NONE);
        assertThat(days.get(1).downtime())
                .as("11 hours are known")
                .isEqualTo(new Downtime(Duration.ofHours(11), Duration.ZERO, Duration.ofHours(11)));
        assertThat(days.get(2).downtime())
                .isEqualTo(new Downtime(Duration.ofHours(23), Duration.ofHours(1), Duration.ofHours(22)));
        assertThat(known.over(spring, spring.plusDays(1), OSLO).major()).isEqualTo(Duration.ofHours(22));
    }

    @Example
    void outagesOutOfOrderAreRefused() {
        var late = new Outage(BEGIN.plusSeconds(60), BEGIN.plusSeconds(120), true);
        var early = new Outage(BEGIN, BEGIN.plusSeconds(61), true);

        assertThatThrownBy(() -> new UptimeHistory(BEGIN, BEGIN.plusSeconds(300), List.of(late, early)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UptimeHistory(BEGIN, BEGIN.plusSeconds(300), List.of(early, late)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void howTheDaysAreCutChangesNoSum(@ForAll("histories") UptimeHistory history) {
        var first = LocalDate.parse("2025-12-30");
        var last = LocalDate.parse("2027-02-01");
        var expected = sums(history);

        assertThat(ZONES)
                .allSatisfy(zone -> assertThat(history.over(first, last, zone)).isEqualTo(expected));
    }

    @Property
    void aDayIsNeverDownForLongerThanItIs(
            @ForAll("histories") UptimeHistory history, @ForAll @IntRange(max = 400) int day) {
        for (var zone : ZONES) {
            var date = LocalDate.parse("2026-01-01").plusDays(day);
            var downtime = history.over(date, date, zone);

            assertThat(downtime.known())
                    .isLessThanOrEqualTo(Duration.between(
                            date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone)));
            assertThat(percent(downtime)).isBetween(0.0, 100.0);
        }
    }

    @Property
    void aLongerOutageIsNeverBetter(@ForAll @IntRange(max = 3000) int minutes, @ForAll boolean isMajor) {
        var shorter = minutes(minutes, isMajor);
        var longer = minutes(minutes + 1, isMajor);

        assertThat(percent(longer)).isLessThan(percent(shorter));
        assertThat(severity(longer)).isGreaterThanOrEqualTo(severity(shorter));
        assertThat(severity(minutes(minutes, true))).isGreaterThanOrEqualTo(severity(minutes(minutes, false)));
    }

    @Provide
    Arbitrary<UptimeHistory> histories() {
        return Arbitraries.integers()
                .between(0, 200_000)
                .list()
                .ofMaxSize(40)
                .flatMap(lengths -> Arbitraries.of(true, false).map(first -> alternating(lengths, first)));
    }

    /** Up and down in turns, each for so many seconds; every second outage is a major one. */
    private static UptimeHistory alternating(List<Integer> lengths, boolean isUp) {
        var outages = new ArrayList<Outage>();
        var at = BEGIN;
        boolean up = isUp;
        for (int length : lengths) {
            var until = at.plusSeconds(length);
            if (!up) {
                outages.add(new Outage(at, until, outages.size() % 2 == 1));
            }
            at = until;
            up = !up;
        }
        return new UptimeHistory(BEGIN, at.plusSeconds(1), outages);
    }

    private static Downtime sums(UptimeHistory history) {
        var partial = Duration.ZERO;
        var major = Duration.ZERO;
        for (var outage : history.outages()) {
            var length = Duration.between(outage.from(), outage.until());
            partial = outage.isMajor() ? partial : partial.plus(length);
            major = outage.isMajor() ? major.plus(length) : major;
        }
        return new Downtime(Duration.between(history.from(), history.until()), partial, major);
    }

    private static Downtime minutes(int minutes, boolean isMajor) {
        var down = Duration.ofMinutes(minutes);
        return new Downtime(Duration.ofDays(3), isMajor ? Duration.ZERO : down, isMajor ? down : Duration.ZERO);
    }

    private static double percent(Downtime downtime) {
        return UptimeRule.STANDARD.percent(downtime);
    }

    private static Severity severity(Downtime downtime) {
        return UptimeRule.STANDARD.severity(downtime);
    }

    private static UptimeHistory history(String from, String until, boolean isMajor) {
        return new UptimeHistory(
                BEGIN,
                Instant.parse("2027-01-01T00:00:00Z"),
                List.of(new Outage(Instant.parse(from), Instant.parse(until), isMajor)));
    }
}
