package foghorn.incident.api;

import static foghorn.tenant.Permission.VIEW_INCIDENTS;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({
    "getPostmortem",
    "patchPostmortem",
    "putPostmortem",
    "deletePostmortem",
    "patchPostmortemPublish",
    "putPostmortemPublish",
    "patchPostmortemRevert",
    "putPostmortemRevert"
})
class PostmortemApiTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestApi api;
    private static ApiClient alice;

    @BeforeAll
    static void start() {
        api = new TestApi();
        alice = api.alice();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String incident(String status) {
        return alice.post(
                        api.page("/incidents"),
                        "{\"incident\": {\"name\": \"Gates\", \"status\": \"" + status
                                + "\", \"body\": \"All of it.\"}}")
                .text("/id");
    }

    private static String path(String incident) {
        return api.page("/incidents/" + incident + "/postmortem");
    }

    private static String draft(String body) {
        return "{\"postmortem\": {\"body_draft\": \"" + body + "\"}}";
    }

    private static String onPage(String path) {
        return "/p/" + api.cast().page() + "/" + path;
    }

    private static void shows(String path, String words) {
        Await.until(path + " shows " + words, () -> {
            var answer = api.anonymous().get(onPage(path));
            return answer.status() == 200 && answer.body().contains(words);
        });
    }

    /** It must not be there any more, at once; the page itself is made anew. */
    private static void showsNoMore(String path, String words) {
        assertThat(api.anonymous().get(onPage(path)).body()).as(path).doesNotContain(words);
        Await.until(path + " is there", () -> api.anonymous().get(onPage(path)).status() == 200);
        assertThat(api.anonymous().get(onPage(path)).body()).as(path).doesNotContain(words);
    }

    @Test
    void aPostmortemLivesFromItsDraftToItsEnd() {
        var incident = incident("resolved");
        assertThat(alice.get(path(incident)).status()).isEqualTo(404);

        var drafted = alice.put(path(incident), draft("# Wet sand\\n\\nIn the *motor*."));
        assertThat(drafted.status()).isEqualTo(200);
        assertThat(drafted.text("/body_draft")).isEqualTo("# Wet sand\n\nIn the *motor*.");
        assertThat(drafted.json().get("body").isNull()).isTrue();
        assertThat(drafted.json().get("published_at").isNull()).isTrue();
        assertThat(alice.get(path(incident)).json()).isEqualTo(drafted.json());
        assertThat(api.anonymous().get(onPage("incidents/" + incident)).body()).doesNotContain("Wet sand");

        var published = alice.put(
                path(incident) + "/publish",
                "{\"postmortem\": {\"notify_subscribers\": true, \"notify_twitter\": true, \"custom_tweet\": \"Sand!\"}}");
        assertThat(published.status()).isEqualTo(200);
        assertThat(published.text("/body")).isEqualTo("# Wet sand\n\nIn the *motor*.");
        assertThat(published.json().get("notify_subscribers").booleanValue()).isTrue();
        assertThat(published.json().get("notify_twitter").booleanValue()).isTrue();
        assertThat(published.text("/custom_tweet")).isEqualTo("Sand!");

        var whole = alice.get(api.page("/incidents/" + incident));
        assertThat(whole.text("/status")).isEqualTo("resolved");
        assertThat(whole.text("/postmortem_body")).isEqualTo(published.text("/body"));
        assertThat(whole.text("/postmortem_published_at")).isEqualTo(published.text("/published_at"));
        assertThat(whole.text("/postmortem_body_last_updated_at")).isEqualTo(published.text("/body_updated_at"));
        assertThat(whole.json().get("postmortem_notified_subscribers").booleanValue())
                .isTrue();
        assertThat(whole.json().get("postmortem_notified_twitter").booleanValue())
                .isFalse();
        assertThat(whole.json().get("incident_updates")).hasSize(1);

        var reverted = alice.patch(path(incident) + "/revert", "");
        assertThat(reverted.status()).isEqualTo(200);
        assertThat(reverted.json().get("body").isNull()).isTrue();
        assertThat(reverted.text("/body_draft")).isEqualTo("# Wet sand\n\nIn the *motor*.");
        assertThat(alice.get(api.page("/incidents/" + incident))
                        .json()
                        .get("postmortem_body")
                        .isNull())
                .isTrue();

        assertThat(alice.delete(path(incident)).status()).isEqualTo(204);
        assertThat(alice.get(path(incident)).status()).isEqualTo(404);
        assertThat(alice.delete(path(incident)).status()).isEqualTo(404);
    }

    @Test
    void whatIsPublishedStandsEverywhereAndWhatIsTakenBackNowhere() {
        var incident = incident("resolved");
        alice.patch(path(incident), draft("## The winch\\n\\nIt was <b>cold</b>."));
        alice.patch(path(incident) + "/publish", "{}");

        shows("incidents/" + incident, "The winch");
        var page =
                Jsoup.parse(api.anonymous().get(onPage("incidents/" + incident)).body());
        assertThat(page.expectFirst("section.postmortem h2").text()).isEqualTo("Postmortem");
        assertThat(page.expectFirst("section.postmortem h3").text()).isEqualTo("The winch");
        assertThat(page.expectFirst("section.postmortem .written p").text()).isEqualTo("It was <b>cold</b>.");
        assertThat(page.select("h2").eachText().indexOf("Postmortem"))
                .isLessThan(page.select("h2").eachText().indexOf("Updates"));

        shows("incidents/" + incident + ".json", "The winch");
        var alone = api.anonymous().get(onPage("incidents/" + incident + ".json"));
        assertThat(alone.text("/status")).isEqualTo("postmortem");
        assertThat(alone.text("/postmortem_body")).startsWith("## The winch");
        assertThat(alone.text("/incident_updates/0/status")).isEqualTo("postmortem");
        assertThat(alone.text("/incident_updates/0/body")).startsWith("## The winch");
        assertThat(alone.text("/incident_updates/0/id")).matches("[0-9a-z]{12}");
        assertThat(alone.text("/incident_updates/1/status")).isEqualTo("resolved");

        shows("api/v2/incidents.json", "The winch");
        shows("history.atom", "Postmortem: Gates");
        shows("history.rss", "#postmortem");
        shows("history.feed.json", "Postmortem: Gates");

        alice.put(path(incident) + "/revert", "");
        for (var item : new String[] {
            "incidents/" + incident,
            "incidents/" + incident + ".json",
            "api/v2/incidents.json",
            "history.atom",
            "history.rss",
            "history.feed.json"
        }) {
            showsNoMore(item, "The winch");
        }
        assertThat(api.anonymous()
                        .get(onPage("incidents/" + incident + ".json"))
                        .text("/status"))
                .isEqualTo("resolved");
    }

    @Test
    void whatIsDeletedIsTakenOffThePage() {
        var incident = incident("resolved");
        alice.patch(path(incident), draft("A word too many"));
        alice.patch(path(incident) + "/publish", "{}");
        shows("incidents/" + incident, "A word too many");
        alice.delete(path(incident));
        showsNoMore("incidents/" + incident, "A word too many");
        showsNoMore("history.atom", "A word too many");
    }

    @Test
    void aFormDoesTheSame() {
        var incident = incident("resolved");
        var forms = alice.with("Content-Type", FORM);
        var drafted =
                forms.send("PUT", path(incident) + ".json", "postmortem%5Bbody_draft%5D=One%0D%0Atwo%20%26%20three");
        assertThat(drafted.text("/body_draft")).isEqualTo("One\ntwo & three");
        var published = forms.send(
                "PUT", path(incident) + "/publish", "postmortem[notify_subscribers]=true&postmortem[custom_tweet]=Hm");
        assertThat(published.text("/body")).isEqualTo("One\ntwo & three");
        assertThat(published.json().get("notify_subscribers").booleanValue()).isTrue();
        assertThat(published.text("/custom_tweet")).isEqualTo("Hm");
    }

    @Test
    void itsVersionIsHonoured() {
        var incident = incident("resolved");
        var etag = alice.put(path(incident), draft("One")).header("etag").orElseThrow();
        assertThat(alice.with("If-Match", etag)
                        .put(path(incident), draft("Two"))
                        .status())
                .isEqualTo(200);
        for (var verb : new String[] {"", "/publish", "/revert"}) {
            var refused = alice.with("If-Match", etag).put(path(incident) + verb, draft("Three"));
            assertThat(refused.status()).as(verb).isEqualTo(412);
        }
        assertThat(alice.with("If-Match", etag).delete(path(incident)).status()).isEqualTo(412);
        assertThat(alice.get(path(incident)).text("/body_draft")).isEqualTo("Two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | {} | postmortem",
                "'' | {\"postmortem\": {}} | postmortem.body_draft",
                "'' | {\"postmortem\": {\"body_draft\": null}} | postmortem.body_draft",
                "'' | {\"postmortem\": {\"body_draft\": 5}} | postmortem.body_draft",
                "'' | {\"postmortem\": {\"body_draft\": \"a\\u0000b\"}} | postmortem.body_draft",
                "/publish | {\"postmortem\": []} | postmortem",
                "/publish | {\"postmortem\": {\"notify_subscribers\": \"yes\"}} | postmortem.notify_subscribers",
                "/publish | {\"postmortem\": {\"custom_tweet\": {}}} | postmortem.custom_tweet"
            })
    void whatIsWrongIsNamed(String verb, String body, String field) {
        var incident = incident("resolved");
        alice.put(path(incident), draft("Kept"));
        var refused = alice.put(path(incident) + verb, body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
        var kept = alice.get(path(incident));
        assertThat(kept.text("/body_draft")).isEqualTo("Kept");
        assertThat(kept.json().get("published_at").isNull()).isTrue();
    }

    @Test
    void itWaitsForTheEndOfTheIncident() {
        var incident = incident("monitoring");
        var refused = alice.put(path(incident), draft("Too early"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("postmortem.body_draft");
        assertThat(alice.put(path(incident) + "/publish", "{}").status()).isEqualTo(404);
    }

    @Test
    void ofAMaintenanceItIsNoStatus() {
        var maintenance = alice.post(api.page("/incidents"), """
                        {"incident": {"name": "Firmware", "status": "completed", "body": "Done.",
                         "scheduled_for": "2026-05-04T09:00:00Z", "scheduled_until": "2026-05-04T10:00:00Z"}}
                        """).text("/id");
        alice.put(path(maintenance), draft("It took long"));
        assertThat(alice.put(path(maintenance) + "/publish", "{}").status()).isEqualTo(200);
        shows("incidents/" + maintenance, "It took long");
        var alone = api.anonymous().get(onPage("incidents/" + maintenance + ".json"));
        assertThat(alone.text("/status")).isEqualTo("completed");
        assertThat(alone.text("/postmortem_body")).isEqualTo("It took long");
        assertThat(alone.json().get("incident_updates")).hasSize(1);
    }

    @Test
    void whoMayOnlyReadWritesNothing() {
        var incident = incident("resolved");
        alice.put(path(incident), draft("Ours"));
        var reader = api.key(VIEW_INCIDENTS);
        assertThat(reader.get(path(incident)).status()).isEqualTo(200);
        assertThat(reader.put(path(incident), draft("Theirs")).status()).isEqualTo(403);
        assertThat(reader.put(path(incident) + "/publish", "{}").status()).isEqualTo(403);
        assertThat(reader.delete(path(incident)).status()).isEqualTo(403);
    }

    @Test
    void aPreviewShowsTheDraftToWhoeverHasItsKey() {
        var incident = incident("resolved");
        alice.put(path(incident), draft("The first draft"));
        var key = alice.get(path(incident)).text("/preview_key");
        var preview = onPage("incidents/" + incident + "/preview/" + key);

        var shown = api.anonymous().get(preview);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("cache-control")).contains("no-store");
        assertThat(shown.header("x-robots-tag")).contains("noindex");
        assertThat(shown.header("referrer-policy")).contains("same-origin");
        var page = Jsoup.parse(shown.body());
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(page.expectFirst(".written").text()).isEqualTo("The first draft");
        assertThat(page.expectFirst(".draft").text()).contains("not published");
        assertThat(api.anonymous().get(onPage("incidents/" + incident)).body()).doesNotContain("The first draft");

        alice.put(path(incident) + "/publish", "{}");
        alice.put(path(incident), draft("The second draft"));
        assertThat(Jsoup.parse(api.anonymous().get(preview).body())
                        .expectFirst(".written")
                        .text())
                .isEqualTo("The second draft");
        alice.delete(path(incident));
        assertThat(api.anonymous().get(preview).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "' or 1=1", "%F0%9F%8C%8A"})
    void anotherKeyOpensNothing(String wrong) {
        var incident = incident("resolved");
        alice.put(path(incident), draft("Hidden"));
        var key = alice.get(path(incident)).text("/preview_key");
        var base = onPage("incidents/" + incident + "/preview/");
        assertThat(api.anonymous().get(base + wrong.replace(" ", "%20")).status())
                .isIn(400, 404);
        assertThat(api.anonymous().get(base + key + "x").status()).isEqualTo(404);
        assertThat(api.anonymous().get(base + key.substring(1)).status()).isEqualTo(404);
        var other = incident("resolved");
        alice.put(path(other), draft("Also hidden"));
        assertThat(api.anonymous()
                        .get(onPage("incidents/" + other + "/preview/" + key))
                        .status())
                .isEqualTo(404);
        var otherPage = "/p/" + api.anotherPage() + "/incidents/" + incident + "/preview/" + key;
        assertThat(api.anonymous().get(otherPage).status()).isEqualTo(404);
    }

    @Test
    void ofAPageThatIsNotPublicThereIsNoPreview() {
        var page = "/v1/pages/" + api.anotherPage();
        var incident = alice.post(
                        page + "/incidents", "{\"incident\": {\"name\": \"Hidden\", \"status\": \"resolved\"}}")
                .text("/id");
        var postmortem = page + "/incidents/" + incident + "/postmortem";
        var key = alice.put(postmortem, draft("Hidden")).text("/preview_key");
        var preview = page.replace("/v1/pages", "/p") + "/incidents/" + incident + "/preview/" + key;
        assertThat(api.anonymous().get(preview).status()).isEqualTo(200);
        alice.patch(page, "{\"page\": {\"viewers_must_be_team_members\": true}}");
        assertThat(api.anonymous().get(preview).status()).isEqualTo(404);
    }
}
