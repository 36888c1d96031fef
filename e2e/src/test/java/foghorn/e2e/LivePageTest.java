package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page that stays open: what changes is said and shown, nothing is moved under a reader, and the colours are the reader's choice. */
@Timeout(300)
class LivePageTest {
    private static Larkfield larkfield;
    private static Harbour harbour;
    private static String page;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        harbour = new Harbour(larkfield.foghorn, larkfield.made);
        page = larkfield.made.pageUrl();
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    @Test
    void whatIsReadStaysUntilItsReaderAsksForTheNews() {
        var reader = opened(larkfield.chromium);
        var link = reader.page().getByRole(AriaRole.LINK, named("Incident history"));
        link.focus();

        harbour.post("The new motor has arrived.");
        var news = until(reader, reader.at(".live.open [role=status]"));
        assertThat(news).containsText("Boats cannot land at the north quay: Identified");
        assertThat(reader.at("main")).not().containsText("The new motor has arrived.");
        assertThat(link).isFocused();

        reader.at("main details > summary").first().click();
        reader.press("Show it").says("The new motor has arrived.");
        assertThat(reader.at(".live.open")).hasCount(0);
        assertThat(reader.at("main")).isFocused();
        assertThat(reader.at(".strip .day").first()).isVisible();
    }

    @Test
    void aPageLeftAloneFollowsByItselfAndSaysSo() {
        var wall = opened(larkfield.chromium);
        wall.page().clock().fastForward(150_000);
        harbour.post("The motor is being built in.");
        until(wall, wall.at("main").filter(new Locator.FilterOptions().setHasText("The motor is being built in.")));
        assertThat(wall.at("[role=status]")).containsText("Boats cannot land at the north quay");
        assertThat(wall.at(".live.open")).hasCount(0);
    }

    @Test
    void whoSwitchesItOffIsLeftInPeace() {
        var reader = opened(larkfield.chromium);
        reader.field("Live updates").uncheck();
        var asked = new AtomicInteger();
        reader.page().onRequest(request -> asked.incrementAndGet());
        reader.page().clock().fastForward(600_000);
        reader.page().reload();
        assertThat(reader.field("Live updates")).not().isChecked();
        int before = asked.get();
        reader.page().clock().fastForward(600_000);
        reader.page().waitForFunction("() => true");
        assertThat(asked.get()).isEqualTo(before);
        reader.field("Live updates").check();
        reader.page().waitForCondition(() -> asked.get() > before);
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedAndForgotten() {
        try (var watched = new Chromium("http://localhost:" + larkfield.foghorn.port)) {
            var reader = opened(watched);
            reader.page().context().setOffline(true);
            var notice = until(reader, reader.at(".live.open"));
            assertThat(notice).containsText(Pattern.compile("No answer since \\d\\d:\\d\\d"));
            reader.page().context().setOffline(false);
            for (int i = 0; i < 20 && reader.at(".live.open").count() > 0; i++) {
                reader.page().clock().fastForward(310_000);
                reader.page().waitForTimeout(100);
            }
            assertThat(reader.at(".live.open")).hasCount(0);
        }
    }

    @Test
    void coloursAreAChoiceThatIsKept() {
        var reader = larkfield.person();
        reader.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        reader.open(page).isAt("Components");
        assertThat(background(reader)).isEqualTo("rgb(255, 255, 255)");

        reader.field("Colours").selectOption("dark");
        assertThat(background(reader)).isEqualTo("rgb(14, 17, 22)");
        reader.press("History").isAt("Incident history");
        assertThat(background(reader)).isEqualTo("rgb(14, 17, 22)");
        assertThat(reader.field("Colours")).hasValue("dark");

        reader.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        reader.field("Colours").selectOption("light");
        assertThat(background(reader)).isEqualTo("rgb(255, 255, 255)");
        reader.field("Colours").selectOption("");
        assertThat(background(reader)).isEqualTo("rgb(14, 17, 22)");
    }

    private static Screen opened(Chromium browser) {
        var reader = browser.person();
        reader.page().clock().install();
        return reader.open(page).isAt("Components");
    }

    /** Lets minute after minute pass until this is there; the page is published a moment after it was changed. */
    private static Locator until(Screen reader, Locator there) {
        for (int minutes = 0; minutes < 30 && there.count() == 0; minutes++) {
            reader.page().clock().fastForward(75_000);
            reader.page().waitForTimeout(200);
        }
        assertThat(there).hasCount(1);
        return there;
    }

    private static Object background(Screen reader) {
        return reader.page().evaluate("getComputedStyle(document.documentElement).backgroundColor");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
