package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.page.Page;
import foghorn.page.PageRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SettingsScreenTest {
    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Page page() {
        return new PageRoom(desk.database).pages().find(desk.cast.alice(), desk.page);
    }

    private static Map<String, String> fields(String name, String zone, int version) {
        return Map.of(
                "name",
                name,
                "page_description",
                "Boats and buses.\nNo trains.",
                "support_url",
                "https://larkfield.example/help",
                "time_zone",
                zone,
                "version",
                "" + version);
    }

    @Test
    void theSettingsAreShownAndSaved() {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("/settings")).body())
                .contains("value=\"" + page().name() + "\"", "<optgroup label=\"Europe\">");

        var saved = alice.post(desk.href("/settings"), fields("Larkfield Lines", "Europe/Oslo", page().version()));

        assertThat(saved.headers().firstValue("location")).contains(desk.href("/settings?done=saved"));
        assertThat(page().name()).isEqualTo("Larkfield Lines");
        assertThat(page().description()).contains("Boats and buses.\nNo trains.");
        assertThat(page().supportUrl()).contains("https://larkfield.example/help");
        assertThat(page().timeZone().getId()).isEqualTo("Europe/Oslo");
        assertThat(alice.get(desk.href("/settings?done=saved")).body())
                .contains("Saved.", "<option value=\"Europe/Oslo\" selected>Oslo</option>", "No trains.</textarea>");
    }

    @Test
    void theHomePageLooksBackForAsManyDaysAsAreWanted() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/settings"));
        for (var days : List.of("6", "31", "a week")) {
            var typed = new HashMap<>(fields("Larkfield", "Etc/UTC", page().version()));
            typed.put("recent_days", days);
            var refused = alice.post(desk.href("/settings"), typed);
            assertThat(refused.statusCode()).as(days).isEqualTo(422);
            assertThat(refused.body()).contains("Past days must be", "value=\"" + days + "\"");
        }
        var typed = new HashMap<>(fields("Larkfield", "Etc/UTC", page().version()));
        typed.put("recent_days", "30");

        assertThat(alice.post(desk.href("/settings"), typed).statusCode()).isEqualTo(303);

        assertThat(page().recentDays()).isEqualTo(30);
        assertThat(alice.get(desk.href("/settings")).body()).contains("name=\"recent_days\"", "value=\"30\"");
    }

    @Test
    void whatIsRefusedIsShownAgainWithEveryFieldKept() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/settings"));
        var typed = new HashMap<>(fields("", "Europe/Atlantis", page().version()));
        typed.put("support_url", "javascript:alert(1)");

        var refused = alice.post(desk.href("/settings"), typed);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("#field-name", "javascript:alert(1)", "No trains.</textarea>");
        typed.put("name", "Larkfield");
        assertThat(alice.post(desk.href("/settings"), typed).body()).contains("Support link must be a web address");
        typed.put("support_url", "");
        assertThat(alice.post(desk.href("/settings"), typed).body())
                .contains("Time zone must be the name of a time zone", "aria-invalid=\"true\"");
    }

    @Test
    void aChangeOfSomebodyElseIsShownAndNothingIsLost() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/settings"));
        alice.post(desk.href("/settings"), fields("The first", "Etc/UTC", page().version()));

        var conflict = alice.post(desk.href("/settings"), fields("The second", "Etc/UTC", page().version() - 1));

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Somebody was faster", "<span class=\"plainly\">The first</span>", "value=\"The second\"")
                .contains("name=\"version\" value=\"" + page().version() + "\"");
    }

    @Test
    void whoMayOnlyLookIsNotOfferedThem() {
        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("")).body()).doesNotContain("Page settings");
        assertThat(vera.get(desk.href("/settings")).statusCode()).isEqualTo(403);
        assertThat(desk.as(desk.cast.mallory()).get(desk.href("/settings")).statusCode())
                .isEqualTo(404);
    }
}
