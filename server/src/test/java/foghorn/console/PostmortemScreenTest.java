package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.component.ComponentId;
import foghorn.component.ComponentStatus;
import foghorn.incident.ComponentChanges;
import foghorn.incident.IncidentDetails;
import foghorn.incident.IncidentPatch;
import foghorn.incident.IncidentStatus.Realtime;
import foghorn.incident.Postmortem;
import foghorn.incident.PostmortemDraft;
import foghorn.kit.patch.ExpectedVersion;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostmortemScreenTest {
    private static Desk desk;
    private ComponentId component = new ComponentId("bbbbbbbbbbbb");
    private IncidentDetails incident;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @BeforeEach
    void anIncidentIsOver() {
        component = desk.component("Lighthouse").id();
        incident = desk.incident("The *light* is out", component, ComponentStatus.MAJOR_OUTAGE);
        desk.minutesPass(5);
        desk.incidents
                .incidents()
                .update(
                        desk.cast.alice(),
                        desk.page,
                        incident.incident().id(),
                        IncidentPatch.post(Realtime.RESOLVED, "It shines <again>.", ComponentChanges.none()));
    }

    private String href(String path) {
        return desk.href("/incidents/" + incident.incident().id() + "/postmortem" + path);
    }

    private Optional<Postmortem> saved() {
        return desk.find(incident).postmortem();
    }

    private Postmortem writtenByAlice(String body) {
        return desk.incidents
                .postmortems()
                .write(
                        desk.cast.alice(),
                        desk.page,
                        incident.incident().id(),
                        new PostmortemDraft(ExpectedVersion.any(), body));
    }

    private static Map<String, String> form(String body, String then, int seen) {
        return Map.of("body_draft", body, "then", then, "seen", Integer.toString(seen));
    }

    @Test
    void anOutlineIsThereToBeginWithAndSavesNothing() {
        var bob = desk.as(desk.cast.bob());
        var screen = Jsoup.parse(bob.get(href("")).body());

        var text = screen.expectFirst("#field-body_draft").wholeText();
        assertThat(text)
                .contains("## Summary", "The \\*light\\* is out:", "## Impact", "- Lighthouse:", "## Timeline")
                .contains("UTC** Investigating: We are looking.\n", "** Resolved: It shines \\<again\\>.")
                .contains("## Root cause", "## What we do about it");
        assertThat(text.indexOf("Investigating")).isLessThan(text.indexOf("Resolved"));
        assertThat(screen.select("#shown h3").eachText()).startsWith("Summary", "Impact", "Timeline");
        assertThat(screen.expectFirst("#shown").text()).contains("The *light* is out:", "It shines <again>.");
        assertThat(saved()).isEmpty();
    }

    @Test
    void theIncidentLeadsThere() {
        var bob = desk.as(desk.cast.bob());
        var screen = desk.href("/incidents/" + incident.incident().id());
        assertThat(bob.get(screen).body()).contains(href(""), "Write a postmortem");
        writtenByAlice("Draft");
        assertThat(bob.get(screen).body()).contains("Postmortem: draft");
    }

    @Test
    void whatIsSavedIsPublishedWithOneMorePress() {
        desk.subscriber("reader-" + incident.incident().id() + "@lighthouse.example", "active", Optional.of(component));
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(href("")).body()).contains("Publish and notify 1", "Publish, telling nobody");

        assertThat(bob.post(href(""), form("# The bulb", "save", 0)).headers().firstValue("location"))
                .contains(href("?done=saved"));
        assertThat(saved().orElseThrow().published()).isEmpty();

        var screen = bob.get(href("?done=saved")).body();
        assertThat(screen)
                .contains(
                        "Draft saved. Nobody sees it",
                        "/preview/" + saved().orElseThrow().previewKey());

        int seen = saved().orElseThrow().version();
        assertThat(bob.post(href(""), form("# The bulb, again", "tell", seen)).statusCode())
                .isEqualTo(303);
        assertThat(saved().orElseThrow().published().orElseThrow().text().body())
                .isEqualTo("# The bulb, again");
        assertThat(saved().orElseThrow().toldAt()).isPresent();
        assertThat(bob.get(href("?done=learnt")).body())
                .contains("The page shows it now.", "Take it off the page", "Publish this text")
                .doesNotContain("and notify");
    }

    @Test
    void publishingMayTellNobody() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        bob.post(href(""), form("Quiet", "publish", 0));
        assertThat(saved().orElseThrow().isPublished()).isTrue();
        assertThat(saved().orElseThrow().toldAt()).isEmpty();
    }

    @Test
    void whatIsRefusedIsShownAgainWithNothingLost() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        var refused = bob.post(href(""), form("x".repeat(65_001), "save", 0));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Text must have at most 65,000 characters", "x".repeat(65_001));
        assertThat(saved()).isEmpty();
        assertThat(bob.post(href(""), form("  ", "tell", 0)).statusCode()).isEqualTo(422);
        assertThat(saved().filter(Postmortem::isPublished)).isEmpty();
    }

    @Test
    void twoWritersSeeBothTexts() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        var theirs = writtenByAlice("Alice's text.");

        var conflict = bob.post(href(""), form("Bob's text.", "tell", 0));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody was faster", "Alice's text.", "Bob's text.</textarea>");
        assertThat(saved().orElseThrow().draft().body()).isEqualTo("Alice's text.");
        assertThat(saved().orElseThrow().isPublished()).isFalse();

        assertThat(bob.post(href(""), form("Both texts.", "save", theirs.version()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(saved().orElseThrow().draft().body()).isEqualTo("Both texts.");
    }

    @Test
    void whatIsBeingWrittenIsSavedUnlessSomebodyElseWrites() {
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        var kept = bob.post(href("/autosave"), Map.of("body_draft", "# Half a", "seen", "0"));
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.headers().firstValue("hx-trigger")).contains("saved-draft");
        var answer = Jsoup.parseBodyFragment(kept.body());
        int seen = saved().orElseThrow().version();
        assertThat(answer.expectFirst("#seen").attr("value")).isEqualTo(Integer.toString(seen));
        assertThat(answer.expectFirst("#shown h3").text()).isEqualTo("Half a");
        assertThat(answer.text()).contains("Draft saved at 09:");
        assertThat(saved().orElseThrow().draft().body()).isEqualTo("# Half a");

        writtenByAlice("Alice's text.");
        var refused =
                bob.post(href("/autosave"), Map.of("body_draft", "# Half a sentence", "seen", Integer.toString(seen)));
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.headers().firstValue("hx-trigger")).isEmpty();
        assertThat(refused.body()).contains("Not saved: somebody else has changed this draft");
        assertThat(Jsoup.parseBodyFragment(refused.body()).expectFirst("#seen").attr("value"))
                .isEqualTo(Integer.toString(seen));
        assertThat(saved().orElseThrow().draft().body()).isEqualTo("Alice's text.");

        var tooLong = bob.post(href("/autosave"), Map.of("body_draft", "x".repeat(65_001), "seen", "9"));
        assertThat(tooLong.body()).contains("Not saved");
    }

    @Test
    void itIsTakenBackAndDeleted() {
        writtenByAlice("A word too many.");
        var bob = desk.as(desk.cast.bob());
        bob.get(href(""));
        bob.post(
                href(""),
                form("A word too many.", "publish", saved().orElseThrow().version()));

        assertThat(bob.post(href("/revert"), Map.of("seen", "1")).headers().firstValue("location"))
                .contains(href("?done=changed"));
        assertThat(saved().orElseThrow().isPublished()).isTrue();
        var seen = Integer.toString(saved().orElseThrow().version());
        assertThat(bob.post(href("/revert"), Map.of("seen", seen)).statusCode()).isEqualTo(303);
        assertThat(saved().orElseThrow().isPublished()).isFalse();

        assertThat(bob.get(href("/delete")).body()).contains("Delete the postmortem?");
        assertThat(bob.post(href("/delete"), Map.of()).headers().firstValue("location"))
                .contains(desk.href("/incidents/" + incident.incident().id() + "?done=forgotten"));
        assertThat(saved()).isEmpty();
        assertThat(bob.get(href("/delete")).statusCode()).isEqualTo(404);
    }

    @Test
    void thatThereIsNothingToWriteCanBeSaidAndTakenBack() {
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(href("")).body()).contains("No postmortem needed");
        bob.post(href("/ignore"), Map.of());
        assertThat(desk.find(incident).postmortemIgnored()).isTrue();
        assertThat(bob.get(href("")).body()).contains("It is needed after all");
        bob.post(href("/await"), Map.of());
        assertThat(desk.find(incident).postmortemIgnored()).isFalse();
    }

    @Test
    void whatGoesOnHasNone() {
        var going = desk.incident("It flickers", component, ComponentStatus.PARTIAL_OUTAGE);
        var bob = desk.as(desk.cast.bob());
        var screen = desk.href("/incidents/" + going.incident().id());
        assertThat(bob.get(screen).body()).doesNotContain("/postmortem");
        assertThat(bob.get(screen + "/postmortem").body()).contains("Not yet").doesNotContain("textarea");
        bob.get(screen);
        assertThat(bob.post(screen + "/postmortem", form("Too early", "save", 0))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoMayOnlyLookWritesNothing() {
        var vera = desk.as(desk.vera);
        vera.get(desk.href("/incidents/" + incident.incident().id()));
        assertThat(vera.get(href("")).statusCode()).isEqualTo(403);
        assertThat(vera.post(href("/autosave"), Map.of("body_draft", "Vera's", "seen", "0"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(saved()).isEmpty();
    }
}
