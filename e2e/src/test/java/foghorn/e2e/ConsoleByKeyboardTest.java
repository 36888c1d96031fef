package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The everyday work of a team in its console, by the keyboard alone. */
@Timeout(300)
class ConsoleByKeyboardTest {
    private static Foghorn foghorn;
    private static Chromium chromium;
    private static String console;
    private static String page;

    @BeforeAll
    static void open() {
        foghorn = new Foghorn().serve();
        chromium = new Chromium("http://localhost:" + foghorn.port);
        var screen = chromium.person();
        page = new Team(screen).setUp(foghorn).pageUrl();
        console = screen.press("To the console")
                .isAt("All Systems Operational")
                .page()
                .url();
    }

    @AfterAll
    static void close() {
        try (var server = foghorn;
                var browser = chromium) {
            browser.assertQuiet();
            assertThat(server.printed()).doesNotContain("ERROR");
        }
    }

    private static Keyboard signedIn() {
        var keyboard = new Keyboard(chromium.person().open(console).isAt("Sign in"));
        keyboard.signIn();
        keyboard.screen().isAt("Open incidents");
        return keyboard;
    }

    @Test
    void thePageSaysWhatItsTeamHasWritten() {
        var keys = signedIn();
        keys.enter("Page settings");
        keys.screen().isAt("Page settings");
        keys.replace("About text", "All boats from both quays.");
        keys.replace("Support link", "larkfield.example/help");
        keys.enter("Save");
        keys.screen().isAt("There is a problem").says("Support link must be a web address");
        assertThat(keys.screen().field("About text")).hasValue("All boats from both quays.");
        keys.enter("Support link must be");
        keys.press("Control+A");
        keys.type("Support link", "https://larkfield.example/help");
        keys.tabTo("Time zone");
        keys.screen().page().keyboard().type("Oslo");
        keys.enter("Save");
        keys.screen().says("Saved.");
        assertThat(keys.screen().field("Time zone")).hasValue("Europe/Oslo");

        var visitor = chromium.person().open(page).says("All boats from both quays.");
        assertThat(visitor.at("footer a[href='https://larkfield.example/help']"))
                .hasText("Get help");
    }

    @Test
    void aProgramGetsAKeyAndLosesIt() {
        var keys = signedIn();
        var screen = keys.screen();
        keys.enter("API keys");
        screen.isAt("API keys");
        keys.enter("New API key");
        screen.isAt("New API key");
        keys.type("Name", "Deployment");
        keys.tick("Components and their statuses");
        keys.tabTo("In 90 days");
        keys.press("ArrowLeft");
        keys.enter("Make the key");
        screen.isAt("The key “Deployment”").says("Copy it now");
        var secret = screen.at(".notice code").last().textContent();
        assertThat(statusFor(secret)).isEqualTo(200);

        screen.open(console);
        keys.enter("API keys");
        screen.isAt("API keys").says("Reads pages; writes components").says("Last used");
        assertThat(screen.at("main")).not().containsText(secret);
        keys.enter("Revoke… Deployment");
        screen.isAt("Revoke Deployment?");
        keys.enter("Revoke key");
        screen.says("Revoked.");
        assertThat(statusFor(secret)).isEqualTo(401);
    }

    /** What a program with this key is answered. */
    private static int statusFor(String key) {
        var components = "/v1/pages/" + console.replaceFirst(".*/", "") + "/components";
        return Http.api("GET", foghorn.url(components), key, "").statusCode();
    }

    @Test
    void whoChangedWhatIsFoundInTheActivity() {
        var keys = signedIn();
        var screen = keys.screen();
        screen.open(console + "/components/new");
        keys.type("Name", "Slipway");
        keys.enter("Add component");
        screen.says("Added.");
        keys.tabTo("New status of Slipway");
        screen.page().keyboard().type("Partial");
        keys.enter("Set status of Slipway");
        screen.says("Nobody was told.");

        keys.enter("Activity");
        screen.isAt("Activity").says("Component status changed").says(Team.ADDRESS);
        keys.tabTo("Show");
        screen.page().keyboard().type("API");
        keys.enter("Filter");
        screen.says("Show everything");
        assertThat(screen.at("main")).not().containsText("Slipway");
        keys.tabTo("Show");
        screen.page().keyboard().type("Comp");
        keys.enter("Filter");
        screen.says("Component status changed: Slipway").says("operational").says("partial outage");
    }

