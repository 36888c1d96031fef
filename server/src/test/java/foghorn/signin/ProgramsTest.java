package foghorn.signin;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Cast;
import foghorn.kit.config.ApiSettings;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.web.Access;
import foghorn.kit.web.Routes;
import foghorn.kit.web.TestServer;
import foghorn.organization.ApiKeyService.NewApiKey;
import foghorn.tenant.Permission;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How fast a program may ask, and what it is told of that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramsTest {
    private final TestDatabase test = TestDatabase.create();
    private volatile Instant now = Instant.parse("2026-05-04T09:00:00Z");
    private volatile int nodes = 1;
    private final Database database = test.database(() -> now);
    private final Cast cast = Cast.on(database);
    private final TestServer usual = server(new ApiSettings(4, 429, false));
    private final TestServer old = server(new ApiSettings(2, 420, true));
    private final HttpClient http = HttpClient.newHttpClient();

    private TestServer server(ApiSettings settings) {
        var asking = new SignInRoom.Asking(settings, () -> nodes);
        var room = new SignInRoom(database, cast.room(), cast.key(), false, asking);
        var routes = new Routes();
        routes.get(Access.key(Permission.VIEW_PAGE), "/v1/who", answer -> answer.json("you"));
        return new TestServer(routes, room.guard());
    }

    @AfterAll
    void close() {
        http.close();
        usual.close();
        old.close();
        test.close();
    }

    private String key(Optional<Integer> perMinute) {
        var key = new NewApiKey("k", Set.of(Permission.VIEW_PAGE), Optional.empty(), Optional.empty(), perMinute);
        return cast.room().apiKeys().create(cast.alice(), key).secret();
    }

    private HttpResponse<String> ask(TestServer server, String key) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.address().resolve("/v1/who"))
                        .header("Authorization", "OAuth " + key)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    @Test
    void oneMoreThanAllowedIsRefusedAndToldWhenToComeBack() throws Exception {
        var key = key(Optional.empty());
        for (int left = 3; left >= 0; left--) {
            var answer = ask(usual, key);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "ratelimit-limit")).isEqualTo("4");
            assertThat(header(answer, "ratelimit-remaining")).isEqualTo(Integer.toString(left));
            assertThat(header(answer, "retry-after")).isEqualTo("none");
        }
        var refused = ask(usual, key);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("\"message\":\"This API key may ask 4 times a minute.\"");
        assertThat(header(refused, "ratelimit-remaining")).isEqualTo("0");
        assertThat(ask(usual, key(Optional.empty())).statusCode()).isEqualTo(200);

        now = now.plusSeconds(Long.parseLong(header(refused, "retry-after")));
        assertThat(ask(usual, key).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyMayHaveALimitOfItsOwn() throws Exception {
        var slow = key(Optional.of(1));
        assertThat(ask(usual, slow).statusCode()).isEqualTo(200);
        assertThat(ask(usual, slow).statusCode()).isEqualTo(429);

        assertThat(header(ask(usual, key(Optional.of(10_000))), "ratelimit-limit"))
                .isEqualTo("10000");
    }

    @Test
    void oldClientsAreAnsweredAsTheyExpect() throws Exception {
        var key = key(Optional.empty());
        ask(old, key);
        ask(old, key);

        var refused = ask(old, key);

        assertThat(refused.statusCode()).isEqualTo(420);
        assertThat(header(refused, "retry-after")).isEqualTo("61");
    }

    @Test
    void everyNodeAllowsItsShare() throws Exception {
        var key = key(Optional.of(9));
        nodes = 2;
        try {
            assertThat(header(ask(usual, key), "ratelimit-limit")).isEqualTo("5");
        } finally {
            nodes = 1;
        }
    }

    @Test
    void aKeyInTheAddressIsTakenOnlyWhereTheInstallationSaysSo() throws Exception {
        var key = key(Optional.empty());

        var refused = http.send(inTheAddress(usual, key), BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains("one in the address is not taken here")
                .doesNotContain(key);

        assertThat(http.send(inTheAddress(old, key), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(http.send(inTheAddress(old, key + "x"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask(old, key).statusCode()).isEqualTo(200);
    }

    private static HttpRequest inTheAddress(TestServer server, String key) {
        return HttpRequest.newBuilder(server.address().resolve("/v1/who?api_key=" + key))
                .build();
    }

    @Test
    void whoHasNoKeyLearnsOfNoLimit() throws Exception {
        var answer = ask(usual, "fh_no");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "ratelimit-limit")).isEqualTo("none");
    }
}
