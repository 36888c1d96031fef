package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What visitors do on a telephone: by the keyboard alone, and without JavaScript; and what holds for every page they can come to. */
@Timeout(300)
class VisitorTasksTest {
    private static final String INCIDENT = "Boats cannot land at the north quay";

    private static final String OUTLINE = """
            () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(part => part.checkVisibility({checkVisibilityCSS: true})
                    || part.closest('details:not([open])')).map(part => Number(part.localName[1]))
            """;

    private static Larkfield larkfield;
    private static String page;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        new Harbour(larkfield.foghorn, larkfield.made);
        page = larkfield.made.pageUrl();
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    private static Screen onTelephone(Screen screen) {
        screen.page().setViewportSize(390, 844);
        return screen;
    }

    private static Screen openIncident(Screen screen) {
        screen.open(page).at("section[aria-labelledby=now] a", INCIDENT).first().click();
        return screen.isAt(INCIDENT);
    }

    @Test
    void byTheKeyboardAlone() {
        var screen = onTelephone(larkfield.person());
        var keys = new Keyboard(screen);
        screen.open(page).isAt("Components");
        keys.tabTo("Skip to content");
        keys.press("Enter");
        assertThat(screen.at("main")).isFocused();
        keys.enter(INCIDENT);
        screen.isAt(INCIDENT).says("The motor of the gate is broken.");
        var newest = screen.at(".timeline .step");
        assertThat(newest.first()).hasText("Identified");
        keys.enter("Oldest first");
        assertThat(newest.first()).hasText("Investigating");
        keys.press("Enter");
        assertThat(newest.first()).hasText("Identified");
        screen.page().reload();
        keys.enter("← Current status");
        screen.isAt("Components");
        keys.tabTo("Tickets");
        keys.press("Enter");
        assertThat(screen.at("li.group details", "Tickets")).not().hasAttribute("open", "");
        keys.press("Enter");
        assertThat(screen.at("li.group details", "Tickets")).hasAttribute("open", "");

        keys.enter("Incident history");
        screen.isAt("Incident history");
        keys.enter("Search and filter");
        screen.isAt("Search the history");
        keys.tabTo("Words in the name or in an update");
        screen.page().keyboard().type("cards");
        keys.tabTo("Kind");
        screen.page().keyboard().type("Incidents");
        keys.enter("Search");
        screen.isAt("Results").says("Cards were refused for an hour");
        assertThat(screen.at("main")).not().containsText(INCIDENT);

        keys.enter("Uptime");
        screen.isAt("Uptime");
        keys.enter("North quay");
        screen.isAt("Uptime of North quay");
        keys.tabTo("Component");
        screen.page().keyboard().type("Harbour");
        keys.enter("Show");
        screen.isAt("Uptime of Harbour radio");
        keys.enter("How we count");
        screen.says("0.3 times the time of partial outages");
        keys.enter("Accessibility");
        screen.isAt("Accessibility");
    }

    @Test
    void withoutJavaScript() throws IOException {
        var screen = onTelephone(larkfield.chromium.personWithoutScript());
        openIncident(screen).press("← Current status");
        var group = screen.at("li.group details", "Tickets");
        group.locator("summary").click();
        assertThat(group).not().hasAttribute("open", "");
        screen.press("Incident history").press("Search and filter");
        screen.fill("Words in the name or in an update", "cards")
                .press("Search")
                .says("Cards were refused for an hour");
        var download = screen.page().waitForDownload(() -> screen.press("CSV"));
        assertThat(Files.readString(download.path())).contains("Cards were refused for an hour");
        screen.field("Kind").selectOption("maintenance");
        screen.press("Search").says("Nothing was found.");
        assertThat(screen.at(".tools label")).hasCount(0);
    }

    @Test
    void aPrintedIncidentIsItsStoryAlone() {
        var screen = larkfield.person();
        openIncident(screen);
        screen.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(screen.at("main h1")).isVisible();
        assertThat(screen.at(".timeline .update").first()).isVisible();
        for (var needless : List.of("header nav", "footer.site", ".back", ".follow", ".skip")) {
            assertThat(screen.at(needless)).isHidden();
        }
        assertThat(screen.page().evaluate("getComputedStyle(document.body).color"))
                .isEqualTo("rgb(0, 0, 0)");
    }

    @Test
    void timesAreThoseOfThePageOrOnesOwn() {
        var reader = larkfield.chromium.personIn("Asia/Kathmandu");
        var time = reader.open(page).at("main .banner time");
        assertThat(time).containsText("UTC");
        assertThat(time).hasAttribute("title", Pattern.compile(".*GMT\\+5:45, \\d+ minutes? ago"));

        reader.field("Times").selectOption("mine");
        assertThat(time).containsText("GMT+5:45");
        reader.press("History").isAt("Incident history");
        assertThat(reader.at("main time").first()).containsText("GMT+5:45");
        reader.field("Times").selectOption("Of this page");
        assertThat(reader.at("main time").last()).containsText("UTC");
    }

    /** Every page that a link leads to answers, has one first heading and no gap below it, its landmarks and a title of its own. */
    @Test
    void everyPageIsInOrder() {
        var screen = larkfield.person();
        var seen = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(page));
        var findings = new ArrayList<String>();
        var titles = new ArrayList<String>();
        while (!waiting.isEmpty()) {
            var url = waiting.remove();
            if (seen.add(url)) {
                var answer = screen.page().navigate(url);
                if (answer.status() != 200) {
                    findings.add(url + " answers " + answer.status());
                }
                titles.add(screen.page().title());
                findings.addAll(faults(screen, url));
                waiting.addAll(links(screen));
            }
        }

        assertThat(findings).isEmpty();
        assertThat(seen).hasSizeGreaterThan(12);
        assertThat(titles).doesNotHaveDuplicates().allMatch(title -> title.endsWith(" - Larkfield Ferries"));
    }

    private static List<String> faults(Screen screen, String url) {
        var faults = new ArrayList<String>();
        var outline = ((List<?>) screen.page().evaluate(OUTLINE))
                .stream().map(level -> ((Number) level).intValue()).toList();
        for (int i = 0; i < outline.size(); i++) {
            int before = i == 0 ? 0 : outline.get(i - 1);
            if (outline.get(i) > before + 1 || outline.get(i) == 1 && i > 0) {
                faults.add(url + " has headings " + outline);
            }
        }
        for (var part : Set.of("html[lang=en]", "body > a.skip:first-child", "header", "main#main", "footer")) {
            if (screen.at(part).count() != 1) {
                faults.add(url + " has " + screen.at(part).count() + " of " + part);
            }
        }
        return faults;
    }

    /** Those to other pages of the status page; of machine views, files and pages of a query it is enough that a person finds them. */
    private static List<String> links(Screen screen) {
        return screen.at("a[href]").all().stream()
                .map(link -> String.valueOf(link.evaluate("link => link.href")))
                .map(link -> link.replaceFirst("#.*", "").replaceFirst("/$", ""))
                .filter(link -> link.startsWith(page))
                .filter(link -> !link.matches(".*(\\.(json|atom|rss|csv|ics)|\\?.*)"))
                .toList();
    }
}
