package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a screen as it is: light and dark, at a desk and on a telephone. {@code -Dbrowser.shots=FOLDER} keeps a picture of each look.
 */
final class Inspection {
    private static final Optional<Path> SHOTS =
            Optional.ofNullable(System.getProperty("browser.shots")).map(Path::of);
    /** The narrowest width at which nothing may need sideways scrolling (WCAG 1.4.10). */
    private static final int NARROWEST = 320;

    /** All rules of axe-core; in the dark, where nothing but colours is another, those that look at colours. */
    private static final String AXE = """
            async isDark => (await axe.run(document, {
                    resultTypes: ['violations'], ...(isDark && {runOnly: ['color-contrast', 'link-in-text-block']}) }))
                .violations.flatMap(rule =>
                    rule.nodes.map(node => rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary))
            """;

    /** Parts that reach beyond the right edge, save those inside a part that scrolls by itself. */
    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] :
                [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > innerWidth)
                    .map(part => part.outerHTML.slice(0, 120))
            """;

    /** What a template did not understand stays in the text. */
    private static final String UNRENDERED = """
            () => document.body.innerText
                .match(/@(if|else|elseif|endif|for|endfor|switch|case|param|import|template)\\b.*|\\$\\{.*/g) ?? []
            """;

    /** A status or an impact that nothing but its colour tells: it needs a shape and a word. */
    private static final String COLOUR_ALONE = """
            () => [...document.querySelectorAll('.status, .mark, .banner, [class*="impact-"]:not(.impact-none)')]
                .filter(part => part.namespaceURI.endsWith('xhtml') && !(part.querySelector('svg') && part.textContent.trim()))
                .map(part => part.outerHTML.slice(0, 120))
            """;

    /** Tables that could not be read without moving them sideways. */
    private static final String SCROLLS_SIDEWAYS = """
            () => [...document.querySelectorAll('.scroll')].filter(part => part.scrollWidth > part.clientWidth)
                .map(part => part.outerHTML.slice(0, 120))
            """;

    private record Look(ColorScheme scheme, int width) {}

    private static final List<Look> LOOKS = List.of(
            new Look(ColorScheme.LIGHT, 1280),
            new Look(ColorScheme.DARK, 1280),
            new Look(ColorScheme.DARK, 390),
            new Look(ColorScheme.LIGHT, 390));

    private final Set<String> names = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    /** Lets this person's screens be looked at from the next one on. */
    static Screen prepare(Screen screen) {
        screen.page().context().addInitScript(AxeBuilder.getAxeScript());
        return screen;
    }

    /** Looks at what is on this screen now, and leaves it as it was. */
    void of(String name, Screen screen) {
        var page = screen.page();
        if (!names.add(name)) {
            findings.add(name + ": there are two of this name");
        }
        lines(page.evaluate(UNRENDERED)).forEach(line -> findings.add(name + ": not rendered: " + line));
        lines(page.evaluate(COLOUR_ALONE)).forEach(line -> findings.add(name + ": told by colour alone: " + line));
        for (var look : LOOKS) {
            show(page, look);
            var where = name + ", " + look.scheme() + ", " + look.width() + " px: ";
            lines(page.evaluate(AXE, look.scheme() == ColorScheme.DARK)).forEach(line -> findings.add(where + line));
            lines(page.evaluate(TOO_WIDE)).forEach(line -> findings.add(where + "too wide: " + line));
            lines(page.evaluate(SCROLLS_SIDEWAYS)).forEach(line -> findings.add(where + "scrolls sideways: " + line));
            SHOTS.ifPresent(folder -> keep(page, folder, name, look));
        }
        show(page, new Look(ColorScheme.LIGHT, NARROWEST));
        lines(page.evaluate(TOO_WIDE))
                .forEach(line -> findings.add(name + ", " + NARROWEST + " px: too wide: " + line));
        show(page, LOOKS.getFirst());
    }

    private static void show(Page page, Look look) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
        page.setViewportSize(look.width(), 900);
    }

    private static List<String> lines(Object answer) {
        return ((List<?>) answer).stream().map(String::valueOf).toList();
    }

    private static void keep(Page page, Path folder, String name, Look look) {
        var file = name + "-" + look.width() + "-" + look.scheme().name().toLowerCase(java.util.Locale.ROOT) + ".png";
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(file)));
    }

    /** Whether a screen full of faults is found faulty, so that silence means something. */
    static boolean seesFaults(Screen screen) {
        screen.open(
                "data:text/html,<p style='color:silver'>Faint</p><img src='data:,'><p style='width:2000px'>Wide @endif <b class='mark'>Down</b>"
                        + "<div class='scroll' tabindex='0' style='overflow:auto;width:50px'><p style='width:90px'>Far</p></div>");
        var inspection = new Inspection();
        inspection.of("faulty", screen);
        inspection.of("faulty", screen);
        return List.of(
                        "color-contrast",
                        "image-alt",
                        "too wide",
                        "not rendered",
                        "colour alone",
                        "scrolls sideways",
                        "two of this name")
                .stream()
                .allMatch(fault -> inspection.findings.stream().anyMatch(finding -> finding.contains(fault)));
    }

    /** Fails if anything was found. */
    void assertFlawless() {
        assertThat(findings).isEmpty();
    }
}
