package foghorn.page.api;

import static foghorn.tenant.Permission.MANAGE_COMPONENTS;
import static foghorn.tenant.Permission.VIEW_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"getOpenapi", "listPages", "getPage", "patchPage", "putPage"})
class PageApiTest {
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

    @Test
    void aPageIsListedAndFound() {
        var list = alice.get("/v1/pages").json();
        assertThat(list.findValuesAsText("id")).contains(api.cast().page().value());
        var page = alice.get(api.page(""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().get("id").asText()).isEqualTo(api.cast().page().value());
        assertThat(page.header("etag")).isPresent();
        assertThat(alice.get(api.page(".json")).json()).isEqualTo(page.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT"})
    void onlyGivenFieldsChange(String method) {
        var before = alice.get(api.page("")).json();
        var after = alice.send(method, api.page(""), """
                {"page": {"name": "Ferries by %s", "time_zone": "Eastern Time (US & Canada)", "css_reds": "#A00", "url": null,
                 "headline": "Hello", "hidden_from_search": true}}
                """.formatted(method));

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("/name")).isEqualTo("Ferries by " + method);
        assertThat(after.text("/time_zone")).isEqualTo("Eastern Time (US & Canada)");
        assertThat(after.text("/css_reds")).isEqualToIgnoringCase("aa0000");
        assertThat(after.text("/headline")).isEqualTo("Hello");
        assertThat(after.json().get("url").isNull()).isTrue();
        assertThat(after.json().get("subdomain")).isEqualTo(before.get("subdomain"));
        assertThat(after.json().get("css_greens")).isEqualTo(before.get("css_greens"));
    }

    @Test
    void aFormDoesTheSame() {
        var answer = alice.with("Content-Type", "application/x-www-form-urlencoded")
                .send("PATCH", api.page(".json"), "page[name]=Form+Ferries&page[allow_email_subscribers]=false");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/name")).isEqualTo("Form Ferries");
        assertThat(answer.json().get("allow_email_subscribers").booleanValue()).isFalse();
    }

    @Test
    void anOldVersionIsRefused() {
        var etag = alice.get(api.page("")).header("etag").orElseThrow();
        var first = alice.with("If-Match", etag).patch(api.page(""), "{\"page\": {\"headline\": \"one\"}}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("etag")).isNotEqualTo(java.util.Optional.of(etag));

        var second = alice.with("If-Match", etag).patch(api.page(""), "{\"page\": {\"headline\": \"two\"}}");
        assertThat(second.status()).isEqualTo(412);
        assertThat(alice.get(api.page("")).text("/headline")).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"page\": {\"name\": \"\"}}', page.name",
        "'{\"page\": {\"name\": 7}}', page.name",
        "'{\"page\": {\"name\": null}}', page.name",
        "'{\"page\": {\"name\": \"a\\u0000b\"}}', page.name",
        "'{\"page\": {\"name\": \"a\\ud800b\"}}', page.name",
        "'{\"page\": {\"time_zone\": \"Atlantis\"}}', page.time_zone",
        "'{\"page\": {\"branding\": \"gold\"}}', page.branding",
        "'{\"page\": {\"css_reds\": \"red; }\"}}', page.css_reds",
        "'{\"page\": {\"subdomain\": \"no good\"}}', page.subdomain",
        "'{\"page\": {\"hidden_from_search\": \"yes\"}}', page.hidden_from_search",
        "'{}', page",
        "'{\"page\": []}', page"
    })
    void aWrongFieldIsNamed(String body, String field) {
        var answer = alice.patch(api.page(""), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/message")).startsWith(field);
    }

    @Test
    void whoMayNotIsToldSo() {
        var change = "{\"page\": {\"headline\": \"x\"}}";
        assertThat(api.anonymous().get("/v1/pages").status()).isEqualTo(401);
        assertThat(api.anonymous().get("/v1/pages").header("www-authenticate")).contains("OAuth");
        assertThat(api.mallory().get(api.page("")).status()).isEqualTo(404);
        assertThat(api.mallory().patch(api.page(""), change).status()).isEqualTo(404);
        assertThat(api.key(MANAGE_COMPONENTS).get(api.page("")).status()).isEqualTo(403);
        assertThat(api.key(VIEW_PAGE).patch(api.page(""), change).status()).isEqualTo(403);
        assertThat(api.keyOf(api.anotherPage()).get(api.page("")).status()).isEqualTo(403);
        assertThat(api.mallory().get("/v1/pages").json()).hasSize(1);
    }

    @Test
    void theDocumentIsServedToAnybody() {
        assertThat(api.anonymous().get("/v1/openapi.json").text("/openapi")).isEqualTo("3.1.0");
    }
}
