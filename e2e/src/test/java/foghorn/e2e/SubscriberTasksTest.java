package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What subscribers do by themselves, on a telephone: by the keyboard alone, and without JavaScript. */
@Timeout(300)
class SubscriberTasksTest {
    private static Larkfield larkfield;
    private static Team team;
    private static Harbour harbour;
    private static String page;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        team = new Team(larkfield.founder);
        page = larkfield.made.pageUrl();
        harbour = new Harbour(larkfield.foghorn, larkfield.made);
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    private static Screen onTelephone(Screen screen) {
        screen.page().setViewportSize(390, 844);
        return screen;
    }

    @Test
    void byTheKeyboardAlone() {
        var address = "kim@harbour.example";
        var screen = onTelephone(larkfield.person());
        var keys = new Keyboard(screen);
        screen.open(page);
        keys.enter("Subscribe to updates");
        assertThat(screen.at("dialog[open]")).hasAccessibleName("Get updates from Larkfield Ferries");
        keys.press("Escape");
        assertThat(screen.at("dialog")).hasCount(0);
        assertThat(screen.at("header a:focus")).hasText("Subscribe to updates");
        keys.press("Enter");
        screen.isAt("Get updates");
        keys.type("E-mail address", address);
        staysInside(keys);
        keys.tabTo("Everything on this page");
        keys.press("ArrowDown");
        keys.enter("Subscribe");
        screen.isAt("There is a problem").says("must be chosen, at least one of them");
        keys.tabTo("Only what I choose");
        keys.tick("Tickets");
        keys.enter("Subscribe");
        screen.isAt("Check your mail");

        screen.open(team.readMail(address, "Confirm").link("/confirm/")).says("Tickets");
        keys.enter("Confirm subscription");
        screen.isAt("You are subscribed");

        comeByCode(keys, address);
        screen.isAt("Your subscription").says("k•••@harbour.example").says("Active");
        assertThat(screen.field("Tickets")).isChecked();
        keys.tabTo("Only what I choose");
        keys.press("ArrowUp");
        keys.tabTo("Times in your messages");
        screen.page().keyboard().type("Oslo");
        keys.enter("Save");
        screen.says("Saved.");
        assertThat(screen.field("Everything on this page")).isChecked();
        assertThat(screen.field("Times in your messages")).hasValue("Europe/Oslo");

        keys.enter("Lock the subscription");
        screen.says("Locked.").isAt("This subscription is locked");
        assertThat(screen.at("form[action$='/unsubscribe']")).hasCount(0);
        keys.enter("Mail the link");
        screen.says("A message with a link is on its way");
        screen.open(team.readMail(address, "Somebody wants to change").link("/unlock/"))
                .isAt("Unlock this subscription?");
        keys.enter("Unlock the subscription");
        screen.says("Unlocked.");

        keys.enter("Unsubscribe");
        screen.says("You are told of nothing any more.");
        keys.enter("Take it back");
        screen.says("Taken back");

        keys.enter("Erase everything about you");
        screen.isAt("Erase everything about you?");
        keys.enter("Erase everything");
        screen.isAt("You are forgotten");
    }

    /** Whoever goes on by Tab comes back to where they were without having left the dialog. */
    private static void staysInside(Keyboard keys) {
        var seen = new HashSet<String>();
        keys.tabTo("Close");
        keys.tabTo("E-mail address");
        for (var name = ""; seen.add(name); ) {
            keys.press("Tab");
            name = (String) keys.screen().page().evaluate("""
                    () => document.activeElement.closest('dialog, body')?.tagName + document.activeElement.outerHTML
                    """);
            assertThat(name).matches("(DIALOG|BODY<body)(?s:.*)");
        }
        keys.tabTo("E-mail address");
    }

    private static void comeByCode(Keyboard keys, String address) {
        var screen = keys.screen();
        screen.open(page + "/subscribe");
        keys.enter("Change or end a subscription");
        screen.isAt("Change or end your subscription");
        keys.tabTo("E-mail address");
        keys.type("E-mail address", address);
        keys.enter("Send a code");
        screen.isAt("Enter the code");
        keys.type("Code", "0000");
        keys.press("Enter");
        screen.isAt("There is a problem").says("The code is not right");
        var text = team.readMail(address, "Your code").screen().at("main").textContent();
        keys.tabTo("Code");
        keys.type("Code", text.replaceFirst("(?s).*The code[^:]*: ([0-9]{8}).*", "$1"));
        keys.enter("Continue");
    }

