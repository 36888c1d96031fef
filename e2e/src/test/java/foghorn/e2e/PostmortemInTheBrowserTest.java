package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A long text is kept while it is written, without a word from the writer, and nothing of another's is written over. */
@Timeout(300)
class PostmortemInTheBrowserTest {
    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(60_000);

    private static Larkfield larkfield;
    private static Screen screen;
    private static Team.Made made;
    private static Harbour harbour;
    private static String console;

    @BeforeAll
    static void open() {
        larkfield = new Larkfield();
        screen = larkfield.founder;
        made = larkfield.made;
        console = larkfield.console;
        harbour = new Harbour(larkfield.foghorn, made);
    }

    @AfterAll
    static void close() {
        larkfield.close();
    }

    private static String form(String incident) {
        return console + "/incidents/" + incident + "/postmortem";
    }

    private static String api(String incident) {
        return larkfield.foghorn.url("/v1/pages/" + made.pageId() + "/incidents/" + incident + "/postmortem");
    }

    /** What the server has of it. */
    private static String draft(String incident) {
        var answer = Http.api("GET", api(incident), made.apiKey(), "");
        return answer.statusCode() == 200
                ? Http.json(answer).get("body_draft").asText().replace("\r\n", "\n")
                : "";
    }

    @Test
    void whatIsWrittenIsSavedWhileItIsWritten() {
        screen.open(form(harbour.resolved)).isAt("Postmortem");
        screen.fill("Text", "The **certificate** of the bank was too old.");

        assertThat(screen.at("#saved")).containsText("Draft saved at", PATIENTLY);
        assertThat(screen.at("#shown strong")).hasText("certificate");
        assertThat(draft(harbour.resolved)).isEqualTo("The **certificate** of the bank was too old.");

        screen.field("Text").press("End");
        screen.field("Text").pressSequentially(" Now it is looked at each week.");
        var whole = "The **certificate** of the bank was too old. Now it is looked at each week.";
        Await.until(
                "the rest is saved",
                Duration.ofSeconds(60),
                () -> draft(harbour.resolved).equals(whole));

        var elsewhere = larkfield.person().open(console);
        new Team(elsewhere).signIn(Team.PASSWORD);
        elsewhere.open(form(harbour.resolved)).isAt("Postmortem");
        assertThat(elsewhere.field("Text")).hasValue(whole);
        assertThat(Http.get(made.pageUrl() + "/incidents/" + harbour.resolved).body())
                .contains("Cards were refused")
                .doesNotContain("certificate");

        screen.page().reload();
        assertThat(screen.field("Text")).hasValue(whole);
        assertThat(screen.at("main")).not().containsText("It has not been sent");
        screen.press("Save draft").says("Draft saved.");
        screen.press("Publish").says("Published.");
        assertThat(draft(harbour.resolved)).isEqualTo(whole);
    }

    @Test
    void whatSomebodyElseHasWrittenMeanwhileIsNotLost() {
        var incident = harbour.over("Buoys adrift");
        screen.open(form(incident)).isAt("Postmortem");
        assertThat(Http.api("PUT", api(incident), made.apiKey(), "{\"postmortem\":{\"body_draft\":\"Their words.\"}}")
                        .statusCode())
                .isEqualTo(200);
        screen.fill("Text", "My words.");

        assertThat(screen.at("#saved")).containsText("Not saved: somebody else has changed this draft.", PATIENTLY);
        assertThat(screen.field("Text")).hasValue("My words.");
        assertThat(draft(incident)).isEqualTo("Their words.");

        screen.press("Save draft").isAt("Somebody was faster").says("Their words.");
        assertThat(screen.field("Text")).hasValue("My words.");
        screen.press("Save draft").says("Draft saved.");
        assertThat(draft(incident)).isEqualTo("My words.");
    }
}
