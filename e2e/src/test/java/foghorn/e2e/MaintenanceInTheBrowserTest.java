package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A maintenance is planned, moved and done by the keyboard alone, and without JavaScript. */
@Timeout(300)
class MaintenanceInTheBrowserTest {
    private static Larkfield larkfield;
    private static String console;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        console = larkfield.console;
        new Team(larkfield.founder).addComponent("North quay").addComponent("Ticket office");
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        var screen = larkfield.person().open(console);
        var keyboard = new Keyboard(screen);
        keyboard.signIn();
        screen.isAt("All Systems Operational").open(console + "/incidents?tab=scheduled");
        keyboard.enter("Schedule maintenance");
        screen.isAt("Schedule maintenance");
        keyboard.type("Name", "New fenders");
        keyboard.replace("Lasts", "2:30");
        keyboard.tabTo("Message");
        keyboard.type("Message", "The quay is closed.");
        assertThat(screen.at("#spelled")).containsText("2 h 30 min");
        keyboard.tick("North quay");
        keyboard.tick("Complete by itself");
        keyboard.enter("Schedule");
        screen.isAt("New fenders").says("Announced").says("It begins by itself at");
        assertThat(screen.at("main")).not().containsText("It completes by itself");

        keyboard.enter("Change the plan");
        screen.isAt("Change the plan");
        keyboard.tick("Complete by itself");
        keyboard.enter("Save");
        screen.isAt("New fenders").says("Saved").says("It completes by itself at");

        keyboard.enter("Begin now");
        assertThat(screen.field("In progress")).isChecked();
        keyboard.enter("Post update");
        screen.says("Update posted").says("The maintenance has begun.").says("Under Maintenance");
        keyboard.enter("Complete now");
        assertThat(screen.field("Completed")).isChecked();
        keyboard.tabTo("Tell subscribers");
        keyboard.enter("Complete");
        screen.says("Closed").says("The maintenance is complete.");
    }

    @Test
    void itWorksWithoutScript() {
        var plain = larkfield.chromium.personWithoutScript().open(console);
        new Team(plain).signIn(Team.PASSWORD);
        plain.open(console + "/maintenances/new")
                .fill("Name", "Painting")
                .fill("Lasts", "soon")
                .fill("Message", "Wet paint.");
        plain.field("Ticket office").check();
        plain.press("Schedule").isAt("There is a problem").says("Lasts must be hours and minutes, such as 1:30");
        assertThat(plain.field("Name")).hasValue("Painting");
        assertThat(plain.field("Ticket office")).isChecked();
        plain.fill("Lasts", "0:45").press("Count again").says("No subscriber follows this");
        plain.press("Schedule").isAt("Painting").says("Announced");
        plain.press("Cancel it…").press("Complete").says("Closed").says("This maintenance is cancelled.");
    }
}
