package foghorn.incident;

import static foghorn.incident.IncidentScene.assertInvalid;
import static foghorn.incident.IncidentScene.id;
import static foghorn.incident.IncidentStatus.Realtime.IDENTIFIED;
import static foghorn.incident.IncidentStatus.Realtime.INVESTIGATING;
import static foghorn.incident.IncidentStatus.Realtime.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostmortemServiceTest {
    private static final Postmortem.Telling TELL = new Postmortem.Telling(true, false, Optional.empty());

    private TestDatabase test;
    private IncidentScene scene;
    private PostmortemService postmortems;
    private Call bob;

    @BeforeEach
    void open() {
        test = TestDatabase.create();
        scene = new IncidentScene(test);
        postmortems = new IncidentRoom(scene.database).postmortems();
        bob = scene.cast.bob();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private IncidentId resolved() {
        var incident = scene.open(INVESTIGATING, Map.of());
        scene.later(5);
        scene.post(incident, RESOLVED, Map.of());
        scene.later(5);
        return id(incident);
    }

    private Postmortem write(IncidentId incident, String body) {
        return postmortems.write(bob, scene.cast.page(), incident, new PostmortemDraft(ExpectedVersion.any(), body));
    }

    private Postmortem publish(IncidentId incident, Postmortem.Telling telling) {
        return postmortems.publish(
                bob,
                scene.cast.page(),
                incident,
                new PublishPostmortem(ExpectedVersion.any(), Optional.empty(), telling));
    }

    private IncidentDetails details(IncidentId incident) {
        return scene.incidents.find(bob, scene.cast.page(), incident);
    }

    @Test
    void aDraftIsTheTeamsAlone() {
        var incident = resolved();
        var before = scene.events();
        var version = details(incident).incident().version();

        var draft = write(incident, "# What we know");

        assertThat(draft.draft().body()).isEqualTo("# What we know");
        assertThat(draft.published()).isEmpty();
        assertThat(draft.version()).isEqualTo(1);
        assertThat(draft.previewKey()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(scene.events()).isEqualTo(before);
        assertThat(details(incident).incident().version()).isEqualTo(version);
        assertThat(postmortems.find(bob, scene.cast.page(), incident)).isEqualTo(draft);
        assertThat(details(incident).postmortem()).contains(draft);
    }

    @Test
    void nothingIsWrittenWhileTheIncidentGoesOn() {
        var open = id(scene.open(INVESTIGATING, Map.of()));
        assertInvalid("body_draft", () -> write(open, "Too early"));
        assertThatThrownBy(() -> postmortems.find(bob, scene.cast.page(), open)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whatIsPublishedStaysUntilItIsPublishedAnew() {
        var incident = resolved();
        write(incident, "First");
        var published = publish(incident, Postmortem.Telling.NOBODY);
        scene.later(10);
        var edited = write(incident, "Second");

        assertThat(edited.published()).isEqualTo(published.published());
        assertThat(edited.isAhead()).isTrue();

        var again = publish(incident, Postmortem.Telling.NOBODY).published().orElseThrow();
        assertThat(again.text().body()).isEqualTo("Second");
        assertThat(again.at()).isEqualTo(published.published().orElseThrow().at());
        assertThat(again.text().updatedAt()).isAfter(again.at());
        assertThat(scene.events().getLast()).startsWith("postmortem.published ").contains("\"notify\":false");
    }

    @Test
    void publishingMakesAnotherVersionOfTheIncident() {
        var incident = resolved();
        write(incident, "First");
        int version = details(incident).incident().version();
        publish(incident, Postmortem.Telling.NOBODY);
        assertThat(details(incident).incident().version()).isEqualTo(version + 1);
    }

    @Test
    void theTextGivenWithThePublicationIsThePublishedOne() {
        var incident = resolved();
        var published = postmortems.publish(
                bob,
                scene.cast.page(),
                incident,
                new PublishPostmortem(ExpectedVersion.any(), Optional.of("At once"), TELL));
        assertThat(published.published().orElseThrow().text().body()).isEqualTo("At once");
        assertThat(published.draft().body()).isEqualTo("At once");
        assertThat(published.toldAt()).isPresent();
    }

    @Test
    void subscribersAreToldOnce() {
        var incident = resolved();
        write(incident, "First");
        publish(incident, TELL);
        write(incident, "Second");
        publish(incident, TELL);
        assertThat(scene.events().stream().filter(event -> event.startsWith("postmortem.published")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"notify\":true"),
                        second -> assertThat(second).contains("\"notify\":false"));
    }

    @Test
    void nothingIsPublishedOfNothing() {
        var incident = resolved();
        assertThatThrownBy(() -> publish(incident, TELL)).isInstanceOf(Problem.NotFound.class);
        write(incident, " \n ");
        assertInvalid("body_draft", () -> publish(incident, TELL));
    }

    @Test
    void whatWasReopenedIsNotPublished() {
        var incident = resolved();
        write(incident, "First");
        scene.incidents.update(
                bob,
                scene.cast.page(),
                incident,
                IncidentPatch.post(IDENTIFIED, "It is back.", ComponentChanges.none()));
        assertInvalid("body_draft", () -> publish(incident, TELL));
    }

    @Test
    void whatIsTakenBackStaysAsADraft() {
        var incident = resolved();
        write(incident, "First");
        publish(incident, TELL);
        var reverted = postmortems.revert(bob, scene.cast.page(), incident, ExpectedVersion.any());
        assertThat(reverted.published()).isEmpty();
        assertThat(reverted.draft().body()).isEqualTo("First");
        assertThat(scene.events().getLast()).startsWith("postmortem.withdrawn ");
        int events = scene.events().size();
        assertThat(postmortems.revert(bob, scene.cast.page(), incident, ExpectedVersion.any()))
                .isEqualTo(reverted);
        assertThat(scene.events()).hasSize(events);
    }

    @Test
    void whatIsDeletedCanBeBegunAgain() {
        var incident = resolved();
        write(incident, "First");
        publish(incident, TELL);
        postmortems.delete(bob, scene.cast.page(), incident, ExpectedVersion.any());
        assertThat(details(incident).postmortem()).isEmpty();
        assertThat(scene.events().getLast()).startsWith("postmortem.withdrawn ");

        write(incident, "Anew");
        assertThat(publish(incident, TELL).toldAt()).isPresent();
        assertThat(scene.strings("select body from postmortem_version where page_id = :page order by version"))
                .containsExactly("First", "Anew");
    }

    @Test
    void theVersionThatTheWriterSawDecides() {
        var incident = resolved();
        var seen = write(incident, "First").version();
        save(scene.cast.alice(), incident, "Somebody else's");
        var expected = new ExpectedVersion.OfForm(seen);
        assertThatThrownBy(() ->
                        postmortems.write(bob, scene.cast.page(), incident, new PostmortemDraft(expected, "Mine")))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> postmortems.publish(
                        bob, scene.cast.page(), incident, new PublishPostmortem(expected, Optional.empty(), TELL)))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(
                        () -> postmortems.revert(bob, scene.cast.page(), incident, new ExpectedVersion.IfMatch(seen)))
                .isInstanceOf(Problem.PreconditionFailed.class);
        assertThat(postmortems.find(bob, scene.cast.page(), incident).draft().body())
                .isEqualTo("Somebody else's");
    }

    @Test
    void whoSavesWhileAnEarlierSavingIsUnderWayIsNotHisOwnRival() {
        var incident = resolved();
        var seen = new ExpectedVersion.OfForm(write(incident, "First").version());
        write(incident, "First and");
        var mine = new PostmortemDraft(seen, "First and second");
        assertThat(postmortems
                        .write(bob, scene.cast.page(), incident, mine)
                        .draft()
                        .body())
                .isEqualTo("First and second");
        scene.later(2);
        assertThatThrownBy(() -> postmortems.write(
                        bob, scene.cast.page(), incident, new PostmortemDraft(seen, "From a tab of yesterday")))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void aStretchOfWritingIsOneEntryOfTheLog() {
        var incident = resolved();
        for (int i = 0; i < 5; i++) {
            save(bob, incident, "Draft " + i);
            scene.later(4);
        }
        assertThat(entries()).hasSize(1);
        save(scene.cast.alice(), incident, "By Alice");
        assertThat(entries()).hasSize(2);
        scene.later(40);
        save(scene.cast.alice(), incident, "By Alice, later");
        assertThat(entries()).hasSize(3);
        write(incident, "Saved by hand");
        write(incident, "And again");
        assertThat(entries()).hasSize(5);
        write(incident, "And again");
        assertThat(entries()).hasSize(5);
    }

    private void save(Call who, IncidentId incident, String body) {
        postmortems.write(who, scene.cast.page(), incident, new PostmortemDraft(ExpectedVersion.any(), body, true));
    }

    private java.util.List<String> entries() {
        return scene.strings("select action from audit_entry where action = 'postmortem.drafted' order by seq");
    }

    @Test
    void longerThanItMayBeIsRefused() {
        var incident = resolved();
        assertThat(write(incident, "ü".repeat(65_000)).draft().body()).hasSize(65_000);
        assertInvalid("body_draft", () -> write(incident, "ü".repeat(65_001)));
        assertInvalid(
                "custom_tweet",
                () -> publish(incident, new Postmortem.Telling(false, true, Optional.of("x".repeat(281)))));
    }

    @Test
    void aTeamMaySayThatThereIsNothingToWrite() {
        var incident = resolved();
        assertThat(details(incident).postmortemIgnored()).isFalse();
        postmortems.ignore(bob, scene.cast.page(), incident, true);
        assertThat(details(incident).postmortemIgnored()).isTrue();
        int events = scene.events().size();
        postmortems.ignore(bob, scene.cast.page(), incident, true);
        assertThat(scene.events()).hasSize(events);
        postmortems.ignore(bob, scene.cast.page(), incident, false);
        assertThat(details(incident).postmortemIgnored()).isFalse();
    }

    @Test
    void nobodyElseFindsIt() {
        var incident = resolved();
        write(incident, "Ours");
        var mallory = scene.cast.mallory();
        assertThatThrownBy(() -> postmortems.find(mallory, scene.cast.page(), incident))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> postmortems.delete(mallory, scene.cast.page(), incident, ExpectedVersion.any()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> postmortems.find(bob, scene.cast.page(), new IncidentId("0000000000zz")))
                .isInstanceOf(Problem.NotFound.class);
    }
}
