package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding, ordering and moving in, by the keyboard alone, at a desk and on a telephone. */
@ParameterizedClass
@ValueSource(ints = {1280, 390})
@Timeout(300)
class ListsByKeyboardTest {
    @SuppressWarnings("NullAway.Init")
    private static Larkfield larkfield;

    @SuppressWarnings("NullAway.Init")
    private static Harbour harbour;

    @BeforeParameterizedClassInvocation
    static void open(int width) {
        larkfield = new Larkfield(width);
        harbour = new Harbour(larkfield.foghorn, larkfield.made);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        larkfield.close();
    }

    @Parameter
    int width;

    @Test
    void anIncidentIsFoundAndWhatItSaidIsCorrected() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.go("Incidents");
        screen.isAt("Incidents").says("Boats cannot land");
        keys.enter("Scheduled");
        screen.says("Dredging of the basin");
        keys.enter("Resolved");
        screen.says("Cards were refused");
        keys.replace("Find by name", "motor of the gate");
        keys.press("Enter");
        screen.says("Boats cannot land");
        assertThat(screen.at("main .rows > li")).hasCount(1);
        keys.enter("Boats cannot land");
        screen.isAt("Boats cannot land");
        keys.enter("Correct… the update Identified");
        screen.isAt("Correct an update");
        keys.replace("Message", "The motor of the gate has burnt out.");
        keys.enter("Correct it, telling nobody");
        screen.says("The motor of the gate has burnt out.");
        assertThat(larkfield
                        .person()
                        .open(larkfield.made.pageUrl() + "/incidents/" + harbour.incident)
                        .at("main"))
                .containsText("burnt out");
    }

    @Test
    void aComponentIsAddedPutIntoAGroupAndDeleted() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        keys.go("Components");
        screen.isAt("Components");
        keys.enter("Add a component");
        screen.isAt("Add a component");
        keys.type("Name", "Timetable");
        keys.replace("Description", "When the boats leave");
        keys.enter("Add component");
        screen.says("Added.");

        keys.tabTo("⋯Move Timetable to a group");
        keys.press("Enter");
        keys.enter("Move Timetable to Tickets");
        screen.says("Moved.");
        assertThat(screen.at("li.group").first()).containsText("Timetable");
        assertThat(screen.at(".menu summary:focus")).containsText("Move Timetable");
        keys.press("Enter");
        keys.tabTo("Move Timetable to No group");
        keys.press("Escape");
        assertThat(screen.at(".menu[open]")).hasCount(0);
        assertThat(screen.at(".menu summary:focus")).containsText("Move Timetable");

        screen.open(larkfield.console + "/components");
        keys.enter("Add a group");
        screen.isAt("Add a group");
        keys.type("Name", "Information");
        keys.tick("Timetable");
        keys.enter("Add group");
        screen.says("Added.");
        keys.enter("Timetable");
        screen.isAt("Timetable");
        keys.press("Shift+Tab");
        keys.press("Enter");
        screen.isAt("Delete Timetable?");
        keys.enter("Delete component");
        screen.says("Deleted.");
        assertThat(screen.at("main .rows")).not().containsText("Timetable");
    }

    /** By a mouse, for which there is room; elsewhere the buttons move. */
    @Test
    void aComponentIsDraggedIntoAGroupAndOutOfIt() {
        var screen = larkfield.owner().screen();
        screen.page().setViewportSize(1280, 900);
        screen.open(larkfield.console + "/components/new")
                .fill("Name", "Lockers")
                .press("Add component")
                .says("Added.");
        var inGroup = screen.at("li.group .inside > li");
        drag(screen, "Lockers", "Booking on the web");
        screen.says("Moved.");
        assertThat(inGroup.filter(new Locator.FilterOptions().setHasText("Lockers")))
                .hasCount(1);
        drag(screen, "Lockers", "North quay");
        screen.says("Moved.");
        assertThat(inGroup.filter(new Locator.FilterOptions().setHasText("Lockers")))
                .hasCount(0);
        assertThat(screen.at("main .rows")).containsText("Lockers");
    }

    /** Drags one by its handle onto the upper edge of the other. */
    private static void drag(Screen screen, String name, String onto) {
        row(screen, name)
                .locator(".handle")
                .dragTo(row(screen, onto), new Locator.DragToOptions().setTargetPosition(60, 4));
    }

    private static Locator row(Screen screen, String name) {
        return screen.at("main .rows li:not(.group)")
                .filter(new Locator.FilterOptions().setHasText("New status of " + name));
    }

    @Test
    void subscribersComeFromATable() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        toSubscribers(keys);
        keys.enter("Import…");
        screen.isAt("Import subscribers");
        choose(keys, "CSV file", file("people.csv", "email\neve@harbour.example\nnobody\n"));
        keys.tabTo("Not that we know");
        keys.press("ArrowDown");
        keys.enter("Look at the file");
        screen.isAt("Check the import").says("Line 3");
        keys.enter("Add 1 subscriber");
        screen.isAt("Subscribers imported");
        keys.enter("See the subscribers");
        screen.isAt("Subscribers");
        keys.enter("Confirmed 1");
        screen.says("eve@harbour.example");
        keys.replace("Find an e-mail address", "EVE@harbour.example");
        keys.press("Enter");
        screen.says("eve@harbour.example");
    }

    @Test
    void aSubscriberIsAskedAgain() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        add(keys, "ivy@harbour.example");
        screen.says("once they have used the link");
        keys.enter("Ask again to confirm");
        screen.says("Asked again");
        remove(keys, "ivy@harbour.example");
    }

    @Test
    void aSubscriberIsSwitchedOnAgainAndRemoved() {
        var keys = larkfield.owner();
        var screen = keys.screen();
        toSubscribers(keys);
        keys.enter("Add…");
        keys.screen().isAt("Add a subscriber");
        keys.type("E-mail address", "otto@harbour.example");
        keys.tick("They have agreed already");
        keys.enter("Add subscriber");
        screen.isAt("otto@harbour.example").says("They are told of whatever comes next.");
        new EmbeddedData(larkfield.foghorn.data()).execute("""
                update subscriber set state = 'quarantined', quarantined_at = clock_timestamp(),
                                      purge_at = clock_timestamp() + interval '30 days', version = version + 1
                 where id = (select id from subscriber where state = 'active' order by created_at desc limit 1)
                """);
        toSubscribers(keys);
        keys.enter("Quarantined 1");
        assertThat(screen.at(".tabs a[aria-current=page]")).containsText("Quarantined");
        keys.enter("otto@harbour.example");
        screen.isAt("otto@harbour.example");
        keys.enter("Switch on again");
        screen.says("Switched on again.");
        remove(keys, "otto@harbour.example");
    }

    private static void toSubscribers(Keyboard keys) {
        keys.go("Subscribers");
        keys.screen().says("Find an e-mail address");
    }

    private static void add(Keyboard keys, String address) {
        toSubscribers(keys);
        keys.enter("Add…");
        keys.screen().isAt("Add a subscriber");
        keys.type("E-mail address", address);
        keys.enter("Add subscriber");
        keys.screen().isAt(address);
    }

    /** On the screen of this subscriber; whoever is asked may also think better of it. */
    private static void remove(Keyboard keys, String address) {
        keys.enter("Remove…");
        keys.screen().isAt("Remove " + address + "?");
        keys.enter("Keep them");
        keys.screen().isAt("What they were sent");
        keys.enter("Remove…");
        keys.screen().isAt("Remove " + address + "?");
        keys.enter("Remove subscriber");
        keys.screen().says("Removed");
    }

    @Test
    void aPageElsewhereIsTakenOverFromFiles() throws IOException {
        var keys = larkfield.owner();
        var screen = keys.screen().open(larkfield.console + "/import");
        choose(keys, "Or its documents as files", file("notes.json", "no JSON"));
        keys.enter("Import");
        screen.isAt("The import failed").says("file 1 is no JSON");

        var folder = Foghorn.HOME.resolve("server/src/test/resources/foghorn/transfer");
        choose(
                keys,
                "Or its documents as files",
                read(folder.resolve("summary.json")),
                read(folder.resolve("incidents.json")));
        keys.enter("Import");
        screen.isAt("The import is done").says("Components: 5 new").says("file 1, file 2");
    }

    /** Goes on to the field of this name, and has these chosen in it. */
    private static void choose(Keyboard keys, String label, FilePayload... files) {
        keys.tabTo(label);
        assertThat(keys.screen().field(label)).isFocused();
        keys.screen().field(label).setInputFiles(files);
    }

    private static FilePayload read(Path file) throws IOException {
        return new FilePayload(String.valueOf(file.getFileName()), "application/json", Files.readAllBytes(file));
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
