package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.component.NewComponent;
import foghorn.component.NewGroup;
import foghorn.incident.IncidentStatus.Scheduled;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IncidentRefusalTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();

    IncidentRefusalTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aStatusOfTheOtherKindIsRefused() {
        var incident = open(INVESTIGATING, Map.of());
        var maintenance = schedule(START.plusSeconds(3_600));

        assertInvalid(
                "incident.status",
                () -> incidents.update(
                        cast.bob(),
                        cast.page(),
                        id(incident),
                        IncidentPatch.post(Scheduled.COMPLETED, "", ComponentChanges.none())));
        assertInvalid(
                "incident.status",
                () -> incidents.update(
                        cast.alice(),
                        cast.page(),
                        id(maintenance),
                        IncidentPatch.post(RESOLVED, "", ComponentChanges.none())));
        assertInvalid("incident.scheduled_until", () -> schedule(START, START));
    }

    @Test
    void componentsThatAreNotThePagesOrAreGroupsAreRefused() {
        var foreign = components.components().create(cast.mallory(), cast.otherPage(), NewComponent.named("Theirs"));
        var group = components
                .groups()
                .create(cast.alice(), cast.page(), new NewGroup("Shop", Optional.empty(), List.of(web.id())));

        assertInvalid("incident.components", () -> open(INVESTIGATING, Map.of(foreign.id(), MAJOR_OUTAGE)));
        assertInvalid(
                "incident.components",
                () -> open(INVESTIGATING, Map.of(group.group().id(), MAJOR_OUTAGE)));
        assertInvalid(
                "incident.component_ids",
                () -> incidents.open(
                        cast.bob(),
                        cast.page(),
                        OpenIncident.of(
                                "A",
                                INVESTIGATING,
                                "",
                                new ComponentChanges(Map.of(), Optional.of(List.of(foreign.id()))))));
    }

    @Test
    void textsHaveTheirLimits() {
        assertInvalid("incident.name", () -> openNamed(" ", ""));
        assertInvalid("incident.name", () -> openNamed("x".repeat(256), ""));
        assertInvalid("incident.name", () -> openNamed("two\nlines", ""));
        assertInvalid("incident.body", () -> openNamed("A", "x".repeat(25_001)));
        assertThat(openNamed("ö".repeat(255), "𝔘".repeat(25_000)).updates()).hasSize(1);
    }

    @Test
    void anOutdatedVersionIsRefused() {
        var opened = open(INVESTIGATING, Map.of());
        post(opened, IDENTIFIED, Map.of());

        assertThatThrownBy(() ->
                        incidents.update(cast.bob(), cast.page(), id(opened), expecting(new ExpectedVersion.OfForm(1))))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> incidents.update(
                        cast.bob(), cast.page(), id(opened), expecting(new ExpectedVersion.IfMatch(1))))
                .isInstanceOf(Problem.PreconditionFailed.class);
    }

    @Test
    void everyoneDoesWhatHeMay() {
        var opened = open(INVESTIGATING, Map.of());
        var scheduled = schedule(START.plusSeconds(60));
        var key = cast.apiKey(Permission.VIEW_PAGE);

        assertThatThrownBy(() -> incidents.delete(cast.carol(), cast.page(), id(opened)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(key, cast.page(), id(opened))).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.carol(), cast.page(), new IncidentId("bcdfghjklmnp")))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.bob(), cast.page(), id(scheduled)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> incidents.delete(cast.mallory(), cast.page(), id(opened)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> incidents.find(cast.mallory(), cast.otherPage(), id(opened)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(incidents.find(key, cast.page(), id(opened))).isEqualTo(opened);
    }
}
