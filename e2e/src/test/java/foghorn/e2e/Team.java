package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Somebody of the team at the console of a new installation. */
record Team(Screen screen) {
    static final String ADDRESS = "ada@larkfield.example";
    static final String PASSWORD = "seven grey herons at low tide";
    private static final Pattern SET_UP_LINK = Pattern.compile("http\\S+/console/set-up\\?token=\\S+");

    /** The link that the server printed. */
    static String setUpLink(Foghorn foghorn) {
        return Await.value("the set-up link is printed", Duration.ofSeconds(30), () -> {
            var found = SET_UP_LINK.matcher(foghorn.printed());
            return found.find() ? Optional.of(found.group()) : Optional.empty();
        });
    }

    /** What the set-up screen shows at its end. */
    record Made(String pageUrl, String apiKey, String pageId) {}

    Made setUp(Foghorn foghorn) {
        screen.open(setUpLink(foghorn))
                .isAt("Set up Foghorn")
                .fill("Your organization", "Larkfield")
                .fill("Name of your status page", "Larkfield Ferries")
                .fill("Short name in its address", "larkfield")
                .fill("Your e-mail address", ADDRESS)
                .fill("Choose a password", PASSWORD)
                .press("Set up and sign in")
                .isAt("Your status page is ready");
        var code = screen.at("main code");
        return new Made(
                screen.at("main a").first().getAttribute("href"),
                code.nth(0).textContent(),
                code.nth(2).textContent());
    }

    Team signIn(String password) {
        screen.fill("E-mail address", ADDRESS).fill("Password", password).press("Sign in");
        return this;
    }

    /** Follows an entry of the navigation, which a narrow screen keeps in a menu. */
    Team go(String entry) {
        var menu = screen.at(".places summary");
        if (menu.isVisible()) {
            menu.click();
        }
        screen.at("nav.side a")
                .filter(new Locator.FilterOptions().setHasText(entry))
                .click();
        return this;
    }

    Team addComponent(String name) {
        go("Components");
        var first = screen.at("main").getByText("Add the first component");
        first.or(screen.at("main").getByText("Add a component", new Locator.GetByTextOptions().setExact(true)))
                .last()
                .click();
        screen.fill("Name", name).press("Add component");
        assertThat(screen.at("main .rows")).containsText(name);
        return this;
    }

    Team setStatus(String component, String status) {
        go("Components");
        screen.field("New status of " + component).selectOption(status);
        screen.press("Set status of " + component + ", telling nobody");
        assertThat(screen.at(".notice.done")).isVisible();
        return this;
    }

    /** Opens the newest mail of this subject to an address in the local inbox; waits until it is there. */
    Team readMail(String address, String subject) {
        go("Local inbox").screen.says("nothing leaves this machine");
        var mail = screen.at(".rows > li")
                .filter(new Locator.FilterOptions().setHasText("to " + address))
                .filter(new Locator.FilterOptions().setHasText(subject));
        Await.until(subject + " to " + address, Duration.ofSeconds(20), () -> {
            screen.page().reload();
            return mail.count() > 0;
        });
        mail.first().locator("a").click();
        return this;
    }

    /** The address of the link of this kind in the mail that is open. */
    String link(String kind) {
        return screen.at(".links a[href*='" + kind + "']").getAttribute("href");
    }
}
