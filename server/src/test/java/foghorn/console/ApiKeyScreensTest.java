package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.organization.ApiKey;
import foghorn.organization.ApiKeyService;
import foghorn.tenant.Permission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiKeyScreensTest {
    private static final Pattern SECRET = Pattern.compile("<code>(fh_[A-Za-z0-9_-]{43})</code>");

    private static Desk desk;
    private static ApiKeyService keys;

    @BeforeAll
    static void open() {
        desk = new Desk();
        keys = desk.cast.room().apiKeys();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static ApiKey named(String name) {
        return keys.list(desk.cast.alice()).stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> fields(String name, String scope) {
        return Map.of("name", name, "scopes[]", scope, "page_id", "", "expires", "90");
    }

    @Test
    void aKeyIsMadeShownOnceAndRevoked() {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get("/console/api-keys/new").body()).contains("value=\"view_page\" checked");

        var made = alice.post("/console/api-keys", fields("Deployment", "manage_components"));

        var secret = SECRET.matcher(made.body());
        assertThat(secret.find()).isTrue();
        var actor = keys.identify(secret.group(1), "r").orElseThrow().actor();
        assertThat(actor.scopes()).containsExactly(Permission.MANAGE_COMPONENTS);
        assertThat(named("Deployment").expiresAt()).contains(desk.now().plus(Duration.ofDays(90)));
        assertThat(alice.get("/console/api-keys").body())
                .contains("Deployment", "Writes components", "Last used")
                .doesNotContain(secret.group(1));

        var revoke = "/console/api-keys/" + named("Deployment").id() + "/revoke";
        assertThat(alice.get(revoke).body()).contains("Revoke Deployment?");
        assertThat(alice.post(revoke, Map.of()).headers().firstValue("location"))
                .contains("/console/api-keys?done=revoked");
        assertThat(keys.identify(secret.group(1), "r")).isEmpty();
        assertThat(alice.get("/console/api-keys").body()).contains("Keys that have ended", "Revoked");
    }

    @Test
    void aKeyForOnePageReachesNoFurther() {
        var alice = desk.as(desk.cast.alice());
        alice.get("/console/api-keys/new");
        var fields = new HashMap<>(fields("One page", "manage_incidents"));
        fields.put("page_id", desk.page.value());
        fields.put("expires", "never");

        assertThat(alice.post("/console/api-keys", fields).body()).contains("on Larkfield Ferries only", "never ends");
        assertThat(named("One page").onlyPage()).contains(desk.page);

        fields.put("scopes[]", "view_audit");
        assertThat(alice.post("/console/api-keys", fields).body()).contains("must not reach beyond the one page");
        fields.put("scopes[]", "manage_incidents");
        fields.put("page_id", desk.cast.otherPage().value());
        var foreign = alice.post("/console/api-keys", fields);
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body()).contains("Page names no page of this organization");
    }

    @Test
    void whatIsRefusedIsShownAgainWithEveryFieldKept() {
        var alice = desk.as(desk.cast.alice());
        alice.get("/console/api-keys/new");
        var fields = new HashMap<>(fields(" ", "manage_page"));

        var nameless = alice.post("/console/api-keys", fields);
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body())
                .contains("#field-name", "value=\"manage_page\" checked", "value=\"90\" checked")
                .doesNotContain("value=\"view_page\" checked");

        fields.put("name", "Nothing");
        fields.remove("scopes[]");
        assertThat(alice.post("/console/api-keys", fields).body())
                .contains("What it may do must be at least one thing");
        fields.put("scopes[]", "everything");
        assertThat(alice.post("/console/api-keys", fields).body()).contains("#field-scopes");
        fields.put("scopes[]", "view_page");
        fields.put("expires", "soon");
        assertThat(alice.post("/console/api-keys", fields).body()).contains("#field-expires");
    }

    @Test
    void aKeyThatWorksIsHeldToAnotherPace() {
        var alice = desk.as(desk.cast.alice());
        var made = keys.create(
                desk.cast.alice(),
                new ApiKeyService.NewApiKey(
                        "Monitoring",
                        Set.of(Permission.VIEW_PAGE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(60)));
        var limit = "/console/api-keys/" + made.key().id() + "/limit";
        assertThat(alice.get("/console/api-keys").body()).contains(limit);
        assertThat(alice.get(limit).body()).contains("How fast Monitoring may ask", "value=\"60\"");

        var saved = alice.post(limit, Map.of("per_minute", " 250 "));
        assertThat(saved.headers().firstValue("location")).contains("/console/api-keys?done=limited");
        assertThat(keys.identify(made.secret(), "r").orElseThrow().perMinute()).contains(250);
        assertThat(alice.get("/console/api-keys").body()).contains("at most 250 requests a minute");
        assertThat(alice.get("/console/activity").body())
                .contains("API key limited", "per minute")
                .doesNotContain(made.secret());

        for (var wrong : List.of("fast", "0", "-1", "1000001", "99999999999")) {
            var refused = alice.post(limit, Map.of("per_minute", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("Requests a minute must be", "value=\"" + wrong + "\"");
        }
        assertThat(keys.identify(made.secret(), "r").orElseThrow().perMinute()).contains(250);

        alice.post(limit, Map.of("per_minute", ""));
        assertThat(keys.identify(made.secret(), "r").orElseThrow().perMinute()).isEmpty();

        keys.revoke(desk.cast.alice(), made.key().id());
        assertThat(alice.post(limit, Map.of("per_minute", "10")).statusCode()).isEqualTo(404);
        assertThat(desk.as(desk.cast.bob()).get(limit).statusCode()).isEqualTo(403);
    }

    @Test
    void keysOfOthersAreNotThereAndMembersHaveNone() {
        var theirs = keys.create(
                desk.cast.mallory(),
                new ApiKeyService.NewApiKey(
                        "Theirs", Set.of(Permission.VIEW_PAGE), Optional.empty(), Optional.empty()));
        var path = "/console/api-keys/" + theirs.key().id() + "/revoke";
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get("/console/api-keys").body()).doesNotContain("Theirs");
        assertThat(alice.get(path).statusCode()).isEqualTo(404);
        assertThat(alice.post(path, Map.of()).statusCode()).isEqualTo(404);
        assertThat(keys.identify(theirs.secret(), "r")).isPresent();

        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("")).body()).doesNotContain("API keys");
        assertThat(bob.get("/console/api-keys").statusCode()).isEqualTo(403);
        assertThat(bob.get("/console/api-keys/new").statusCode()).isEqualTo(403);
    }

    @Test
    void withSeveralPagesAScreenOfTheOrganizationBelongsToNone() {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get("/console/api-keys").body()).contains(desk.href("/components"), ">Lighthouse</p>");

        desk.cast.anotherPage("Night boats");

        assertThat(alice.get("/console/api-keys").body())
                .doesNotContain(desk.href("/components"))
                .contains("aria-current=\"page\">API keys</a>", "Night boats");
    }
}