    @Test
    void aColleagueIsInvitedJoinsGetsMoreToDoAndLeaves() {
        var keys = signedIn();
        var screen = keys.screen();
        keys.enter("Team");
        screen.isAt("Team");
        keys.enter("Invite somebody");
        screen.isAt("Invite somebody");
        keys.type("E-mail address", "bea@larkfield.example");
        keys.tick("Change: Incidents");
        keys.enter("Send invitation");
        screen.isAt("Hand over the invitation");
        var link = screen.at(".panel code").textContent();

        var bea = new Keyboard(chromium.person().open(link).isAt("Join the team of Larkfield"));
        bea.type("Choose a password", "four green lamps above the quay");
        bea.enter("Join");
        bea.screen().isAt("Open incidents");
        assertThat(bea.screen().at("nav.side")).not().containsText("Page settings");
        assertThat(bea.screen().at(".create")).isVisible();

        keys.enter("Back to the team");
        screen.isAt("Team").says("writes incidents");
        keys.enter("Change what bea@larkfield.example may do");
        screen.isAt("bea@larkfield.example");
        keys.tick("Change: Page settings");
        keys.enter("Save");
        screen.says("Saved.").says("writes page settings, incidents");
        bea.screen().open(console);
        bea.enter("Page settings");
        bea.screen().isAt("Page settings");

        keys.enter("Remove… bea@larkfield.example");
        screen.isAt("Remove bea@larkfield.example?");
        keys.enter("Remove from the team");
        screen.says("Removed.");
        bea.screen().open(console).isAt("Sign in");
    }

    @Test
    void aTestIncidentTellsOnlyWhoTriesIt() {
        var keys = signedIn();
        var screen = keys.screen();
        keys.enter("Try a test incident");
        screen.isAt("Test incident");
        keys.enter("Send it to " + Team.ADDRESS);
        screen.says("Nobody else was told.");
        keys.enter("Local inbox");
        screen.isAt("Local inbox");
        keys.enter("[Larkfield Ferries] Test incident");
        screen.says("you alone receive it");
        assertThat(chromium.person().open(page).at("main")).not().containsText("Test incident");
    }

    @Test
    void componentsAreMovedAndTheFocusStays() {
        var keys = signedIn();
        var screen = keys.screen();
        keys.enter("Components");
        for (var name : new String[] {"East pier", "West pier"}) {
            screen.open(console + "/components/new");
            screen.fill("Name", name).press("Add component").says("Added.");
        }
        keys.enter("↓Move East pier down");
        screen.says("Moved.");
        assertThat(screen.at("form.move button:focus")).containsText("Move East pier down");
        keys.press("Enter");
        screen.says("Moved.");
    }

    @Test
    void aComponentIsDraggedToItsPlace() {
        var screen = signedIn().screen();
        for (var name : new String[] {"North ramp", "Middle ramp", "South ramp"}) {
            screen.open(console + "/components/new");
            screen.fill("Name", name).press("Add component").says("Added.");
        }
        var names = screen.open(console + "/components").at("main .rows > li .name");
        var before = names.allTextContents();
        var first = screen.at("main .rows > li").first();

        screen.at("main .rows > li .handle").last().dragTo(first, new Locator.DragToOptions().setTargetPosition(40, 3));

        screen.says("Moved.");
        var expected = new ArrayList<>(before);
        expected.addFirst(expected.removeLast());
        assertThat(names.allTextContents()).isEqualTo(expected);
        assertThat(screen.open(console + "/components")
                        .at("main .rows > li .name")
                        .allTextContents())
                .isEqualTo(expected);
    }
}
