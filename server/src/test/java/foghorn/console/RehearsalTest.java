package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aTestIncidentTellsOnlyWhoTriesItAndIsNowhere() {
        desk.subscriber("reader@readers.example", "active", Optional.empty());
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("")).body())
                .contains("href=\"" + desk.href("/rehearsal") + "\">Try a test incident</a>");
        assertThat(alice.get(desk.href("/rehearsal")).body()).contains("Send it to alice@lighthouse.example");

        var sent = alice.post(desk.href("/rehearsal"), Map.of());

        assertThat(sent.headers().firstValue("location")).contains(desk.href("/rehearsal?done=sent"));
        assertThat(alice.get(desk.href("/rehearsal?done=sent")).body()).contains("Nobody else was told.");
        assertThat(desk.inbox.list(desk.cast.alice(), desk.page))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.to()).isEqualTo("alice@lighthouse.example");
                    assertThat(mail.subject()).isEqualTo("[Larkfield Ferries] Test incident");
                    assertThat(mail.text()).contains("you alone receive it").doesNotContain("/incidents/");
                });
        assertThat(desk.open()).isEmpty();
        assertThat(alice.get(desk.href("")).body()).contains("<span>Try a test incident</span></span>");
    }

    @Test
    void whoMayNotOpenIncidentsTriesNone() {
        var vera = desk.as(desk.vera);
        assertThat(vera.get(desk.href("/rehearsal")).statusCode()).isEqualTo(403);
        assertThat(vera.get(desk.href("")).body()).doesNotContain("Try a test incident");
        assertThat(desk.as(desk.cast.mallory()).get(desk.href("/rehearsal")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theChecklistShowsWhatIsLeftToWhoMayDoIt() {
        var alice = desk.as(desk.cast.alice()).get(desk.href("")).body();
        assertThat(alice).contains("Add your components", "Say what the page is for", "Bring your team", "(done)");

        var bob = desk.as(desk.cast.bob()).get(desk.href("")).body();
        assertThat(bob).contains("Try a test incident").doesNotContain("Bring your team", "Say what the page is for");
    }
}
