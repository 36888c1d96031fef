package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.organization.ReminderOf;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RemindersScreenTest {
    private static final String PATH = "/console/reminders";

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Map<String, Boolean> boxes(String html) {
        var boxes = new HashMap<String, Boolean>();
        Jsoup.parse(html)
                .select("input[name='reminders[]']")
                .forEach(box -> boxes.put(box.attr("value"), box.hasAttr("checked")));
        return boxes;
    }

    @Test
    void everybodyChoosesForThemselvesAlone() {
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("")).body()).contains("href=\"" + PATH + "\"");
        assertThat(boxes(bob.get(PATH).body()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("incident", true, "maintenance", true, "component", true));

        var saved = bob.post(PATH, Map.of("reminders[]", "component"));
        assertThat(saved.headers().firstValue("location")).contains(PATH + "?done=saved");
        var screen = bob.get(PATH + "?done=saved").body();
        assertThat(screen).contains("Saved.");
        assertThat(boxes(screen))
                .containsExactlyInAnyOrderEntriesOf(Map.of("incident", false, "maintenance", false, "component", true));
        assertThat(desk.cast.room().reminders().wanted(desk.cast.alice()))
                .containsExactlyInAnyOrder(ReminderOf.values());
        assertThat(desk.as(desk.cast.alice()).get("/console/activity").body())
                .contains("Team member reminders chosen", "incident, maintenance, component");

        bob.post(PATH, Map.of());
        assertThat(desk.cast.room().reminders().wanted(desk.cast.bob())).isEmpty();
    }

    @Test
    void whatIsNoReminderIsRefused() {
        var vera = desk.as(desk.vera);
        vera.get(PATH);
        var refused = vera.post(PATH, Map.of("reminders[]", "news"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("What you are reminded of must be chosen from the list");
        assertThat(desk.cast.room().reminders().wanted(desk.vera)).hasSize(3);
    }
}
