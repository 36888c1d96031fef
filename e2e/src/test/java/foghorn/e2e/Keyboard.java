package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Somebody who uses a screen by the keyboard alone; on the way, whatever has the focus shows it. */
record Keyboard(Screen screen) {
    /** More stops than any screen has on the way to what is looked for. */
    private static final int MOST_STOPS = 80;

    /**
     * What has the focus, and whether a ring of two pixels or more shows it in sight. After the last stop the browser's own bars have it,
     * which show it themselves.
     */
    private static final String FOCUS = """
            () => {
                if (!document.hasFocus()) return { name: '', isShown: true };
                const at = document.activeElement;
                const ring = at.closest('.segments label') ?? at;
                const style = getComputedStyle(ring), box = ring.getBoundingClientRect();
                return {
                    name: (at.labels?.[0] ?? at).textContent.trim().replace(/\\s+/g, ' '),
                    isShown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                        && box.bottom > 0 && box.top < innerHeight };
            }
            """;

    /** Signs in on the screen that asks for it. */
    void signIn() {
        type("E-mail address", Team.ADDRESS);
        tabTo("Password");
        type("Password", Team.PASSWORD);
        enter("Sign in");
    }

    /** Types into the field that has the focus, which must be this one. */
    void type(String label, String text) {
        assertThat(screen.field(label)).isFocused();
        screen.page().keyboard().type(text);
    }

    /** Writes something else into the field of this name. */
    void replace(String label, String text) {
        tabTo(label);
        press("Control+A");
        screen.page().keyboard().type(text);
    }

    /** Goes on to the button or link of this name and uses it. */
    void enter(String name) {
        tabTo(name);
        press("Enter");
    }

    /** Follows an entry of the console's navigation, which a narrow screen keeps in a menu. */
    void go(String place) {
        if (screen.at(".places summary").isVisible()) {
            enter("Menu");
        }
        enter(place);
    }

    /** Goes on to the checkbox of this name and ticks it, or takes the tick away. */
    void tick(String name) {
        tabTo(name);
        press("Space");
    }

    void press(String key) {
        screen.page().keyboard().press(key);
    }

    /** Goes on to what has this name. */
    void tabTo(String name) {
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            press("Tab");
            var focus = (Map<?, ?>) screen.page().evaluate(FOCUS);
            assertThat(focus.get("isShown")).as("focus on " + focus.get("name")).isEqualTo(true);
            if (String.valueOf(focus.get("name")).startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("never reached by Tab: " + name);
    }
}
