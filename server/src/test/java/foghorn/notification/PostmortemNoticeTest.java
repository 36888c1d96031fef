package foghorn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.incident.IncidentEvent;
import foghorn.incident.IncidentId;
import foghorn.incident.IncidentRoom;
import foghorn.incident.Postmortem;
import foghorn.incident.PostmortemDraft;
import foghorn.incident.PostmortemService;
import foghorn.incident.PublishPostmortem;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears of a postmortem, and what. */
class PostmortemNoticeTest {
    private static TestDatabase test;

    private Nodes nodes;
    private Town town;
    private PostmortemService postmortems;

    @BeforeAll
    static void create() {
        test = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @BeforeEach
    void found() {
        nodes = new Nodes(test);
        town = nodes.town;
        postmortems = new IncidentRoom(town.database).postmortems();
    }

    @AfterEach
    void stop() throws InterruptedException {
        nodes.stop();
    }

    /** An incident that is over, of which nobody was told. */
    private IncidentId over() {
        var incident = town.open("Gates stay shut", false);
        town.clock.pass(Duration.ofMinutes(5));
        town.post(
                incident,
                "resolved",
                "They open again.",
                (update, version) -> new IncidentEvent.Resolved(incident, update, version, false));
        town.change(tx -> tx.createUpdate(
                        "update incident set status = 'resolved', resolved_at = :now where id = :incident")
                .bind("incident", incident.value())
                .execute());
        town.clock.pass(Duration.ofMinutes(5));
        return incident;
    }

    private void publish(IncidentId incident, String body, boolean tells) {
        postmortems.write(town.job, town.page, incident, new PostmortemDraft(ExpectedVersion.any(), body));
        postmortems.publish(
                town.job,
                town.page,
                incident,
                new PublishPostmortem(
                        ExpectedVersion.any(),
                        Optional.empty(),
                        new Postmortem.Telling(tells, false, Optional.empty())));
    }

    @Test
    void itsTextIsThatOfItsPublicationWhateverIsWrittenLater() {
        town.follow("reader@a.example");
        town.hook("https://a.example/hook");
        nodes.start();
        var incident = over();
        publish(incident, "# Sand\n\nIt was the sand.", true);
        town.clock.pass(Duration.ofMinutes(5));
        publish(incident, "It was the salt.", false);

        Await.until("told", () -> town.deliveries().equals(Map.of("sent", 2L)));
        var event = town.events().getLast();
        var notice = new Notices(town.database).of(town.organization, event);
        assertThat(notice.kind()).isEqualTo(Notice.Kind.POSTMORTEM);
        assertThat(notice.name()).isEqualTo("Gates stay shut");
        assertThat(notice.update().body()).isEqualTo("# Sand\n\nIt was the sand.");
        assertThat(notice.earlier())
                .extracting(Notice.Update::body)
                .containsExactly("They open again.", "We are looking into it.");
        var hook = (Hook.OfIncident) new Notices(town.database).hook(town.organization, event);
        var told = hook.incident().aftermath().postmortem().orElseThrow();
        assertThat(told.body()).isEqualTo("# Sand\n\nIt was the sand.");
        assertThat(told.tellsSubscribers()).isTrue();
    }

    @Test
    void nobodyHearsOfItUnlessThatIsAskedFor() {
        town.follow("reader@a.example");
        nodes.start();
        publish(over(), "Quiet.", false);
        publish(over(), "Loud.", true);

        Await.until("the second is told", () -> town.deliveries().equals(Map.of("sent", 1L)));
        assertThat(town.events()).hasSize(1);
    }

    @Test
    void whatIsTakenBackIsCalledOffAndTheRestIsTold() {
        town.follow("reader@a.example");
        nodes.postbox.answer("reader@a.example", new DeliveryOutcome.RetryLater("451", "try later", Optional.empty()));
        nodes.start();
        var incident = over();
        publish(incident, "A word too many.", true);
        Await.until("it is tried again", () -> town.deliveries().equals(Map.of("retry", 1L)));

        postmortems.revert(town.job, town.page, incident, ExpectedVersion.any());

        Await.until("called off", () -> town.deliveries().equals(Map.of("cancelled", 1L)));
        town.clock.pass(Duration.ofHours(1));
        town.update(incident, "It is back.");
        Await.until("the update is told", () -> town.deliveries().equals(Map.of("cancelled", 1L, "sent", 1L)));
        var withdrawn = town.events().getFirst();
        var hook = (Hook.OfIncident) new Notices(town.database).hook(town.organization, withdrawn);
        assertThat(hook.incident().aftermath().postmortem()).isEmpty();
    }

    @Test
    void anUpdateDoesNotTakeItsPlace() {
        town.follow("reader@a.example");
        nodes.postbox.answer("reader@a.example", new DeliveryOutcome.RetryLater("451", "try later", Optional.empty()));
        nodes.start();
        var incident = over();
        publish(incident, "It was the sand.", true);
        Await.until("it is tried again", () -> town.deliveries().equals(Map.of("retry", 1L)));
        town.update(incident, "It is back.");
        Await.until("the update is told", () -> town.deliveries().equals(Map.of("retry", 1L, "sent", 1L)));
        town.clock.pass(Duration.ofHours(1));

        Await.until("both are told", () -> town.deliveries().equals(Map.of("sent", 2L)));
    }
}
