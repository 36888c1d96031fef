package foghorn.incident;

import static foghorn.incident.IncidentStatus.Realtime.INVESTIGATING;
import static foghorn.incident.IncidentStatus.Realtime.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.db.Paging;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentSearchTest {
    private TestDatabase test;
    private IncidentScene scene;

    @BeforeEach
    void open() {
        test = TestDatabase.create();
        scene = new IncidentScene(test);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private IncidentId named(String name, String body) {
        scene.later(1);
        return IncidentScene.id(scene.openNamed(name, body));
    }

    @Test
    void allWordsHaveToBeThereWhereverTheyStand() {
        var gates = named("Gates of the quay", "The motor is wet.");
        var boats = named("Boats are late", "The motor is cold.");
        scene.later(1);
        scene.incidents.update(
                scene.cast.bob(),
                scene.cast.page(),
                gates,
                IncidentPatch.post(RESOLVED, "See api.harbour.example/logs-2026.", ComponentChanges.none()));

        assertThat(scene.search("motor")).containsExactly(boats, gates);
        assertThat(scene.search("MOTOR gat")).containsExactly(gates);
        assertThat(scene.search("wet harbour")).containsExactly(gates);
        assertThat(scene.search("wet cold")).isEmpty();
        assertThat(scene.search("resolved")).containsExactly(gates);
        assertThat(scene.search("logs")).containsExactly(gates);
        assertThat(scene.search("2026")).containsExactly(gates);
        assertThat(scene.search("otor")).isEmpty();
        assertThat(scene.search("%")).isEmpty();
        assertThat(scene.search("motor & !wet")).containsExactly(gates);
    }

    @Test
    void anEditedTextIsFoundByItsPresentWords() {
        var gates = named("Gates", "The motor is wet.");
        var details = scene.incidents.find(scene.cast.bob(), scene.cast.page(), gates);
        scene.incidents.editUpdate(
                scene.cast.bob(),
                scene.cast.page(),
                gates,
                details.updates().getFirst().id(),
                new UpdatePatch(
                        ExpectedVersion.any(),
                        foghorn.kit.patch.Change.to("The motor is dry."),
                        foghorn.kit.patch.Change.keep(),
                        foghorn.kit.patch.Change.keep(),
                        foghorn.kit.patch.Change.keep()));
        assertThat(scene.search("wet")).isEmpty();
        assertThat(scene.search("dry")).containsExactly(gates);
    }

    @Test
    void ofAPostmortemOnlyWhatIsPublishedIsFound() {
        var over = scene.open(INVESTIGATING, Map.of());
        scene.post(over, RESOLVED, Map.of());
        var id = IncidentScene.id(over);
        var postmortems = new IncidentRoom(scene.database).postmortems();
        var bob = scene.cast.bob();
        postmortems.write(bob, scene.cast.page(), id, new PostmortemDraft(ExpectedVersion.any(), "It was *sand*."));
        assertThat(scene.search("sand")).isEmpty();
        postmortems.publish(
                bob,
                scene.cast.page(),
                id,
                new PublishPostmortem(ExpectedVersion.any(), Optional.empty(), Postmortem.Telling.NOBODY));
        assertThat(scene.search("sand")).containsExactly(id);
        var found = scene.incidents
                .search(bob, scene.cast.page(), SearchWords.of("sand"), IncidentScene.ALL)
                .getFirst();
        assertThat(new Highlights(SearchWords.of("sand")).of(found))
                .isEqualTo(Map.of("postmortem_body", List.of("It was *<em>sand</em>*.")));
        postmortems.revert(bob, scene.cast.page(), id, ExpectedVersion.any());
        assertThat(scene.search("sand")).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotFound() {
        var gates = named("Gates", "The motor is wet.");
        scene.incidents.delete(scene.cast.bob(), scene.cast.page(), gates);
        assertThat(scene.search("motor")).isEmpty();
    }

    @Test
    void whatIsFoundComesInPartsTheNewestFirst() {
        var first = named("Fog one", "Body");
        var second = named("Fog two", "Body");
        var third = named("Fog three", "Body");
        assertThat(part(0)).containsExactly(third, second);
        assertThat(part(2)).containsExactly(first);
        assertThat(part(4)).isEmpty();
    }

    private List<IncidentId> part(long offset) {
        return scene
                .incidents
                .search(scene.cast.bob(), scene.cast.page(), SearchWords.of("fog"), new Paging(2, offset))
                .stream()
                .map(IncidentScene::id)
                .toList();
    }

    @Test
    void whatIsOnAnotherPageIsNotFound() {
        named("Fog here", "Body");
        var other = scene.cast.anotherPage("Other").id();
        assertThat(scene.incidents.search(scene.cast.alice(), other, SearchWords.of("fog"), IncidentScene.ALL))
                .isEmpty();
    }
}
