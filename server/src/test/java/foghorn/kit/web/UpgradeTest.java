package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.tenant.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients such as the JDK's offer an upgrade to HTTP/2 with their first request over plain http; its answer must come whole. */
class UpgradeTest {
    private static final int CONNECTIONS = 40;

    private static TestServer server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get(
                Access.OPEN,
                "/health/:size",
                http -> http.send(200, "text/plain", new byte[Integer.parseInt(http.parameter("size"))]));
        server = new TestServer(routes, (http, access) -> {
            throw new Problem.Unauthenticated("Nobody is admitted.");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60_000})
    void theFirstAnswerOfAConnectionComesWholeByTheProtocolItBeganWith(int size)
            throws IOException, InterruptedException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(server.address().resolve("/health/" + size))
                        .timeout(Duration.ofSeconds(5))
                        .method("GET", i % 2 == 0 ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                        .build();

                var answer = client.send(request, BodyHandlers.ofByteArray());

                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
                assertThat(answer.body()).hasSize(size);
            }
        }
    }
}
