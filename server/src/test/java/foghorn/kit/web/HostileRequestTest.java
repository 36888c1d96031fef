package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Permission;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client should send is answered with a 4xx that says why, as JSON, with the headers of every answer; never with 500. */
class HostileRequestTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestServer server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.post(Access.key(Permission.VIEW_PAGE), "/v1/things/:id", HostileRequestTest::read);
        var call = new Call(new Actor.Job(new OrganizationId("bbbbbbbbbbbb"), "test"), "test");
        server = new TestServer(routes, (http, access) -> call);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void read(Exchange http) {
        var thing = http.body().in("thing");
        thing.text("name");
        thing.flag("flag");
        thing.number("number");
        thing.instant("time");
        thing.date("date");
        thing.texts("names");
        thing.textMap("map");
        thing.object("object");
        http.query("q");
        http.json(thing.text("name").orElse(""));
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                body(200, JSON, "{\"thing\": {\"name\": \"x\"}}"),
                body(200, "application/json; utf-8", "{\"thing\": {}}"),
                body(200, "APPLICATION/JSON;charset=UTF-8", "{\"thing\": {}}"),
                body(200, FORM, "thing[name]=x&thing[names][]=a&thing[names][]=b"),
                body(400, JSON, "{"),
                body(400, JSON, "null"),
                body(400, JSON, "[]"),
                body(400, JSON, "\"thing\""),
                body(400, JSON, "{\"thing\": {}} {}"),
                body(400, JSON, "{\"thing\": {}, \"thing\": {}}"),
                body(400, JSON, "{\"thing\": {\"name\": \"a\", \"name\": \"b\"}}"),
                body(400, JSON, "{\"thing\": NaN}"),
                body(400, JSON, "[".repeat(100_000)),
                body(400, JSON, "{\"thing\":".repeat(1000) + "1" + "}".repeat(1000)),
                body(400, JSON, "{\"thing\": {\"number\": " + "9".repeat(10_000) + "}}"),
                body(415, "text/plain", "{}"),
                body(415, "application/xml", "<thing/>"),
                body(415, "multipart/form-data; boundary=x", "--x--"),
                body(415, "application/json-patch+json", "[]"),
                body(422, JSON, "{}"),
                body(422, JSON, "{\"thing\": null}"),
                body(422, JSON, "{\"thing\": \"x\"}"),
                body(422, JSON, "{\"thing\": {\"name\": 7}}"),
                body(422, JSON, "{\"thing\": {\"name\": {\"$ne\": null}}}"),
                body(422, JSON, "{\"thing\": {\"name\": \"a\\u0000b\"}}"),
                body(422, JSON, "{\"thing\": {\"name\": \"\\ud800\"}}"),
                body(422, JSON, "{\"thing\": {\"names\": [\"a\\u0000b\"]}}"),
                body(422, JSON, "{\"thing\": {\"map\": {\"a\\u0000b\": \"c\"}}}"),
                body(422, JSON, "{\"thing\": {\"map\": {\"a\": \"\\ud800\"}}}"),
                body(422, JSON, "{\"thing\": {\"flag\": \"yes\"}}"),
                body(422, JSON, "{\"thing\": {\"flag\": 1}}"),
                body(422, JSON, "{\"thing\": {\"number\": 1.5}}"),
                body(422, JSON, "{\"thing\": {\"number\": 99999999999}}"),
                body(422, JSON, "{\"thing\": {\"time\": \"yesterday\"}}"),
                body(422, JSON, "{\"thing\": {\"time\": \"0000-01-01T00:00:00Z\"}}"),
                body(422, JSON, "{\"thing\": {\"time\": \"+999999999-12-31T23:59:59Z\"}}"),
                body(422, JSON, "{\"thing\": {\"date\": \"2025-02-30\"}}"),
                body(422, JSON, "{\"thing\": {\"date\": \"-999999999-01-01\"}}"),
                body(422, JSON, "{\"thing\": {\"names\": \"a\"}}"),
                body(422, JSON, "{\"thing\": {\"names\": [1]}}"),
                body(422, JSON, "{\"thing\": {\"map\": {\"a\": 1}}}"),
                body(422, JSON, "{\"thing\": {\"object\": []}}"),
                body(422, JSON, "{\"thing\": {\"object\": {\"a\": [{\"b\": \"\\ud800\"}]}}}"),
                body(422, JSON, "{\"thing\": {\"object\": {\"a\\u0000\": 1}}}"),
                body(422, FORM, "thing[names]=a"),
                body(422, FORM, "thing[map]=a"),
                body(422, FORM, "name=x"),
                body(422, FORM, "thing[name]=a%00b"),
                body(400, FORM, "thing[name]=%zz"),
                body(400, FORM, "thing=x&thing[name]=y"),
                body(400, FORM, "thing[a][b][c][d][e][f][g][h][i]=x"),
                body(422, FORM, ""));
    }

    private static Arguments body(int status, String type, String text) {
        return Arguments.of(status, type, text);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsReadOrRefused(int status, String type, String body) throws IOException {
        var answer = post("/v1/things/1", type, body.getBytes(StandardCharsets.UTF_8));
        assertThat(statusOf(answer)).as(answer).isEqualTo(status);
        assertIsJson(answer);
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        var bytes = "{\"thing\": {\"name\": \"?\"}}".getBytes(StandardCharsets.UTF_8);
        bytes[20] = (byte) 0xff;
        assertThat(statusOf(post("/v1/things/1", JSON, bytes))).isEqualTo(400);
    }

    @Test
    void moreThanAMebibyteIsRefused() throws IOException {
        var answer = post("/v1/things/1", JSON, new byte[WebServer.MAX_BODY + 1]);
        assertThat(statusOf(answer)).isEqualTo(413);
        assertIsJson(answer);
    }

    @Test
    void paddedUpToAMebibyteIsRead() throws IOException {
        var body = "{\"thing\": {\"name\": \"x\"}}";
        var padded = body + " ".repeat(WebServer.MAX_BODY - body.length());
        assertThat(statusOf(post("/v1/things/1", JSON, padded.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aTargetIsReadOrRefused(int status, String target) throws IOException {
        var answer = post(target, JSON, "{\"thing\": {}}".getBytes(StandardCharsets.UTF_8));
        assertThat(statusOf(answer)).as(answer).isEqualTo(status);
        assertIsJson(answer);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(200, "/v1/things/1.json"),
                Arguments.of(200, "/v1/things/1?q=%27%3B+drop+table+page%3B--"),
                Arguments.of(200, "/v1/things/%2e%2e%2fetc"),
                Arguments.of(400, "/v1/things/%zz"),
                Arguments.of(400, "/v1/things/%"),
                Arguments.of(400, "/v1/things/1?q=%zz"),
                Arguments.of(404, "/v1/things/"),
                Arguments.of(404, "/v1//things/1"),
                Arguments.of(404, "/v1/things/1/"),
                Arguments.of(404, "/v1/nothing"));
    }

    @Test
    void anotherMethodIsRefused() throws IOException {
        var answer = send("PUT /v1/things/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", new byte[0]);
        assertThat(statusOf(answer)).isEqualTo(405);
        assertThat(answer).containsIgnoringCase("allow: POST");
        assertIsJson(answer);
    }

    @Test
    void whatAClientSendsNeverBecomesAHeader() throws IOException {
        var answer = post(
                "/v1/things/a%0d%0aSet-Cookie:%20evil=1", JSON, "{\"thing\": {}}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.split("\r\n\r\n", 2)[0]).doesNotContainIgnoringCase("set-cookie");
    }

    private static void assertIsJson(String answer) {
        assertThat(answer.split("\r\n\r\n", 2)[0].toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/json; charset=utf-8")
                .contains("x-content-type-options: nosniff")
                .contains("content-security-policy: default-src 'none'")
                .contains("cache-control: no-store");
        if (statusOf(answer) >= 400) {
            assertThat(answer).contains("{\"message\":\"").contains("\"errors\":[");
        }
    }

    private static int statusOf(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String post(String target, String type, byte[] body) throws IOException {
        return send(
                "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n",
                body);
    }

    /** Sends bytes as they are, past the care that an HTTP client takes, and returns all that comes back. */
    private static String send(String head, byte[] body) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
