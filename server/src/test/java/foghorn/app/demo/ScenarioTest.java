package foghorn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.component.ImportedComponent;
import foghorn.component.ImportedHistory;
import foghorn.incident.ImportedIncident;
import foghorn.incident.ImportedUpdate;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.mail.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    private static final Instant MADE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Scenario SCENARIO = new Scenario(MADE);

    @Test
    void theSameMomentTellsTheSame() {
        var again = new Scenario(MADE);

        assertThat(again.page()).isEqualTo(SCENARIO.page());
        assertThat(again.components()).isEqualTo(SCENARIO.components());
        assertThat(again.incidents()).isEqualTo(SCENARIO.incidents());
        assertThat(again.histories()).isEqualTo(SCENARIO.histories());
        assertThat(People.addresses()).isEqualTo(People.addresses());
    }

    @Test
    void thereAreTwentyComponentsInFourGroups() {
        assertThat(SCENARIO.components()).filteredOn(ImportedComponent::isGroup).hasSize(4);
        assertThat(SCENARIO.components())
                .filteredOn(component -> !component.isGroup())
                .hasSize(20)
                .allSatisfy(component -> assertThat(component.groupSourceId()).isPresent());
    }

    @Test
    void threeIncidentsAreOpenFortyAreOverOneMaintenanceRunsAndOneComes() {
        assertThat(SCENARIO.incidents())
                .filteredOn(incident -> incident.status() instanceof Realtime
                        && !incident.status().isOver())
                .hasSize(3);
        assertThat(SCENARIO.incidents())
                .filteredOn(incident -> incident.status() == Realtime.RESOLVED)
                .hasSize(40);
        assertThat(SCENARIO.incidents())
                .filteredOn(incident -> incident.status() instanceof Scheduled)
                .extracting(ImportedIncident::status)
                .containsExactlyInAnyOrder(Scheduled.IN_PROGRESS, Scheduled.SCHEDULED);
    }

    /** Also when clocks have just been changed, and at midnight. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-22T09:00:00Z", "2026-03-29T01:30:00Z", "2026-10-25T01:30:00Z", "2027-01-01T00:00:00Z"})
    void nothingIsToldBeforeItHappens(String moment) {
        var made = Instant.parse(moment);
        var scenario = new Scenario(made);

        assertThat(scenario.incidents()).allSatisfy(incident -> {
            assertThat(incident.updates())
                    .extracting(ImportedUpdate::displayAt)
                    .allSatisfy(at -> assertThat(at).isBetween(incident.startedAt(), made))
                    .doesNotHaveDuplicates();
            assertThat(incident.resolvedAt().isPresent())
                    .isEqualTo(incident.status().isOver());
        });
        assertThat(scenario.histories())
                .allSatisfy(history -> assertThat(history.spans())
                        .allSatisfy(span -> assertThat(span.from()).isBefore(made)));
    }

    @Test
    void componentsAreAsTheirHistoriesEnd() {
        var components = SCENARIO.components().stream()
                .filter(component -> !component.isGroup())
                .collect(Collectors.toMap(ImportedComponent::sourceId, ImportedComponent::status));

        assertThat(SCENARIO.histories())
                .hasSize(20)
                .allSatisfy(history ->
                        assertThat(history.spans().getLast().status()).isEqualTo(components.get(history.sourceId())));
        assertThat(components)
                .containsEntry("webhooks", ComponentStatus.PARTIAL_OUTAGE)
                .containsEntry("images", ComponentStatus.UNDER_MAINTENANCE)
                .containsEntry("checkout", ComponentStatus.OPERATIONAL);
    }

    @Test
    void uptimeDiffersByComponent() {
        var uptimes = SCENARIO.histories().stream().map(ScenarioTest::downtime).collect(Collectors.toSet());

        assertThat(uptimes).hasSizeGreaterThan(10).contains(Duration.ZERO);
        assertThat(uptimes).allSatisfy(down -> assertThat(down).isLessThan(Duration.ofDays(3)));
    }

    @Test
    void aThousandPeopleHaveAddressesThatNobodyCanHave() {
        assertThat(People.addresses()).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(People.addresses())
                .extracting(EmailAddress::domain)
                .isSubsetOf("example.com", "example.org", "example.net");
    }

    @Test
    void noTextIsToldTwice() {
        var texts = SCENARIO.incidents().stream()
                .flatMap(incident -> incident.updates().stream())
                .map(ImportedUpdate::body)
                .toList();

        assertThat(new HashSet<>(texts)).hasSameSizeAs(texts).hasSizeGreaterThan(130);
    }

    /** How long it was out, in part or as a whole, in the last 90 days. */
    private static Duration downtime(ImportedHistory history) {
        var down = Duration.ZERO;
        List<ImportedHistory.Span> spans = history.spans();
        for (int i = 0; i < spans.size(); i++) {
            var until = i + 1 < spans.size() ? spans.get(i + 1).from() : MADE;
            var status = spans.get(i).status();
            boolean counts = status == ComponentStatus.PARTIAL_OUTAGE || status == ComponentStatus.MAJOR_OUTAGE;
            if (counts && spans.get(i).from().isAfter(MADE.minus(Duration.ofDays(90)))) {
                down = down.plus(Duration.between(spans.get(i).from(), until));
            }
        }
        return down;
    }
}
