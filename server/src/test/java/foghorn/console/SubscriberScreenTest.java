package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.signin.TestConsole;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One subscriber as the team sees and manages them. */
class SubscriberScreenTest {
    private final Desk desk = new Desk();
    private final TestConsole.Browser alice = desk.as(desk.cast.alice());

    @AfterEach
    void close() {
        desk.close();
    }

    private Document screen(String id) {
        var answer = alice.get(desk.href("/subscribers/" + id));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private HttpResponse<String> press(String id, String verb) {
        return alice.post(desk.href("/subscribers/" + id + "/" + verb), Map.of());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static List<String> verbs(Document screen) {
        return screen.select("main button, main a.button").eachText();
    }

    private List<String> mailTo(String address) {
        return desk.inbox.list(desk.cast.alice(), desk.page).stream()
                .filter(mail -> mail.to().equals(address))
                .map(mail -> mail.subject())
                .toList();
    }

    @Test
    void aRowLeadsToWhoItIsWhatTheyFollowAndWhatCanBeDone() {
        var quay = desk.component("North quay");
        var id = desk.subscriber("narrow@readers.example", "active", Optional.of(quay.id()));

        var link = Jsoup.parse(alice.get(desk.href("/subscribers")).body()).select("main .rows a");
        assertThat(link.eachText()).containsExactly("narrow@readers.example");
        assertThat(link.attr("href")).isEqualTo(desk.href("/subscribers/" + id));

        var screen = screen(id);
        assertThat(screen.title()).doesNotContain("narrow@");
        assertThat(screen.select("h1").text()).isEqualTo("narrow@readers.example");
        assertThat(screen.select("#follows ~ ul li").eachText()).containsExactly("North quay");
        assertThat(screen.text()).contains("Confirmed", "Nothing of late.");
        assertThat(verbs(screen)).containsExactly("Remove…");
    }

    @Test
    void whoHasNotConfirmedIsAskedAgainButNotTooOften() {
        alice.get(desk.href("/subscribers/new"));
        var added = alice.post(desk.href("/subscribers"), Map.of("email", "New@readers.example"));
        assertThat(added.statusCode()).isEqualTo(303);
        var id = location(added).replaceFirst(".*/([^?]*).*", "$1");
        assertThat(alice.get(location(added)).body()).contains("once they have used the link");
        assertThat(verbs(screen(id))).containsExactly("Ask again to confirm", "Remove…");

        assertThat(location(press(id, "resend"))).endsWith("?done=asked");
        for (int i = 0; i < 4; i++) {
            press(id, "resend");
        }

        var tooOften = press(id, "resend");
        assertThat(tooOften.statusCode()).isEqualTo(429);
        assertThat(tooOften.body()).contains("They were asked too often today.", "Ask again to confirm");
    }

    @Test
    void whoIsVouchedForIsToldAtOnceAndWhoHasConfirmedIsNotAsked() {
        alice.get(desk.href("/subscribers/new"));

        var added = alice.post(
                desk.href("/subscribers"), Map.of("email", "colleague@readers.example", "confirmed", "true"));

        var id = location(added).replaceFirst(".*/([^?]*).*", "$1");
        assertThat(screen(id).select("main .chip").first())
                .hasToString("<span class=\"chip\"><span class=\"visually-hidden\">State: </span>Confirmed</span>");
        var refused = press(id, "resend");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("there is nothing to ask");
        assertThat(mailTo("colleague@readers.example")).isEmpty();
    }

    @Test
    void anAddressThatCannotBeAddedIsKeptInTheForm() {
        desk.subscriber("known@readers.example", "unsubscribed", Optional.empty());
        alice.get(desk.href("/subscribers/new"));
        for (var address : List.of("known@readers.example", "nobody", "")) {
            var refused = alice.post(desk.href("/subscribers"), Map.of("email", address, "confirmed", "true"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("#field-email", "value=\"" + address + "\"")
                    .contains("name=\"confirmed\" value=\"true\" checked");
        }
    }

    @Test
    void whoWasLeftAloneIsSwitchedOnAndRemoved() {
        var id = desk.subscriber("bounced@readers.example", "quarantined", Optional.empty());
        assertThat(verbs(screen(id))).containsExactly("Switch on again", "Remove…");

        assertThat(location(press(id, "reactivate"))).endsWith("?done=reactivated");
        assertThat(verbs(screen(id))).containsExactly("Remove…");

        assertThat(alice.get(desk.href("/subscribers/" + id + "/delete")).body())
                .contains("Remove bounced@readers.example?");
        assertThat(alice.get(location(press(id, "delete"))).body()).contains("Removed.");
        var gone = screen(id);
        assertThat(gone.select("main .chip").text()).isEqualTo("State: Unsubscribed");
        assertThat(verbs(gone)).isEmpty();
        assertThat(press(id, "delete").statusCode()).isEqualTo(404);
        assertThat(alice.get("/console/activity?what=subscribers").body())
                .contains("Subscriber removed", "Subscriber reactivated")
                .doesNotContain("bounced@");
    }

    @Test
    void nobodyElseSeesOrChangesThem() {
        var id = desk.subscriber("reader@readers.example", "active", Optional.empty());
        var bob = desk.as(desk.cast.bob());
        bob.get(desk.href(""));
        var mallory = desk.as(desk.cast.mallory());
        mallory.get("/console/pages/" + desk.cast.otherPage());
        for (var path : List.of("", "/delete")) {
            assertThat(bob.get(desk.href("/subscribers/" + id + path)).statusCode())
                    .isEqualTo(403);
            assertThat(mallory.get("/console/pages/" + desk.cast.otherPage() + "/subscribers/" + id + path)
                            .statusCode())
                    .isEqualTo(404);
        }
        for (var verb : List.of("resend", "reactivate", "delete")) {
            assertThat(bob.post(desk.href("/subscribers/" + id + "/" + verb), Map.of())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(mallory.post(
                                    "/console/pages/" + desk.cast.otherPage() + "/subscribers/" + id + "/" + verb,
                                    Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(screen(id).select("main .chip").text()).isEqualTo("State: Confirmed");
    }
}