    @Test
    void withoutJavaScript() throws IOException {
        var address = "noor@harbour.example";
        var screen = onTelephone(larkfield.chromium.personWithoutScript());
        screen.open(page + "/incidents/" + harbour.incident)
                .press("Follow this incident")
                .isAt("Get updates");
        assertThat(screen.field("Only “Boats cannot land")).isChecked();
        screen.fill("E-mail address", address).press("Subscribe").isAt("Check your mail");
        screen.open(team.readMail(address, "Confirm").link("/confirm/"))
                .says("Boats cannot land at the north quay")
                .press("Confirm subscription")
                .isAt("You are subscribed");

        harbour.post("The new motor is on the boat.");
        var manage = team.readMail(address, "Boats cannot land").link("/manage/");
        Await.until(
                "the notice is recorded",
                Duration.ofSeconds(20),
                () -> screen.open(manage).at("main").textContent().contains("Sent"));
        screen.isAt("Your subscription").says("n•••@harbour.example");
        assertThat(screen.field("Boats cannot land")).isChecked();
        screen.field("Boats cannot land").uncheck();
        screen.press("Save").isAt("There is a problem");
        screen.field("Harbour radio").check();
        screen.press("Save").says("Saved.");
        assertThat(screen.field("Harbour radio")).isChecked();
        assertThat(screen.field("Boats cannot land")).not().isChecked();

        var download = screen.page().waitForDownload(() -> screen.press("Download what is kept of you"));
        assertThat(Files.readString(download.path())).contains(address, "Harbour radio", "Boats cannot land");

        screen.open(manage).press("Lock the subscription").isAt("This subscription is locked");
        screen.open(manage.replace("/manage/", "/unsubscribe/"))
                .isAt("This subscription is locked")
                .press("Mail the link")
                .isAt("Check the mail of this address");
        screen.open(team.readMail(address, "Somebody wants to change").link("/unlock/"))
                .press("Unlock the subscription")
                .says("Unlocked.");

        screen.open(manage.replace("/manage/", "/unsubscribe/"))
                .press("Unsubscribe")
                .isAt("You are unsubscribed")
                .press("Take it back")
                .isAt("Your subscription")
                .says("Active")
                .press("Erase everything about you")
                .press("Erase everything")
                .isAt("You are forgotten");
        assertThat(screen.page().navigate(manage).status()).isEqualTo(404);
    }

    @Test
    void theirScreensAreFitForEverybody() {
        var address = "bob@harbour.example";
        var inspection = new Inspection();
        var visitor = Inspection.prepare(larkfield.person());
        visitor.open(page + "/incidents/" + harbour.incident).press("Follow this incident");
        inspection.of("subscribe-incident", visitor.isAt("Get updates"));
        visitor.open(page + "/subscribe").choose("Only what I choose");
        inspection.of("subscribe-parts", visitor);
        visitor.fill("E-mail address", address).press("Subscribe");
        inspection.of("subscribe-parts-error", visitor.isAt("There is a problem"));
        visitor.choose("Harbour radio").press("Subscribe").isAt("Check your mail");
        visitor.open(team.readMail(address, "Confirm").link("/confirm/"));
        inspection.of("confirm-parts", visitor.says("Harbour radio"));
        visitor.press("Confirm subscription").isAt("You are subscribed");

        visitor.open(page + "/subscribe").press("Change or end a subscription");
        inspection.of("subscriptions", visitor.isAt("Change or end your subscription"));
        inspection.of("subscriptions-error", visitor.press("Send a code").isAt("There is a problem"));
        visitor.fill("E-mail address", address).press("Send a code");
        inspection.of("subscription-code", visitor.isAt("Enter the code"));
        inspection.of("subscription-code-error", visitor.press("Continue").isAt("There is a problem"));

        visitor.open(team.readMail(address, "Your code").link("/manage/"));
        inspection.of("manage", visitor.isAt("Your subscription"));
        visitor.choose("Harbour radio").press("Save");
        inspection.of("manage-error", visitor.isAt("There is a problem"));
        visitor.choose("Everything on this page").press("Save");
        inspection.of("manage-saved", visitor.says("Saved."));
        harbour.post("The new motor works.");
        var told = team.readMail(address, "Boats cannot land").link("/manage/");
        inspection.of("manage-told", visitor.open(told).says("Boats cannot land"));
        visitor.press("Lock the subscription");
        inspection.of("manage-locked", visitor.isAt("This subscription is locked"));
        visitor.press("Mail the link");
        inspection.of("manage-mailed", visitor.says("on its way"));
        inspection.of("unsubscribe-locked", visitor.open(told.replace("/manage/", "/unsubscribe/")));
        visitor.open(team.readMail(address, "Somebody wants to change").link("/unlock/"));
        inspection.of("manage-unlock", visitor.isAt("Unlock this subscription?"));
        visitor.press("Unlock the subscription").says("Unlocked.");
        visitor.press("Unsubscribe");
        inspection.of("manage-ended", visitor.says("You are told of nothing any more."));
        visitor.press("Take it back").says("Taken back").press("Erase everything about you");
        inspection.of("manage-erase", visitor.isAt("Erase everything about you?"));
        visitor.press("Erase everything");
        inspection.of("manage-erased", visitor.isAt("You are forgotten"));
        inspection.assertFlawless();
    }
}
