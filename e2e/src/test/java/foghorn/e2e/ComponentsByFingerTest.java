package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components are put in order on a telephone, by dragging them; among them are rows of very unequal height. */
@Timeout(300)
class ComponentsByFingerTest {
    /** Components outside of groups. */
    private static final String ALONE = "main .rows > li:not(.group) .name";

    private static final String NAMES = "main .rows .name";
    /** Between these heights of the window a finger makes nothing scroll, with room for what scrolls on meanwhile. */
    private static final double HIGHEST = 170;

    private static final double LOWEST = 670;

    @SuppressWarnings("NullAway.Init")
    private static Larkfield larkfield;

    @SuppressWarnings("NullAway.Init")
    private static Screen screen;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield(1280);
        new Harbour(larkfield.foghorn, larkfield.made);
        screen = larkfield.chromium.personWithTouch();
        new Team(screen.open(larkfield.console)).signIn(Team.PASSWORD);
        screen.isAt("Open incidents");
        add("Lighthouse", "Shows the way at night. ".repeat(12).strip());
        add("Lockers", "");
        screen.open(larkfield.console + "/component-groups/new").fill("Name", "Piers");
        screen.field("Harbour radio").check();
        screen.field("Lockers").check();
        screen.press("Add group").says("Added.");
    }

    private static void add(String name, String description) {
        screen.open(larkfield.console + "/components/new")
                .fill("Name", name)
                .fill("Description (optional)", description)
                .press("Add component")
                .says("Added.");
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    @BeforeEach
    void list() {
        screen.open(larkfield.console + "/components").isAt("Components");
    }

    @Test
    void aLowRowPassesAHighOneAndComesBack() {
        drag("North quay", "Lighthouse", 0.8);
        assertThat(screen.at(ALONE)).hasText(new String[] {"Lighthouse", "North quay"});
        drag("North quay", "Lighthouse", 0.2);
        assertThat(screen.at(ALONE)).hasText(new String[] {"North quay", "Lighthouse"});
    }

    @Test
    void aComponentGoesFromGroupToGroupToThePlaceWhereItIsDropped() {
        drag("Harbour radio", "Booking on the web", 0.2);
        assertThat(screen.at(in("Tickets")))
                .hasText(new String[] {"Ticket office", "Harbour radio", "Booking on the web"});
        drag("Harbour radio", "Lockers", 0.8);
        assertThat(screen.at(in("Piers"))).hasText(new String[] {"Lockers", "Harbour radio"});
        drag("Harbour radio", "North quay", 0.2);
        assertThat(screen.at(ALONE)).hasText(new String[] {"Harbour radio", "North quay", "Lighthouse"});
        drag("Harbour radio", "Lockers", 0.2);
        assertThat(screen.at(in("Piers"))).hasText(new String[] {"Harbour radio", "Lockers"});
    }

    @Test
    void aGroupGoesAmongItsNeighboursAndNeverIntoOneOfThem() {
        var groups = screen.at("main .rows > li.group h2");
        var before = groups.allTextContents();
        assertThat(before).hasSize(2);
        drag(
                screen.at("main .rows > li.group").last().locator(".handle").first(),
                screen.at("main .rows > li.group").first(),
                0.4);
        assertThat(groups).hasText(new String[] {before.getLast(), before.getFirst()});
        assertThat(screen.at("main .inside h2")).hasCount(0);
        assertThat(screen.at("form.move button:focus")).containsText("Move " + before.getLast() + " down");
    }

    @Test
    void aFingerAtTheEdgeScrollsAndNothingMovesWithoutADrop() {
        var before = screen.at(NAMES).allTextContents();
        try (var finger = new Finger(screen)) {
            finger.down(row(before.getFirst()).locator(".handle")).to(840);
            var isAtEnd = "() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1";
            screen.page().waitForCondition(() -> (boolean) screen.page().evaluate(isAtEnd));
            assertThat(screen.at(".drop-line")).isVisible();
            assertThat(screen.at(".drag-label")).hasText(before.getFirst());
            screen.page().keyboard().press("Escape");
            assertThat(screen.at(".drop-line")).hasCount(0);
            finger.up();
        }
        assertThat(screen.at(NAMES).allTextContents()).isEqualTo(before);
        list();
        assertThat(screen.at(NAMES).allTextContents()).isEqualTo(before);
    }

    private static void drag(String name, String onto, double part) {
        drag(row(name).locator(".handle"), row(onto), part);
    }

    /** Drags a handle to this part of the height of something else; where that is out of reach, the finger waits at the edge for it. */
    private static void drag(Locator handle, Locator onto, double part) {
        try (var finger = new Finger(screen)) {
            finger.down(handle);
            if (height(onto, part) > LOWEST) {
                finger.to(814);
                screen.page().waitForCondition(() -> height(onto, part) <= LOWEST);
            } else if (height(onto, part) < HIGHEST) {
                finger.to(30);
                screen.page().waitForCondition(() -> height(onto, part) >= HIGHEST);
            }
            finger.to(422).to(height(onto, part)).up();
        }
    }

    private static double height(Locator part, double share) {
        var box = part.boundingBox();
        return box.y + share * box.height;
    }

    private static Locator row(String name) {
        return screen.at("main .rows li:not(.group)", "New status of " + name);
    }

    private static String in(String group) {
        return "main .rows > li.group:has(h2:has-text(\"" + group + "\")) .inside .name";
    }
}
