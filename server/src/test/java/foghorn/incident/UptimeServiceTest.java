package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.component.NewComponent;
import foghorn.component.NewGroup;
import foghorn.incident.UptimeRange.Wish;
import foghorn.kit.db.TestDatabase;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UptimeServiceTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final int DAY = 24 * 60;

    private final UptimeService uptimes = new IncidentRoom(database).uptimes();

    UptimeServiceTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    /** An hour in which the API was down, nine days ago. */
    private IncidentDetails hourOf(ComponentStatus status) {
        var opened = open(INVESTIGATING, Map.of(api.id(), status));
        later(60);
        post(opened, RESOLVED, Map.of(api.id(), OPERATIONAL));
        later(9 * DAY);
        return opened;
    }

    @Test
    void anOutageCountsOverTheTimeThatIsKnown() {
        var incident = hourOf(PARTIAL_OUTAGE);

        var report = ofComponent(api.id(), "", "");

        assertThat(report.name()).isEqualTo("API");
        assertThat(report.range().last()).isEqualTo("2026-05-13");
        assertThat(report.partial()).isEqualTo(Duration.ofHours(1));
        assertThat(report.major()).isZero();
        assertThat(report.percent()).isCloseTo(100 - 100 * 0.3 / (9 * 24 + 1), offset(1e-9));
        assertThat(report.incidents()).containsExactly(Map.entry(api.id(), List.of(id(incident))));
    }

    @Test
    void onlyTheDaysOfTheRangeCount() {
        hourOf(MAJOR_OUTAGE);
        var maintenance = id(schedule(clock.get().plusSeconds(60)));

        var quiet = ofComponent(api.id(), "2026-05-05", "2026-05-13");
        var loud = ofComponent(api.id(), "2026-05-04", "2026-05-04");

        assertThat(quiet.major()).isZero();
        assertThat(quiet.percent()).isEqualTo(100);
        assertThat(quiet.incidents()).isEmpty();
        assertThat(loud.major()).isEqualTo(Duration.ofHours(1));
        assertThat(loud.incidents().get(api.id())).hasSize(1).doesNotContain(maintenance);
    }

    @Test
    void whatLastsCountsUpToNow() {
        open(INVESTIGATING, Map.of(api.id(), MAJOR_OUTAGE));
        later(90);

        assertThat(ofComponent(api.id(), "", "").major()).isEqualTo(Duration.ofMinutes(90));
        assertThat(ofComponent(api.id(), "", "").percent()).isZero();
    }

    @Test
    void degradationAndMaintenanceAreNoDowntime() {
        open(INVESTIGATING, Map.of(api.id(), DEGRADED_PERFORMANCE, web.id(), UNDER_MAINTENANCE));
        later(DAY);

        assertThat(ofComponent(api.id(), "", "").percent()).isEqualTo(100);
        assertThat(ofComponent(web.id(), "", "").percent()).isEqualTo(100);
    }

    @Test
    void aGroupIsTheMeanOfItsComponents() {
        var group = components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("All", Optional.empty(), List.of(api.id(), web.id())));
        var incident = hourOf(MAJOR_OUTAGE);

        var report = uptimes.ofGroup(cast.bob(), cast.page(), group.group().id(), wish("", ""));

        assertThat(report.name()).isEqualTo("All");
        assertThat(report.major()).isEqualTo(Duration.ofMinutes(30));
        assertThat(report.percent()).isCloseTo(100 - 50.0 / (9 * 24 + 1), offset(1e-9));
        assertThat(report.incidents()).containsExactly(Map.entry(api.id(), List.of(id(incident))));
    }

    @Test
    void whoseUptimeIsNotShownHasNone() {
        var hidden = components
                .components()
                .create(
                        cast.alice(),
                        cast.page(),
                        new NewComponent(
                                "Hidden",
                                Optional.empty(),
                                OPERATIONAL,
                                Optional.empty(),
                                false,
                                false,
                                Optional.empty()));

        assertInvalid("showcase", () -> ofComponent(hidden.id(), "", ""));
    }

    @Test
    void aComponentIsKnownFromItsStartDate() {
        later(5 * DAY);
        var late = components
                .components()
                .create(
                        cast.alice(),
                        cast.page(),
                        new NewComponent(
                                "Late",
                                Optional.empty(),
                                MAJOR_OUTAGE,
                                Optional.empty(),
                                true,
                                false,
                                Optional.of(LocalDate.parse("2026-05-11"))));
        later(5 * DAY);

        var report = ofComponent(late.id(), "2026-05-01", "");

        assertThat(report.range().first()).isEqualTo("2026-05-11");
        assertThat(report.range().warnings()).hasSize(1);
        assertThat(report.major()).isBetween(Duration.ofHours(81), Duration.ofHours(82));
    }

    @Test
    void whatIsNoneOrElsewhereIsNotFound() {
        var group = components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("All", Optional.empty(), List.of(api.id())));

        assertThatThrownBy(() -> ofComponent(group.group().id(), "", "")).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> uptimes.ofGroup(cast.bob(), cast.page(), api.id(), wish("", "")))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> uptimes.ofComponent(cast.mallory(), cast.otherPage(), api.id(), wish("", "")))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> uptimes.ofComponent(cast.carol(), cast.page(), api.id(), wish("", "")))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private UptimeReport ofComponent(ComponentId id, String start, String end) {
        return uptimes.ofComponent(cast.bob(), cast.page(), id, wish(start, end));
    }

    private static Wish wish(String start, String end) {
        return new Wish(date(start), date(end));
    }

    private static Optional<PartialDate> date(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty()).map(given -> PartialDate.parse("start", given));
    }
}
