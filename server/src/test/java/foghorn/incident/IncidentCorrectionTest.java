package foghorn.incident;

import static foghorn.component.ComponentStatus.*;
import static foghorn.incident.IncidentStatus.Realtime.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Problem;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IncidentCorrectionTest extends IncidentScene {
    private static final TestDatabase POSTGRES = TestDatabase.create();

    IncidentCorrectionTest() {
        super(POSTGRES);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void anEditedUpdateKeepsItsEarlierTextForWhatIsStillToBeTold() {
        var opened = open(INVESTIGATING, Map.of());
        var update = opened.updates().getFirst();
        var edited = incidents.editUpdate(
                cast.bob(), cast.page(), id(opened), update.id(), UpdatePatch.toBody("Corrected."));

        assertThat(edited.updates()).extracting(IncidentUpdate::body).containsExactly("Corrected.");
        assertThat(edited.incident().version()).isEqualTo(2);
        assertThat(
                        strings(
                                "select version || ' ' || body from incident_update_version where page_id = :page order by version"))
                .containsExactly("1 We are looking.", "2 Corrected.");
        assertThat(events())
                .last()
                .isEqualTo("incident.edited {\"incident_id\":\"" + id(opened) + "\",\"incident_update_id\":\""
                        + update.id() + "\",\"update_version\":2}");
        assertThatThrownBy(() -> incidents.editUpdate(
                        cast.bob(),
                        cast.page(),
                        id(open(INVESTIGATING, Map.of())),
                        update.id(),
                        UpdatePatch.toBody("x")))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void theResolutionMovesWithTheUpdateThatSetIt() {
        var opened = open(INVESTIGATING, Map.of());
        later(30);
        var resolved = post(opened, RESOLVED, Map.of());
        var earlier = START.plusSeconds(60);
        var patch =
                new UpdatePatch(ExpectedVersion.any(), Change.keep(), Change.to(earlier), Change.keep(), Change.keep());
        var edited = incidents.editUpdate(
                cast.bob(),
                cast.page(),
                id(opened),
                resolved.updates().getFirst().id(),
                patch);

        assertThat(edited.incident().resolvedAt()).contains(earlier);
    }

    @Test
    void aDeletedIncidentIsGone() {
        var opened = open(INVESTIGATING, Map.of(api.id(), PARTIAL_OUTAGE));

        assertThat(incidents.delete(cast.bob(), cast.page(), id(opened))).isEqualTo(opened);
        assertThat(list(IncidentList.ALL)).isEmpty();
        assertThat(events()).last().isEqualTo("incident.deleted {\"incident_id\":\"" + id(opened) + "\"}");
        assertThatThrownBy(() -> post(opened, RESOLVED, Map.of())).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void wordsAreFoundByTheirBeginnings() {
        var slow = open(INVESTIGATING, Map.of());
        var odd = openNamed("100% of A_B fail", "Odd.");

        assertThat(search("CHECKOUT")).containsExactly(id(slow));
        assertThat(search("looking")).containsExactly(id(slow));
        assertThat(search("100%")).containsExactly(id(odd));
        assertThat(search("A_B")).containsExactly(id(odd));
        assertThat(search("1%f")).containsExactly(id(odd));
        assertThat(search("hundred")).isEmpty();
        assertThat(search("\\")).isEmpty();
    }
}
