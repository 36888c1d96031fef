package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The everyday work of a team in its console, by the keyboard alone, at a desk and on a telephone. */
@ParameterizedClass
@ValueSource(ints = {1280, 390})
@Timeout(300)
class ConsoleByKeyboardTest {
    @SuppressWarnings("NullAway.Init")
    private static Larkfield larkfield;

    @BeforeParameterizedClassInvocation
    static void open(int width) {
        larkfield = new Larkfield(width);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        larkfield.close();
    }

    @Parameter
    int width;

    @Test
    void thePlacesAreInReach() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        var summary = screen.at(".places summary");
        var places = screen.at("nav.side");
        if (width > 760) {
            assertThat(summary).isHidden();
            keys.enter("Components");
            screen.isAt("Components");
            return;
        }
        assertThat(summary).hasText("Menu: Overview");
        assertThat(places).isHidden();
        assertThat(screen.at("main").boundingBox().y)
                .as("what stands above the screen")
                .isLessThan(180);
        keys.enter("Menu");
        assertThat(places).isVisible();
        keys.tabTo("Components");
        keys.press("Escape");
        assertThat(places).isHidden();
        assertThat(summary).isFocused();
        keys.press("Enter");
        keys.enter("Components");
        screen.isAt("Components");
        assertThat(summary).hasText("Menu: Components");
        assertThat(places).isHidden();
    }

    @Test
    void thePlacesAreInReachWithoutScript() {
        var screen = larkfield.chromium.personWithoutScript();
        screen.page().setViewportSize(width, 844);
        screen.open(larkfield.console)
                .fill("E-mail address", Team.ADDRESS)
                .fill("Password", Team.PASSWORD)
                .press("Sign in")
                .isAt("Open incidents");
        new Team(screen).go("Components");
        screen.isAt("Components");
        assertThat(screen.at("nav.side a[aria-current=page]")).hasText("Components");
    }

    @Test
    void thePageSaysWhatItsTeamHasWritten() {
        var keys = larkfield.owner();
        keys.go("Page settings");
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

        var visitor = larkfield.person().open(larkfield.made.pageUrl()).says("All boats from both quays.");
        assertThat(visitor.at("footer a[href='https://larkfield.example/help']"))
                .hasText("Get help");
    }

    @Test
    void aProgramGetsAKeyAndLosesIt() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.go("API keys");
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

        screen.open(larkfield.console);
        keys.go("API keys");
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
        var components = "/v1/pages/" + larkfield.console.replaceFirst(".*/", "") + "/components";
        return Http.api("GET", larkfield.foghorn.url(components), key, "").statusCode();
    }

    @Test
    void whoChangedWhatIsFoundInTheActivity() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        screen.open(larkfield.console + "/components/new");
        keys.type("Name", "Slipway");
        keys.enter("Add component");
        screen.says("Added.");
        keys.tabTo("New status of Slipway");
        screen.page().keyboard().type("Partial");
        keys.enter("Set status of Slipway");
        screen.says("Nobody was told.");

        keys.go("Activity");
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
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.go("Team");
        screen.isAt("Team");
        keys.enter("Invite somebody");
        screen.isAt("Invite somebody");
        keys.type("E-mail address", "bea@larkfield.example");
        keys.tick("Change: Incidents");
        keys.enter("Send invitation");
        screen.isAt("Hand over the invitation");
        var link = screen.at(".panel code").textContent();

        var bea = new Keyboard(larkfield.person().open(link).isAt("Join the team of Larkfield"));
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
        bea.screen().open(larkfield.console);
        bea.go("Page settings");
        bea.screen().isAt("Page settings");

        keys.enter("Remove… bea@larkfield.example");
        screen.isAt("Remove bea@larkfield.example?");
        keys.enter("Remove from the team");
        screen.says("Removed.");
        bea.screen().open(larkfield.console).isAt("Sign in");
    }

    @Test
    void aTestIncidentTellsOnlyWhoTriesIt() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.enter("Try a test incident");
        screen.isAt("Test incident");
        keys.enter("Send it to " + Team.ADDRESS);
        screen.says("Nobody else was told.");
        keys.go("Local inbox");
        screen.isAt("Local inbox");
        keys.enter("[Larkfield Ferries] Test incident");
        screen.says("you alone receive it");
        assertThat(larkfield.person().open(larkfield.made.pageUrl()).at("main"))
                .not()
                .containsText("Test incident");
    }

    @Test
    void componentsAreMovedAndTheFocusStays() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.go("Components");
        screen.isAt("Components");
        for (var name : new String[] {"East pier", "West pier"}) {
            screen.open(larkfield.console + "/components/new");
            screen.fill("Name", name).press("Add component").says("Added.");
        }
        keys.enter("↓Move East pier down");
        screen.says("Moved.");
        assertThat(screen.at("form.move button:focus")).containsText("Move East pier down");
        keys.press("Enter");
        screen.says("Moved.");
    }

    /** By a mouse, for which there is room; elsewhere the buttons move. */
    @Test
    void aComponentIsDraggedToItsPlace() {
        var screen = larkfield.owner().screen();
        screen.page().setViewportSize(1280, 900);
        for (var name : new String[] {"North ramp", "Middle ramp", "South ramp"}) {
            screen.open(larkfield.console + "/components/new");
            screen.fill("Name", name).press("Add component").says("Added.");
        }
        var names = screen.open(larkfield.console + "/components").at("main .rows > li .name");
        var before = names.allTextContents();
        var first = screen.at("main .rows > li").first();

        screen.at("main .rows > li .handle").last().dragTo(first, new Locator.DragToOptions().setTargetPosition(40, 3));

        screen.says("Moved.");
        var expected = new ArrayList<>(before);
        expected.addFirst(expected.removeLast());
        assertThat(names.allTextContents()).isEqualTo(expected);
        assertThat(screen.open(larkfield.console + "/components")
                        .at("main .rows > li .name")
                        .allTextContents())
                .isEqualTo(expected);
    }
}
