package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.e2e.ComposerForm.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is there again after the session has expired, and after the server was restarted, until it is sent or discarded. */
@Timeout(300)
class NothingWrittenIsLostTest {
    private static Larkfield larkfield;
    private static Harbour harbour;
    private static String console;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield(1280);
        harbour = new Harbour(larkfield.foghorn, larkfield.made);
        console = larkfield.console;
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    /** A form of the console, and what is written into it. */
    private record Writing(String path, Text text) {}

    /** On a narrow screen comes what follows the work on a wide one. */
    private static List<Writing> writings(boolean isWide) {
        var update = isWide
                ? new Text("", "Monitoring", "Under Maintenance", "minor")
                : new Text("", "Resolved", "Degraded Performance", "major");
        var maintenance = isWide
                ? new Text("", "In progress", "Partial Outage", "")
                : new Text("", "Completed", "Degraded Performance", "");
        return List.of(
                new Writing("/incidents/new", new Text("Fog at sea", "Identified", "Partial Outage", "critical")),
                new Writing("/incidents/" + harbour.incident, update),
                new Writing("/incidents/" + harbour.maintenance, maintenance));
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void everyFieldIsThereAgain(int width) {
        var screen = larkfield.person();
        screen.page().setViewportSize(width, 844);
        new Team(screen.open(console).isAt("Sign in")).signIn(Team.PASSWORD);
        screen.isAt("Open incidents");
        var form = new ComposerForm(screen);
        var writings = writings(width > 600);
        var typed = new HashMap<String, Map<String, Object>>();
        for (var writing : writings) {
            screen.open(console + writing.path());
            typed.put(writing.path(), form.changeEverything(writing.text()));

            expireSessions();
            screen.at("#publish").click();
            screen.isAt("Sign in").says("nothing was sent");
            new Team(screen).signIn(Team.PASSWORD);
            assertIsBack(screen, typed.getOrDefault(writing.path(), Map.of()));
        }

        larkfield.foghorn.stop();
        larkfield.foghorn.serve();
        var tab = new Screen(screen.page().context().newPage());
        screen.page().close();
        tab.page().setViewportSize(width, 844);
        for (var writing : writings) {
            tab.open(console + writing.path());
            assertIsBack(tab, typed.getOrDefault(writing.path(), Map.of()));
        }
        for (var writing : writings) {
            send(tab, writing.path(), typed.getOrDefault(writing.path(), Map.of()));
        }
    }

    private static void assertIsBack(Screen screen, Map<String, Object> typed) {
        screen.says("is back. It has not been sent.");
        assertThat(new ComposerForm(screen).fields()).isEqualTo(typed);
        assertThat(screen.at("#reach")).hasText("Nobody is told. The page changes all the same.");
    }

    /** Once it is sent the form begins anew. */
    private static void send(Screen screen, String path, Map<String, Object> typed) {
        screen.open(console + path).at("#publish").click();
        assertThat(screen.at(".notice.done")).isVisible();
        screen.says("& \"both\" <b>gates</b>, café ⛴").open(console + path);
        assertThat(screen.at("#publish")).isVisible();
        assertThat(screen.at(".notice.kept")).hasCount(0);
        assertThat(new ComposerForm(screen).fields()).isNotEqualTo(typed);
    }

    @Test
    void whatIsDiscardedAndWhatSomebodyLeavesBehindAreGone() {
        var screen = larkfield.person();
        new Team(screen.open(console).isAt("Sign in")).signIn(Team.PASSWORD);
        screen.press("Create incident").isAt("New incident").fill("Name", "Fog at sea");
        screen.open(console + "/incidents/new").says("is back").press("Discard it");
        assertThat(screen.field("Name")).hasValue("");
        assertThat(screen.at(".notice.kept")).hasCount(0);

        screen.fill("Name", "Fog in the harbour").press("Sign out").isAt("Sign in");
        new Team(screen).signIn(Team.PASSWORD);
        screen.press("Create incident").isAt("New incident");
        assertThat(screen.field("Name")).hasValue("");
        assertThat(screen.page().evaluate("() => Object.keys(localStorage).length"))
                .isEqualTo(0);
    }

    @Test
    void settingsAndComponentsAreKeptAsWell() {
        var screen = larkfield.person();
        new Team(screen.open(console).isAt("Sign in")).signIn(Team.PASSWORD);
        screen.isAt("Open incidents").open(console + "/components/" + harbour.quay);
        screen.fill("Description (optional)", "Where all boats land").open(console + "/settings");
        screen.fill("About text (optional)", "All boats of both quays.");
        expireSessions();
        screen.press("Save").isAt("Sign in");
        new Team(screen).signIn(Team.PASSWORD);
        screen.isAt("Page settings").says("is back");
        assertThat(screen.field("About text (optional)")).hasValue("All boats of both quays.");
        screen.press("Save").says("Saved.").open(console + "/components/" + harbour.quay);
        screen.says("is back");
        assertThat(screen.field("Description (optional)")).hasValue("Where all boats land");
        screen.press("Save").says("Saved.");
    }

    @Test
    void whoeverIsOnSeveralTeamsComesBackToTheTeamForWhichTheyWrote() {
        larkfield.foghorn.run(
                "organization",
                "create",
                "--organization",
                "Eastfield",
                "--owner-email",
                Team.ADDRESS,
                "--page",
                "Eastfield Boats");
        var screen = larkfield.person();
        new Team(screen.open(console).isAt("Sign in")).signIn(Team.PASSWORD);
        screen.press("Switch organization").isAt("Organizations").press("Switch to Eastfield");
        screen.press("Create incident").isAt("New incident").fill("Name", "Fog in the east");
        var composer = screen.page().url();
        expireSessions();
        screen.at("#publish").click();
        screen.isAt("Sign in").says("nothing was sent");
        new Team(screen).signIn(Team.PASSWORD);
        screen.isAt("New incident").says("is back");
        assertThat(screen.page()).hasURL(composer);
        assertThat(screen.field("Name")).hasValue("Fog in the east");
        assertThat(screen.at("header .place")).hasText("Eastfield Boats");

        screen.open(console.replaceFirst("/pages/.*", "/team"));
        expireSessions();
        screen.page().reload();
        new Team(screen.isAt("Sign in")).signIn(Team.PASSWORD);
        assertThat(screen.isAt("Team").at("#of-organization")).hasText("Eastfield");
    }

    /** In a browser of its own, since that a part of the page is refused is a complaint elsewhere. */
    @Test
    void whoWritesOnIsToldThatTheSessionHasEnded() {
        try (var browser = new Chromium("http://localhost:" + larkfield.foghorn.port)) {
            var screen = browser.person().open(console + "/incidents/new");
            new Team(screen.isAt("Sign in")).signIn(Team.PASSWORD);
            screen.isAt("New incident").fill("Name", "Fog on the pier");
            expireSessions();
            screen.field("Tell subscribers").uncheck();
            assertThat(screen.at("#reach")).containsText("Your session has ended.");
            screen.press("Sign in again").isAt("Sign in");
            new Team(screen).signIn(Team.PASSWORD);
            screen.isAt("New incident").says("is back");
            assertThat(screen.field("Name")).hasValue("Fog on the pier");
            assertThat(screen.field("Tell subscribers")).not().isChecked();
        }
    }

    /** As half an hour without use does. */
    private static void expireSessions() {
        new EmbeddedData(larkfield.foghorn.data())
                .execute("update session set seen_at = seen_at - interval '31 minutes'");
    }
}
