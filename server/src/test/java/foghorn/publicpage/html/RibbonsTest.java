package foghorn.publicpage.html;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentStatus;
import foghorn.incident.IncidentImpact;
import foghorn.incident.IncidentStatus;
import foghorn.publicpage.snapshot.ComponentFacts;
import foghorn.publicpage.snapshot.IncidentFacts;
import foghorn.publicpage.snapshot.UpdateFacts;
import foghorn.publicpage.snapshot.UpdateFacts.Mention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RibbonsTest {
    private static final Instant BEGIN = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void anIncidentThatIsOverIsDrawnFromItsBeginningToItsEnd() {
        var ribbon = Ribbons.of(
                        over(
                                60,
                                change(0, "operational", "major_outage"),
                                change(40, "major_outage", "degraded_performance")),
                        now("operational"))
                .orElseThrow();

        assertThat(ribbon.words()).isEqualTo("Major outage for 40 minutes, then degraded performance for 20 minutes.");
        assertThat(ribbon.steps())
                .containsExactly(
                        new RibbonView.Step("degraded", "M400 16v-7h200v7z"),
                        new RibbonView.Step("major", "M0 16v-16h400v16z"));
    }

    @Test
    void whatGoesOnEndsWithThePresent() {
        var ribbon = Ribbons.of(
                        open(
                                change(0, "operational", "partial_outage"),
                                change(30, "partial_outage", "degraded_performance")),
                        now("degraded_performance"))
                .orElseThrow();

        assertThat(ribbon.words()).isEqualTo("Partial outage for 30 minutes, now degraded performance.");
        assertThat(ribbon.steps())
                .containsExactly(
                        new RibbonView.Step("degraded", "M480 16v-7h120v7z"),
                        new RibbonView.Step("partial", "M0 16v-11h480v11z"));
    }

    @Test
    void manyTurnsAreSummedUpWithTheWorstFirst() {
        var ribbon = Ribbons.of(
                        over(
                                60,
                                change(0, "operational", "degraded_performance"),
                                change(10, "degraded_performance", "major_outage"),
                                change(20, "major_outage", "degraded_performance"),
                                change(30, "degraded_performance", "major_outage"),
                                change(45, "major_outage", "operational")),
                        now("operational"))
                .orElseThrow();

        assertThat(ribbon.words())
                .isEqualTo("In all major outage for 25 minutes, degraded performance for 20 minutes,"
                        + " operational for 15 minutes.");
    }

    @Test
    void changesOutOfOrderAndOutOfTheTimeAreCutToIt() {
        var ribbon = Ribbons.of(
                        over(
                                60,
                                change(90, "partial_outage", "operational"),
                                change(-30, "operational", "major_outage"),
                                change(15, "major_outage", "partial_outage")),
                        now("operational"))
                .orElseThrow();

        assertThat(ribbon.words()).isEqualTo("Major outage for 15 minutes, then partial outage for 45 minutes.");
    }

    @Test
    void aMomentIsSeen() {
        var ribbon = Ribbons.of(
                        over(
                                600,
                                change(0, "operational", "degraded_performance"),
                                change(599, "degraded_performance", "major_outage")),
                        now("operational"))
                .orElseThrow();

        assertThat(ribbon.steps()).contains(new RibbonView.Step("major", "M594 16v-16h6v16z"));
    }

    @Test
    void whereNothingIsKnownNothingIsDrawn() {
        assertThat(Ribbons.of(open(change(0, "operational", "major_outage")), now("major_outage")))
                .as("what has just begun is nothing but the present")
                .isEmpty();
        assertThat(Ribbons.of(over(60), now("operational"))).isEmpty();
        assertThat(Ribbons.of(over(0, change(0, "operational", "major_outage")), now("operational")))
                .isEmpty();
        assertThat(Ribbons.of(planned(change(0, "operational", "operational")), now("operational")))
                .isEmpty();
    }

    private static UpdateFacts change(int minute, String before, String after) {
        var at = BEGIN.plusSeconds(60L * minute);
        var mention = new Mention("b1", "Boats", status(before), status(after));
        var another = new Mention("b2", "Quays", status("operational"), status("under_maintenance"));
        return new UpdateFacts(
                "u" + minute,
                IncidentStatus.Realtime.IDENTIFIED,
                "Fog.",
                List.of(another, mention),
                false,
                Optional.empty(),
                Optional.empty(),
                1,
                at,
                at,
                at);
    }

    private static ComponentStatus status(String wire) {
        return ComponentStatus.parse(wire).orElseThrow();
    }

    private static ComponentFacts now(String status) {
        return new ComponentFacts(
                "b1",
                Optional.empty(),
                false,
                "Boats",
                Optional.empty(),
                status(status),
                1,
                true,
                false,
                Optional.empty(),
                1,
                BEGIN,
                BEGIN);
    }

    private static IncidentFacts over(int minutes, UpdateFacts... changes) {
        return incident(
                IncidentStatus.Realtime.RESOLVED,
                Optional.of(BEGIN.plusSeconds(60L * minutes)),
                Arrays.asList(changes));
    }

    private static IncidentFacts open(UpdateFacts... changes) {
        return incident(IncidentStatus.Realtime.IDENTIFIED, Optional.empty(), Arrays.asList(changes));
    }

    private static IncidentFacts planned(UpdateFacts... changes) {
        return incident(IncidentStatus.Scheduled.SCHEDULED, Optional.empty(), Arrays.asList(changes));
    }

    private static IncidentFacts incident(IncidentStatus status, Optional<Instant> end, List<UpdateFacts> changes) {
        return new IncidentFacts(
                "i1",
                "Fog",
                status,
                IncidentImpact.MAJOR,
                false,
                Optional.empty(),
                BEGIN,
                Optional.empty(),
                end,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BEGIN,
                BEGIN,
                new ArrayList<>(changes).reversed(),
                List.of(),
                Optional.empty());
    }
}
