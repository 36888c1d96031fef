package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the set-up link to a resolved incident of which every confirmed subscriber was told, all of it in the browser. */
@Timeout(300)
class BrowserStoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aTeamSetsUpAndTellsItsSubscribersOfAnIncident() {
        try (var foghorn = new Foghorn().serve();
                var chromium = new Chromium("http://localhost:" + foghorn.port)) {
            var screen = chromium.person();
            var team = new Team(screen);
            var visitor = chromium.person();

            var made = team.setUp(foghorn);
            screen.press("To the console").isAt("All Systems Operational");
            leaveAndComeBack(team);

            team.addComponent("North quay").addComponent("Ticket office");
            team.setStatus("Ticket office", "degraded_performance");
            visitor.open(made.pageUrl()).isAt("Partially Degraded Service");

            subscribe(visitor, made.pageUrl(), "bob@harbour.example");
            confirm(visitor, team, "bob@harbour.example");
            subscribe(visitor, made.pageUrl(), "carol@harbour.example");
            confirm(visitor, team, "carol@harbour.example");
            subscribe(visitor, made.pageUrl(), "dan@harbour.example");

            var database = new EmbeddedData(foghorn.data());
            new Crowd(foghorn, database.text("select organization_id from organization")).join(made.pageId(), 7);

            var incident = openIncident(screen);
            assertThat(toldOf(database, 1)).isEqualTo(9);
            assertThat(screen.at("#ledger")).containsText("9 sent");
            visitor.open(made.pageUrl())
                    .isAt("Partial System Outage")
                    .says("Boats cannot land")
                    .says("The gate is stuck.")
                    .says("Next update by");

            visitor.open(team.readMail("carol@harbour.example", "Boats cannot land")
                            .link("/unsubscribe/"))
                    .press("Unsubscribe")
                    .isAt("You are unsubscribed");

            screen.open(incident).choose("Monitoring");
            assertThat(screen.field("Message")).hasValue("A fix is in place, and we are watching the results.");
            screen.field("North quay").selectOption("degraded_performance");
            assertThat(screen.at("#reach")).hasText("8 by e-mail. 1 has not confirmed and is not told.");
            screen.press("Post update and notify 8").says("Update posted");
            assertThat(toldOf(database, 2)).isEqualTo(8);
            assertThat(screen.at("#ledger")).containsText("8 sent");

            screen.choose("Resolved").field("Tell subscribers").uncheck();
            assertThat(screen.at("#reach")).hasText("Nobody is told. The page changes all the same.");
            screen.press("Resolve").says("Closed").says("nobody was told");
            visitor.open(made.pageUrl())
                    .isAt("Partially Degraded Service")
                    .press("Boats cannot land")
                    .says("The problem is solved.");
            assertThat(database.number("select count(*) from delivery")).isEqualTo(17);

            chromium.assertQuiet();
            assertThat(foghorn.printed()).doesNotContain("ERROR").doesNotContain("WARN");
        }
    }

    private static void leaveAndComeBack(Team team) {
        var screen = team.screen();
        screen.press("Sign out").isAt("Sign in");
        team.signIn("not the password at all");
        screen.isAt("There is a problem");
        assertThat(screen.field("E-mail address")).hasValue(Team.ADDRESS);
        team.signIn(Team.PASSWORD);
        screen.isAt("All Systems Operational");
    }

    private static void subscribe(Screen visitor, String page, String address) {
        visitor.open(page)
                .press("Subscribe to updates")
                .fill("E-mail address", address)
                .press("Subscribe")
                .isAt("Check your mail");
    }

    private static void confirm(Screen visitor, Team team, String address) {
        visitor.open(team.readMail(address, "Confirm").link("/confirm/"))
                .press("Confirm subscription")
                .isAt("You are subscribed");
    }

    /** Opens an incident for nine people and returns its address in the console. */
    private static String openIncident(Screen screen) {
        screen.press("Create incident").isAt("New incident").fill("Name", "Boats cannot land");
        assertThat(screen.at("#reach")).hasText("9 by e-mail. 1 has not confirmed and is not told.");
        screen.choose("Identified").fill("Message", "The gate is stuck.");
        screen.field("North quay").selectOption("major_outage");
        assertThat(screen.at("#impact-now")).hasText(": Critical");
        screen.field("Tell subscribers").uncheck();
        assertThat(screen.at("#publish")).hasText("Publish");
        screen.field("Tell subscribers").check();
        screen.press("Publish and notify 9").says("Published");
        assertThat(screen.page()).hasURL(Pattern.compile(".*/incidents/[a-z0-9]{12}\\?done=published"));
        return screen.page().url().replaceFirst("\\?.*", "");
    }

    /** How many deliveries were made of the n-th notice, when all are written down: a claim stays until its messages are. */
    private static long toldOf(EmbeddedData database, int notice) {
        Await.until(
                "notice " + notice + " is told",
                SOON,
                () -> database.number("select count(*) from notification_event") >= notice
                        && database.number("select (select count(*) from tranche) + (select count(*) from claim)")
                                == 0);
        return database.number("""
                select count(*) from delivery
                 where event_id = (select id from notification_event order by page_seq offset %d limit 1)
                """.formatted(notice - 1));
    }
}
