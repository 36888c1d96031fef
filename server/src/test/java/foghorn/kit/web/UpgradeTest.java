package foghorn.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.tenant.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients such as the JDK's offer an upgrade to HTTP/2 with their first request over plain http; its answer must come whole. */
class UpgradeTest {
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
    void theFirstAnswerOfAConnectionComesWhole(int size) throws IOException, InterruptedException {
        for (int i = 0; i < 40; i++) {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(server.address().resolve("/health/" + size))
                        .timeout(java.time.Duration.ofSeconds(5))
                        .method(
                                "GET",
                                i % 2 == 0
                                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                        : java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
                try {
                    assertThat(client.send(request, BodyHandlers.ofByteArray()).body())
                            .hasSize(size);
                    System.out.println(size + " " + i + " ok");
                } catch (IOException e) {
                    System.out.println(size + " " + i + " " + e);
                }
            }
        }
    }
}
