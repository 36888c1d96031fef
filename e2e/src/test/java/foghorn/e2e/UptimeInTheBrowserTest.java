package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ninety days of a component, by keyboard alone and by a finger on a small screen. */
@Timeout(300)
class UptimeInTheBrowserTest {
    private static final String INCIDENT = "Boats cannot land at the north quay";

    private static Foghorn foghorn;
    private static Chromium chromium;
    private static Screen visitor;
    private static String page;

    @BeforeAll
    static void open() {
        foghorn = new Foghorn().serve();
        chromium = new Chromium("http://localhost:" + foghorn.port);
        var made = new Team(chromium.person()).setUp(foghorn);
        new Harbour(foghorn, made);
        page = made.pageUrl();
        visitor = chromium.person();
    }

    @AfterAll
    static void close() {
        try (var server = foghorn;
                var browser = chromium) {
            browser.assertQuiet();
            assertThat(server.printed()).doesNotContain("ERROR");
        }
    }

    @Test
    void theDaysAreOneStopOfTheKeyboard() {
        visitor.page().setViewportSize(1280, 900);
        var strip = strip();
        var day = strip.locator(".day");
        var panel = strip.getByRole(AriaRole.DIALOG);

        day.focus();
        assertThat(day).hasAttribute("aria-label", Pattern.compile("\\d+ \\w+ \\d{4}: .* of major outage, 1 incident"));
        press("ArrowLeft");
        assertThat(day).isFocused();
        assertThat(day).hasAttribute("aria-label", Pattern.compile(".*: no data"));
        assertThat(day).hasCount(1);

        press("End");
        press("Enter");
        assertThat(panel).containsText("of major outage");
        assertThat(panel.getByRole(AriaRole.LINK)).hasText(INCIDENT);
        press("ArrowLeft");
        assertThat(panel).containsText("No data");
        press("Escape");
        assertThat(panel).hasCount(0);
        assertThat(day).isFocused();
    }

    @Test
    void aFingerOpensADayAndFollowsItsIncident() {
        visitor.page().setViewportSize(390, 800);
        var strip = strip();
        var panel = strip.getByRole(AriaRole.DIALOG);

        strip.click();
        assertThat(panel).containsText("No data");
        visitor.press("Close");
        assertThat(panel).hasCount(0);

        strip.click(new Locator.ClickOptions().setPosition(strip.boundingBox().width - 3, 17));
        panel.getByRole(AriaRole.LINK).click();
        visitor.isAt(INCIDENT);
        assertThat(visitor.page()).hasURL(Pattern.compile(".*/incidents/[0-9a-z]{12}"));
    }

    @Test
    void theCalendarIsOneStopOfTheKeyboardToo() {
        visitor.page().setViewportSize(1280, 900);
        var months = calendar();
        var day = months.locator(".day");
        var panel = months.getByRole(AriaRole.DIALOG);

        day.focus();
        assertThat(day).hasAttribute("aria-label", Pattern.compile("\\d+ \\w+ \\d{4}: .* of major outage, 1 incident"));
        press("ArrowUp");
        assertThat(day).isFocused();
        assertThat(day).hasAttribute("aria-label", Pattern.compile(".*: no data"));
        press("Home");
        assertThat(day).hasAttribute("aria-label", Pattern.compile("1 .*"));
        press("ArrowLeft");
        assertThat(day).hasAttribute("aria-label", Pattern.compile("1 .*"));

        press("End");
        press("Enter");
        assertThat(panel).containsText("of major outage");
        press("Tab");
        assertThat(panel.getByRole(AriaRole.LINK)).isFocused();
        press("Escape");
        assertThat(panel).hasCount(0);
        assertThat(day).isFocused();
        press("Enter");
        press("Tab");
        press("Enter");
        visitor.isAt(INCIDENT);
    }

    @Test
    void aFingerOpensADayOfTheCalendar() {
        visitor.page().setViewportSize(390, 800);
        var months = calendar();
        var panel = months.getByRole(AriaRole.DIALOG);

        months.locator("[data-day='0']").click();
        assertThat(panel).containsText("No data");
        months.locator("[data-day='3']").click();
        assertThat(panel).hasCount(1);
        visitor.at("h1").click();
        assertThat(panel).hasCount(0);
    }

    @Test
    void withoutJavaScriptAComponentIsChosenAndADayLeadsToItsRow() {
        var plain = chromium.personWithoutScript();
        plain.page().setViewportSize(390, 800);
        plain.open(page + "/uptime").at(".components a.component").first().click();
        plain.isAt("Uptime of");
        plain.field("Component").selectOption("Harbour radio");
        plain.press("Show").isAt("Uptime of Harbour radio");
        plain.field("Component").selectOption("North quay");
        plain.press("Show").isAt("Uptime of North quay");
        plain.at(".calendar td a").first().click();
        assertThat(plain.page()).hasURL(Pattern.compile(".*#d\\d{4}-\\d{2}-\\d{2}"));
        assertThat(plain.at("tr:target")).containsText(INCIDENT);
    }

    private static Locator calendar() {
        visitor.open(page + "/uptime").press("North quay").isAt("Uptime of North quay");
        return visitor.at(".months");
    }

    private static Locator strip() {
        visitor.open(page).isAt("Components");
        return visitor.at(".strip").first();
    }

    private static void press(String key) {
        visitor.page().keyboard().press(key);
    }
}
