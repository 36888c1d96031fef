package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.e2e.ComposerForm.Text;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that was typed is ever lost, and neither a mouse nor JavaScript is needed. */
@Timeout(300)
class ComposerInTheBrowserTest {
    private static Larkfield larkfield;
    private static Screen screen;
    private static Screen colleague;
    private static String console;
    private static String page;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        screen = larkfield.founder;
        page = larkfield.made.pageUrl();
        console = larkfield.console;
        new Team(screen).addComponent("North quay").addComponent("Ticket office");
        colleague = larkfield.person().open(console);
        new Team(colleague).signIn(Team.PASSWORD);
        colleague.isAt("All Systems Operational");
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    @Test
    void aRefusedComposerHoldsEveryField() {
        screen.open(console + "/incidents/new");
        var typed = form().changeEverything(new Text("x".repeat(256), "Monitoring", "Partial Outage", "critical"));
        screen.at("#publish").click();

        screen.isAt("There is a problem").says("Name must have at most 255 characters");
        assertThat(screen.page()).hasTitle(java.util.regex.Pattern.compile("^Error: .*"));
        assertThat(screen.at("#errors")).isFocused();
        assertThat(form().fields()).isEqualTo(typed);
        screen.page().reload();
        screen.says("is back. It has not been sent.");
        assertThat(form().fields()).isEqualTo(typed);
        screen.press("Discard it");
        assertThat(screen.field("Name")).hasValue("");
    }

    @Test
    void aComposerThatCameSecondHoldsEveryFieldAndCanBePublishedThen() {
        screen.open(console + "/incidents/new");
        var typed = form().changeEverything(new Text("Fog in the harbour", "Identified", "Partial Outage", "critical"));
        openIncident(colleague, "Engine room under water");
        screen.at("#publish").click();
        screen.isAt("Somebody was faster").says("Engine room under water");
        assertThat(form().fields()).isEqualTo(typed);
        screen.at("#publish").click();
        screen.isAt("Fog in the harbour").says("Published");

        screen.open(screen.page().url().replaceFirst("\\?.*", ""));
        colleague
                .open(screen.page().url())
                .fill("Message", "The pumps are running.")
                .at("#publish")
                .click();
        colleague.says("Update posted");
        typed = form().changeEverything(new Text("", "Resolved", "Under Maintenance", "minor"));
        screen.at("#publish").click();
        screen.isAt("Somebody was faster").says("The pumps are running.");
        assertThat(form().fields()).isEqualTo(typed);
        screen.at("#publish").click();
        screen.says("Closed");
        assertThat(screen.at(".timeline")).containsText("& \"both\" <b>gates</b>");
    }

    private static ComposerForm form() {
        return new ComposerForm(screen);
    }

    private static void openIncident(Screen who, String name) {
        who.open(console + "/incidents/new").fill("Name", name).at("#publish").click();
        who.isAt(name).says("Published");
    }

    @Test
    void whatIsOverAlreadyIsEnteredByTheKeyboardAndStandsInTheHistory() {
        var keyboard = larkfield.owner();
        var keys = keyboard.screen();
        keys.open(console + "/incidents?tab=resolved");
        keyboard.enter("Enter a past incident");
        keys.isAt("Past incident");
        keyboard.type("Name", "Ice on the south quay");
        keyboard.tabTo("Resolved at");
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(20);
        keys.field("Resolved at").fill(day + "T08:30");
        keyboard.tabTo("None");
        keyboard.press("ArrowRight");
        keyboard.tabTo("What happened");
        keyboard.type("What happened", "Boats could not land for two hours.");
        keyboard.enter("Enter it, telling nobody");
        keys.isAt("Ice on the south quay").says("nobody was told");
        assertThat(keys.at("#ledger")).containsText("Nobody has been told of this incident.");

        larkfield.person().open(page + "/history").says("Ice on the south quay").says("Boats could not land");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void theKeyboardAloneIsEnough(int width) {
        var keys = larkfield.person();
        keys.page().setViewportSize(width, 844);
        keys.open(console).isAt("Sign in");
        var keyboard = new Keyboard(keys);
        keyboard.signIn();
        keys.isAt("Open incidents");

        keys.page().keyboard().press("Tab");
        assertThat(keys.page().locator(":focus")).hasText("Skip to content");
        keys.page().keyboard().press("Enter");
        assertThat(keys.at("main")).isFocused();
        keys.open(console);
        keyboard.enter("Create incident");
        keys.isAt("New incident");
        keyboard.type("Name", "Lamp of the light-house is out");
        keyboard.tabTo("Investigating");
        keys.page().keyboard().press("ArrowRight");
        keyboard.tabTo("Message");
        keys.page().keyboard().press("Control+A");
        keyboard.type("Message", "A new lamp is being rowed over.");
        keyboard.tabTo("North quay");
        keys.page().keyboard().type("Major");
        keyboard.tabTo("Tell subscribers");
        keys.page().keyboard().press("Space");
        assertThat(keys.at("#reach")).containsText("Nobody is told");
        keyboard.enter("Publish");
        keys.isAt("Lamp of the light-house is out").says("Published").says("Major Outage");

        keyboard.tabTo("Identified");
        for (int step = 0; step < 2; step++) {
            keys.page().keyboard().press("ArrowRight");
        }
        assertThat(keys.at("#publish")).containsText("Resolve");
        keyboard.enter("Resolve");
        keys.says("Closed").says("The problem is solved.");
    }

    @Test
    void itWorksWithoutScript() {
        var plain = larkfield.chromium.personWithoutScript().open(console);
        new Team(plain).signIn(Team.PASSWORD).setStatus("Ticket office", "degraded_performance");
        plain.open(page)
                .press("Subscribe to updates")
                .fill("E-mail address", "eve@harbour.example")
                .press("Subscribe");
        plain.isAt("Check your mail").open(console);
        var mail = new Team(plain).readMail("eve@harbour.example", "Confirm");
        plain.open(mail.link("/confirm/")).press("Confirm subscription").isAt("You are subscribed");

        plain.open(console + "/incidents/new").fill("Name", "Ferry without a bell");
        plain.field("Tell subscribers").uncheck();
        plain.press("Count again").says("Nobody is told");
        assertThat(plain.field("Name")).hasValue("Ferry without a bell");
        plain.field("Tell subscribers").check();
        plain.press("Count again")
                .says("1 by e-mail.")
                .press("Publish and notify 1")
                .says("Published");
        plain.choose("Resolved").fill("Message", "It rings.").press("Post update and notify 1");
        plain.says("Closed");
    }
}
