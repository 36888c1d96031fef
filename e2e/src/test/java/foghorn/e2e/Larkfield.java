package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** A new installation with an owner and a page, and a browser in front of it. */
final class Larkfield implements AutoCloseable {
    final Foghorn foghorn = new Foghorn().serve();
    final Chromium chromium = new Chromium("http://localhost:" + foghorn.port);
    final Team.Made made;
    /** The owner, who has set it up and is at the page's overview. */
    final Screen founder;
    /** The address of the page's overview in the console. */
    final String console;

    private final int width;

    Larkfield() {
        this(1280);
    }

    /** @param width of the browser */
    Larkfield(int width) {
        this.width = width;
        founder = person();
        made = new Team(founder).setUp(foghorn);
        console = founder.press("To the console")
                .isAt("All Systems Operational")
                .page()
                .url();
    }

    Screen person() {
        var screen = chromium.person();
        screen.page().setViewportSize(width, 844);
        return screen;
    }

    /** The owner at the overview, by the keyboard alone. */
    Keyboard owner() {
        var keyboard = new Keyboard(person().open(console).isAt("Sign in"));
        keyboard.signIn();
        keyboard.screen().isAt("Open incidents");
        return keyboard;
    }

    /** Fails if any page complained or the server had an error. */
    @Override
    public void close() {
        try (var server = foghorn;
                var browser = chromium) {
            browser.assertQuiet();
            assertThat(server.printed()).doesNotContain("ERROR");
        }
    }
}
