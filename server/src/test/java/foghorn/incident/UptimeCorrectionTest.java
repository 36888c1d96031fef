package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.component.NewGroup;
import foghorn.component.uptime.ComponentDays;
import foghorn.component.uptime.CorrectionService;
import foghorn.component.uptime.CorrectionService.SeenDay;
import foghorn.component.uptime.NewCorrection;
import foghorn.component.uptime.UptimeRoom;
import foghorn.kit.db.TestDatabase;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UptimeCorrectionTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final int DAY = 24 * 60;
    private static final LocalDate FOURTH = LocalDate.parse("2026-05-04");
    private static final String REASON = "The probe was wrong.";

    private final UptimeService uptimes = new IncidentRoom(database).uptimes();
    private final CorrectionService corrections = new UptimeRoom(database).corrections();

    UptimeCorrectionTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    /** Down for an hour on 4 May, of which 14 hours and 59 minutes are known; now it is 6 May. */
    @BeforeEach
    void anHourTwoDaysAgo() {
        var opened = open(INVESTIGATING, Map.of(api.id(), MAJOR_OUTAGE));
        later(60);
        post(opened, RESOLVED, Map.of(api.id(), OPERATIONAL));
        later(2 * DAY);
    }

    @Test
    void aCorrectedDayCountsAsItsTeamSays() {
        correct(FOURTH, 15, 30, REASON);

        assertThat(report().major()).isEqualTo(Duration.ofMinutes(15));
        assertThat(report().partial()).isEqualTo(Duration.ofMinutes(30));
        assertThat(day(FOURTH).measured().major()).isEqualTo(Duration.ofHours(1));
        assertThat(day(FOURTH).counted().major()).isEqualTo(Duration.ofMinutes(15));
        assertThat(day(FOURTH).corrected())
                .hasValueSatisfying(its -> assertThat(its.reason()).isEqualTo(REASON));

        correct(FOURTH, 0, 0, REASON);
        assertThat(report().percent()).isEqualTo(100);
    }

    @Test
    void aCorrectionIsAuditAndEventAndCanBeTakenBack() {
        correct(FOURTH, 15, 30, REASON);
        var seen = day(FOURTH).version();
        corrections.undo(cast.alice(), cast.page(), api.id(), new SeenDay(FOURTH, seen));
        corrections.undo(cast.alice(), cast.page(), api.id(), new SeenDay(FOURTH, seen));

        assertThat(report().major()).isEqualTo(Duration.ofHours(1));
        assertThat(day(FOURTH).corrected()).isEmpty();
        var event = "component.uptime_corrected {\"component_id\":\"" + api.id() + "\",\"day\":\"2026-05-04\"}";
        assertThat(events()).endsWith(event, event);
        assertThat(audit())
                .containsExactly(
                        "{\"name\":\"API\",\"changed\":{\"major_minutes\":{\"before\":\"60\",\"after\":\"15\"},"
                                + "\"partial_minutes\":{\"before\":\"0\",\"after\":\"30\"},\"reason\":{}},\"day\":\"2026-05-04\"}",
                        "{\"name\":\"API\",\"changed\":{\"major_minutes\":{\"before\":\"15\",\"after\":\"60\"},"
                                + "\"partial_minutes\":{\"before\":\"30\",\"after\":\"0\"},\"reason\":{}},\"day\":\"2026-05-04\"}");
    }

    @Test
    void whatDoesNotDifferIsNotWrittenAgain() {
        correct(FOURTH, 15, 30, REASON);
        correct(FOURTH, 15, 30, " " + REASON);
        assertThat(audit()).hasSize(1);

        correct(FOURTH, 15, 30, "Measured by hand.");
        assertThat(audit()).hasSize(2);
    }

    @Test
    void onlyWhatCanHaveBeenIsTaken() {
        assertInvalid("day", () -> correct(LocalDate.parse("2026-05-06"), 0, 0, REASON));
        assertInvalid("day", () -> correct(LocalDate.MAX, 0, 0, REASON));
        assertInvalid("day", () -> correct(LocalDate.parse("2026-05-03"), 0, 0, REASON));
        assertInvalid("day", () -> correct(LocalDate.MIN, 0, 0, REASON));
        assertInvalid("major_minutes", () -> correct(FOURTH, -1, 0, REASON));
        assertInvalid("partial_minutes", () -> correct(FOURTH, 0, -1, REASON));
        assertInvalid("major_minutes", () -> correct(FOURTH, 800, 100, REASON));
        assertInvalid("major_minutes", () -> correct(FOURTH, Integer.MAX_VALUE, Integer.MAX_VALUE, REASON));
        assertInvalid("reason", () -> correct(FOURTH, 0, 0, "  "));
        assertInvalid("reason", () -> correct(FOURTH, 0, 0, "x".repeat(501)));
        assertThat(audit()).isEmpty();

        correct(FOURTH, 800, 99, "x".repeat(500));
        assertThat(report().partial()).isEqualTo(Duration.ofMinutes(99));
    }

    @Test
    void whatSomebodyElseSaidMeanwhileIsNotOverwrittenUnseen() {
        var measured = day(FOURTH).version();
        correct(FOURTH, 15, 30, REASON);
        var first = day(FOURTH).version();

        assertConflict(() -> correctSeen(measured, FOURTH, 10, 0, "Another reason."));
        assertThat(day(FOURTH).counted().major()).isEqualTo(Duration.ofMinutes(15));
        correctSeen(measured, FOURTH, 15, 30, REASON);
        assertThat(audit()).as("the same said twice").hasSize(1);

        later(1);
        correctSeen(first, FOURTH, 10, 0, "Another reason.");
        assertConflict(() -> corrections.undo(cast.alice(), cast.page(), api.id(), new SeenDay(FOURTH, first)));
        assertThat(day(FOURTH).counted().major()).isEqualTo(Duration.ofMinutes(10));
    }

    private static void assertConflict(ThrowingCallable verb) {
        assertThatThrownBy(verb).isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void onlyWhoManagesComponentsCorrects() {
        var group = components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("All", Optional.empty(), List.of(web.id())));
        var command = new NewCorrection(FOURTH, 0, 0, REASON, day(FOURTH).version());
        var seen = new SeenDay(FOURTH, day(FOURTH).version());

        assertThatThrownBy(() -> corrections.correct(cast.bob(), cast.page(), api.id(), command))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> corrections.undo(cast.bob(), cast.page(), api.id(), seen))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> corrections.month(cast.bob(), cast.page(), api.id(), Optional.empty()))
                .isInstanceOf(Problem.Forbidden.class);
        assertNotFound(() -> corrections.correct(cast.mallory(), cast.page(), api.id(), command));
        assertNotFound(() -> corrections.correct(cast.mallory(), cast.otherPage(), api.id(), command));
        assertNotFound(() ->
                corrections.correct(cast.alice(), cast.page(), group.group().id(), command));
        assertNotFound(() -> corrections.undo(cast.mallory(), cast.otherPage(), api.id(), seen));
    }

    @Test
    void aMonthHasTheDaysThatAreKnown() {
        var may = month("2026-05");

        assertThat(may.days())
                .extracting(ComponentDays.Day::day)
                .containsExactly(LocalDate.parse("2026-05-06"), LocalDate.parse("2026-05-05"), FOURTH);
        assertThat(may.days()).extracting(ComponentDays.Day::isOver).containsExactly(false, true, true);
        assertThat(month("0001-01").month()).isEqualTo(YearMonth.parse("2026-05"));
        assertThat(month("9999-12").month()).isEqualTo(YearMonth.parse("2026-05"));
    }

    private static void assertNotFound(ThrowingCallable verb) {
        assertThatThrownBy(verb).isInstanceOf(Problem.NotFound.class);
    }

    private void correct(LocalDate day, int majorMinutes, int partialMinutes, String reason) {
        var seen = month("2026-05").over(day).map(ComponentDays.Day::version).orElse("");
        correctSeen(seen, day, majorMinutes, partialMinutes, reason);
    }

    private void correctSeen(String seen, LocalDate day, int majorMinutes, int partialMinutes, String reason) {
        corrections.correct(
                cast.alice(),
                cast.page(),
                api.id(),
                new NewCorrection(day, majorMinutes, partialMinutes, reason, seen));
    }

    private ComponentDays month(String month) {
        return corrections.month(cast.alice(), cast.page(), api.id(), Optional.of(YearMonth.parse(month)));
    }

    private ComponentDays.Day day(LocalDate day) {
        return month("2026-05").over(day).orElseThrow();
    }

    private UptimeReport report() {
        var always = new UptimeRange.Wish(Optional.empty(), Optional.empty());
        return uptimes.ofComponent(cast.bob(), cast.page(), api.id(), always);
    }

    private List<String> audit() {
        return strings(
                "select details::text from audit_entry where action = 'component.uptime_corrected' and :page <> '' order by seq");
    }
}
