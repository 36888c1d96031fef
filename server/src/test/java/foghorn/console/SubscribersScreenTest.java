package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.signin.TestConsole;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscribersScreenTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9-]+@readers\\.example");
    private static final Pattern MORE = Pattern.compile("href=\"([^\"]+)\">More<");

    private static Desk desk;

    @BeforeAll
    static void open() {
        desk = new Desk();
        for (int i = 0; i < 120; i++) {
            desk.subscriber("reader-" + i + "@readers.example", "active", Optional.empty());
        }
        desk.subscriber("waiting@readers.example", "unconfirmed", Optional.empty());
        desk.subscriber("gone@readers.example", "unsubscribed", Optional.empty());
        desk.subscriber(
                "narrow@readers.example",
                "quarantined",
                Optional.of(desk.component("North quay").id()));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Set<String> addresses(String body) {
        var found = new HashSet<String>();
        ADDRESS.matcher(body).results().forEach(match -> found.add(match.group()));
        return found;
    }

    @Test
    void everybodyIsListedOncePartByPart() {
        var alice = desk.as(desk.cast.alice());
        var all = new HashSet<String>();
        var path = desk.href("/subscribers");
        int parts = 0;
        while (!path.isEmpty()) {
            var part = alice.get(path).body();
            var here = addresses(part);
            assertThat(here).hasSizeLessThanOrEqualTo(50);
            assertThat(all).doesNotContainAnyElementsOf(here);
            all.addAll(here);
            var more = MORE.matcher(part);
            path = more.find() ? more.group(1).replace("&amp;", "&") : "";
            parts++;
        }
        assertThat(all).hasSize(123);
        assertThat(parts).isEqualTo(3);
    }

    @Test
    void statesAreCountedAndListed() {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get(desk.href("/subscribers")).body())
                .contains(
                        "All <span class=\"count\">123</span>",
                        "Confirmed <span class=\"count\">120</span>",
                        "Quarantined <span class=\"count\">1</span>");
        var quarantined = alice.get(desk.href("/subscribers?state=quarantined")).body();
        assertThat(addresses(quarantined)).containsExactly("narrow@readers.example");
        assertThat(quarantined).contains("One component or incident", "aria-current=\"page\">Quarantined");
        assertThat(addresses(
                        alice.get(desk.href("/subscribers?state=unconfirmed")).body()))
                .containsExactly("waiting@readers.example");
    }

    @Test
    void anAddressIsFoundInAnySpellingAndStandsInNoAddress() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/subscribers"));

        var found = search(alice, "Reader-77@READERS.example");
        assertThat(addresses(found)).containsExactly("reader-77@readers.example");
        assertThat(addresses(search(alice, "gone@readers.example"))).containsExactly("gone@readers.example");
        assertThat(search(alice, "nobody@elsewhere.example")).contains("Nobody with this address");
    }

    @Test
    void aDomainOrABeginningIsEnough() {
        var alice = desk.as(desk.cast.alice());
        alice.get(desk.href("/subscribers"));

        assertThat(addresses(search(alice, "READER-77"))).containsExactly("reader-77@readers.example");
        assertThat(addresses(search(alice, "reader-11")))
                .hasSize(11)
                .allMatch(address -> address.startsWith("reader-11"));
        assertThat(search(alice, "77@readers")).contains("Nobody with this address");
        assertThat(search(alice, "re")).contains("#field-email", "value=\"re\"", "at least 3 characters");

        var all = new HashSet<String>();
        var part = Jsoup.parse(search(alice, "@readers.example"));
        while (part.select("input[name=after]").hasAttr("value")) {
            all.addAll(addresses(part.outerHtml()));
            part = Jsoup.parse(alice.post(
                            desk.href("/subscribers/search"),
                            Map.of(
                                    "email",
                                    part.select("form:has([name=after]) [name=email]")
                                            .val(),
                                    "after",
                                    part.select("[name=after]").val()))
                    .body());
        }
        all.addAll(addresses(part.outerHtml()));
        assertThat(all).hasSize(123);
    }

    private static String search(TestConsole.Browser browser, String email) {
        return browser.post(desk.href("/subscribers/search"), Map.of("email", email))
                .body();
    }

    @Test
    void whoMayNotManageThemSeesNoAddress() {
        for (var who : List.of(desk.vera, desk.cast.bob())) {
            var browser = desk.as(who);
            assertThat(browser.get(desk.href("")).body()).doesNotContain(">Subscribers<");
            assertThat(browser.get(desk.href("/subscribers")).statusCode()).isEqualTo(403);
        }
        var mallory = desk.as(desk.cast.mallory());
        assertThat(mallory.get(desk.href("/subscribers")).statusCode()).isEqualTo(404);
        mallory.get("/console/pages/" + desk.cast.otherPage());
        assertThat(mallory.post(
                                "/console/pages/" + desk.cast.otherPage() + "/subscribers/search",
                                Map.of("email", "gone@readers.example"))
                        .body())
                .contains("Nobody with this address");
    }
}
