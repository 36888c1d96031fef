package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are written piece by piece. */
class DownloadTest {
    private static final int PIECE = 100_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeEach
    void start() {
        var routes = new Routes();
        add(routes, "/whole", 3, () -> {});
        add(routes, "/refused", 0, DownloadTest::fail);
        add(routes, "/broken", 3, DownloadTest::fail);
        add(routes, "/wrong", 3, () -> {
            throw new IllegalStateException("wrong");
        });
        var call = new Call(new Actor.Job(new OrganizationId("bbbbbbbbbbbb"), "test"), "test");
        server = new TestServer(routes, (http, access) -> call);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** So many pieces, and then this. */
    private static void add(Routes routes, String path, int pieces, Runnable end) {
        routes.get(
                Access.SESSION,
                path,
                http -> http.download("text/plain", "all.txt", out -> {
                    for (int i = 0; i < pieces; i++) {
                        out.write("a".repeat(PIECE).getBytes(StandardCharsets.US_ASCII));
                    }
                    end.run();
                }));
    }

    private static void fail() {
        throw new Problem.Unavailable("Not now.", new IOException("gone"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.address().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void allOfItArrives() throws Exception {
        var answer = get("/whole");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(3 * PIECE);
        assertThat(answer.headers().firstValue("content-disposition")).contains("attachment; filename=\"all.txt\"");
    }

    @Test
    void beforeAnythingWasWrittenItIsRefusedAsEverywhere() throws Exception {
        var answer = get("/refused");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
    }

    @Test
    void whatFailsInTheMiddleBreaksOffAtOnce() throws Exception {
        for (var path : new String[] {"/broken", "/wrong"}) {
            assertThatThrownBy(() -> get(path))
                    .as(path)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
        assertThat(get("/whole").statusCode()).as("the next").isEqualTo(200);
    }
}
