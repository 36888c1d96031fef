package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A team of the demo corrects a day of a component by the keyboard, and a visitor sees it. */
@Timeout(300)
class UptimeCorrectionTest {
    private final Inspection inspection = new Inspection();

    @Test
    void aDayIsCorrectedAndTakenBack() {
        try (var foghorn = new Foghorn()) {
            var made = Http.json(foghorn.run("demo", "--json").out());
            foghorn.serve();
            try (var chromium = new Chromium("http://localhost:" + foghorn.port)) {
                var screen = Inspection.prepare(chromium.person());
                screen.open(made.get("owner_sign_in_url").asText()).isAt("Choose your password");
                screen.fill("New password", Team.PASSWORD).press("Save the password and sign in");
                screen.isAt("Open incidents");
                var visitor = Inspection.prepare(chromium.person());
                var page = made.get("page_url").asText().replaceFirst("/$", "");
                correct(screen, page, visitor);

                inspection.assertFlawless();
                chromium.assertQuiet();
            }
            assertThat(foghorn.printed()).doesNotContain("ERROR");
        }
    }

    private void correct(Screen screen, String page, Screen visitor) {
        inspection.of("demo-page", visitor.open(page).isAt("Components"));
        inspection.of("demo-uptime", visitor.open(page + "/uptime").isAt("Uptime"));
        visitor.at(".components a.component").first().click();
        inspection.of("demo-uptime-component", visitor.isAt("Uptime of"));
        var component = visitor.page().url().replaceFirst(".*/", "");

        screen.open(screen.page().url() + "/components/" + component);
        var keys = new Keyboard(screen.press("Uptime"));
        inspection.of("component-uptime", screen.isAt("Uptime of"));
        keys.enter("←");
        screen.isAt("Uptime of");
        var name = screen.at("tbody a").first().textContent().strip();
        keys.enter(name);
        inspection.of("component-correction", screen.isAt(name).says("Measured:"));
        keys.press("Control+A");
        keys.type("Minutes of major outage", "2000");
        keys.replace("Reason", "The probe lost its own network.");
        keys.enter("Save the correction");
        inspection.of(
                "component-correction-error", screen.isAt("There is a problem").says("than the 1440 minutes"));
        assertThat(screen.field("Reason")).hasValue("The probe lost its own network.");
        keys.enter("Minutes of major outage and");
        keys.press("Control+A");
        keys.type("Minutes of major outage", "12");
        keys.replace("Minutes of partial outage", "0");
        keys.enter("Save the correction");
        inspection.of("component-uptime-corrected", screen.isAt("Uptime of").says("The probe lost its own network."));

        visitor.open(page + "/uptime/" + component).says("Corrected").says("12 minutes");
        inspection.of("demo-uptime-corrected", visitor);
        assertThat(visitor.at("main")).not().containsText("probe");

        var slower = Inspection.prepare(new Screen(screen.page().context().newPage()));
        slower.open(screen.page().url()).press(name).fill("Reason", "Somebody else knows better.");
        screen.press(name)
                .fill("Reason", "The probe was moved.")
                .press("Save the correction")
                .isAt("Uptime of");
        slower.press("Save the correction");
        inspection.of(
                "component-correction-conflict",
                slower.isAt("Somebody was faster").says("The probe was moved."));
        assertThat(slower.field("Reason")).hasValue("Somebody else knows better.");
        slower.page().close();

        screen.press(name);
        keys.enter("Go back to what was measured");
        screen.isAt("Uptime of").says("The page shows what was measured.");
        assertThat(screen.at("main")).not().containsText("The probe");
        visitor.open(page + "/uptime/" + component).isAt("Uptime of");
        assertThat(visitor.at(".corrected")).hasCount(0);
    }
}
