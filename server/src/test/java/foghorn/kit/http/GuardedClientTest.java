package foghorn.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.http.OutgoingAnswer.Answered;
import foghorn.kit.http.OutgoingAnswer.BrokeOff;
import foghorn.kit.http.OutgoingAnswer.NotConnected;
import foghorn.kit.http.OutgoingAnswer.NotResolved;
import foghorn.kit.http.OutgoingAnswer.Refused;
import foghorn.kit.http.OutgoingAnswer.TimedOut;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the client calls, and what it makes of their answers when they behave. */
@Timeout(60)
class GuardedClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String HERE = "127.0.0.21";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    @AfterAll
    static void closeVertx() {
        VERTX.close().await();
    }

    @Test
    void aPostArrivesAsItWasGiven() throws Exception {
        try (var receiver = new Receiver(
                        HERE,
                        Receiver.answering(
                                "HTTP/1.1 429 Slow down\r\nRetry-After: 120\r\nContent-Length: 4\r\n\r\nwait"));
                var client = open()) {
            byte[] body = "{\"name\":\"Größe\"}".getBytes(StandardCharsets.UTF_8);
            var answer = client.send(OutgoingRequest.post(
                    receiver.at("/hook?x=%2F"), Map.of("content-type", "application/json"), body, LIMIT));

            assertThat(answer).isInstanceOfSatisfying(Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(429);
                assertThat(answered.retryAfter()).contains("120");
                assertThat(answered.body()).asString(StandardCharsets.UTF_8).isEqualTo("wait");
            });
            assertThat(receiver.requests()).singleElement().satisfies(request -> {
                assertThat(request.line()).isEqualTo("POST /hook?x=%2F HTTP/1.1");
                assertThat(request.body()).isEqualTo(body);
                assertThat(request.headers())
                        .containsEntry("host", HERE + ":" + receiver.port())
                        .containsEntry("content-type", "application/json")
                        .containsOnlyKeys("host", "content-type", "content-length");
            });
        }
    }

    @Test
    void aGetHasNoBody() throws Exception {
        try (var receiver = new Receiver(HERE, Receiver.answering("HTTP/1.1 204 No content\r\n\r\n"));
                var client = open()) {
            assertThat(status(client, receiver.at(""))).isEqualTo(204);
            assertThat(receiver.requests()).singleElement().satisfies(request -> {
                assertThat(request.line()).isEqualTo("GET / HTTP/1.1");
                assertThat(request.headers()).containsOnlyKeys("host");
            });
        }
    }

    @Test
    void aDocumentIsKeptWhole() throws Exception {
        var text = "x".repeat(300_000);
        var answer = "HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\n" + text;
        try (var receiver = new Receiver(HERE, Receiver.answering(answer));
                var client = open()) {
            var headers = Map.of("accept", "application/json");
            assertThat(client.send(OutgoingRequest.document(receiver.at("/"), headers, LIMIT)))
                    .isInstanceOfSatisfying(Answered.class, answered -> {
                        assertThat(answered.whole()).isTrue();
                        assertThat(answered.body())
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo(text);
                    });
            assertThat(client.send(OutgoingRequest.get(receiver.at("/"), LIMIT)))
                    .isInstanceOfSatisfying(Answered.class, answered -> {
                        assertThat(answered.whole()).isFalse();
                        assertThat(answered.body()).hasSize(GuardedClient.MOST_BODY);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"20000000,20000000", "300000,200000"})
    void aDocumentThatIsTooLargeOrBreaksOffIsNotWhole(int promised, int sent) throws Exception {
        try (var receiver = new Receiver(HERE, connection -> {
                    connection.read();
                    connection.write("HTTP/1.1 200 OK\r\ncontent-length: " + promised + "\r\n\r\n" + "x".repeat(sent));
                });
                var client = open()) {
            assertThat(client.send(OutgoingRequest.document(receiver.at("/"), Map.of(), LIMIT)))
                    .isInstanceOfSatisfying(Answered.class, answered -> {
                        assertThat(answered.whole()).isFalse();
                        assertThat(answered.body()).hasSize(Math.min(sent, GuardedClient.MOST_DOCUMENT));
                    });
        }
    }

    @Test
    void connectionsAreKept() throws Exception {
        try (var receiver = new Receiver(HERE, Receiver.answering(OK));
                var client = open()) {
            for (int i = 0; i < 50; i++) {
                assertThat(status(client, receiver.at("/"))).isEqualTo(200);
            }
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void oneAddressGetsNoMoreConnectionsThanTheBound() throws Exception {
        int callers = 200;
        var waiting = new CountDownLatch(GuardedClient.MOST_CONNECTIONS);
        try (var receiver = new Receiver(HERE, connection -> {
                    while (connection.read().isPresent()) {
                        waiting.countDown();
                        awaitQuietly(waiting);
                        connection.write(OK);
                    }
                });
                var client = open()) {
            var delivered = new AtomicInteger();
            var threads = new Thread[callers];
            for (int i = 0; i < callers; i++) {
                threads[i] = Thread.startVirtualThread(() -> {
                    if (statusQuietly(client, receiver.at("/")) == 200) {
                        delivered.incrementAndGet();
                    }
                });
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(delivered).hasValue(callers);
            assertThat(receiver.connections()).isEqualTo(GuardedClient.MOST_CONNECTIONS);
        }
    }

    @Test
    void aServerThatClosesBetweenRequestsIsNotNoticed() throws Exception {
        try (var receiver = new Receiver(HERE, connection -> {
                    connection.read();
                    connection.write(OK);
                });
                var client = open()) {
            for (int i = 0; i < 100; i++) {
                assertThat(status(client, receiver.at("/" + i))).isEqualTo(200);
            }
            assertThat(receiver.requests()).hasSize(100);
        }
    }

    @Test
    void aRequestIsRepeatedOnceAndOnlyOverAKeptConnection() throws Exception {
        try (var receiver = new Receiver(HERE, connection -> {
                    connection.read();
                    if (connection.number() == 1) {
                        connection.write(OK);
                        connection.read();
                    }
                });
                var client = open()) {
            assertThat(status(client, receiver.at("/first"))).isEqualTo(200);
            assertThat(get(client, receiver.at("/second"))).isInstanceOf(BrokeOff.class);
            assertThat(get(client, receiver.at("/third"))).isInstanceOf(BrokeOff.class);

            assertThat(receiver.requests().stream().map(Receiver.Request::line))
                    .containsExactly(
                            "GET /first HTTP/1.1",
                            "GET /second HTTP/1.1",
                            "GET /second HTTP/1.1",
                            "GET /third HTTP/1.1");
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        try (var inside = new Receiver("127.0.0.22", Receiver.answering(OK));
                var receiver = new Receiver(
                        HERE,
                        Receiver.answering("HTTP/1.1 302 Found\r\nlocation: " + inside.at("/secret")
                                + "\r\ncontent-length: 0\r\n\r\n"));
                var client = open()) {
            assertThat(status(client, receiver.at("/"))).isEqualTo(302);
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void proxiesOfTheEnvironmentAreNotUsed() throws Exception {
        try (var proxy = new Receiver(
                        "127.0.0.22", Receiver.answering("HTTP/1.1 502 Proxy\r\ncontent-length: 0\r\n\r\n"));
                var receiver = new Receiver(HERE, Receiver.answering(OK))) {
            System.setProperty("http.proxyHost", "127.0.0.22");
            System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try (var client = open()) {
                assertThat(status(client, receiver.at("/"))).isEqualTo(200);
            } finally {
                List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts")
                        .forEach(System::clearProperty);
            }
            assertThat(proxy.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "https://127.0.0.1:%d/",
                "https://127.0.0.1/",
                "http://127.0.0.1.:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "http://１２７.０.０.１:%d/",
                "http://127。0。0。1:%d/",
                "http://2130706433:%d/",
                "http://0x7f.0x0.0x0.0x1:%d/",
                "http://0177.0.0.1:%d/",
                "http://127.1:%d/",
                "http://0:%d/",
                "http://0.0.0.0:%d/",
                "http://example.com@127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://localhost.:%d/",
                "http://LOCALHOST:%d/",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd"
            })
    void nothingOfThisMachineIsReached(String url) throws Exception {
        try (var inside = new Receiver("0.0.0.0", Receiver.answering(OK));
                var client = client(List.of(), (name, limit) -> List.of(InetAddress.getByName(name)))) {
            assertThat(get(client, URI.create(url.formatted(inside.port())))).isInstanceOf(Refused.class);
            assertThat(inside.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://hook.example/, only https",
        "http://hook.example:443/, only https",
        "https://hook.example:25/, ports 443 and 8443",
        "https://hook.example:80/, ports 443 and 8443"
    })
    void thePublicInternetIsCalledByHttpsOnTheUsualPortsOnly(String url, String reason) throws Exception {
        try (var client = client(List.of(), (name, limit) -> List.of(InetAddress.ofLiteral("1.1.1.1")))) {
            assertThat(get(client, URI.create(url)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).contains(reason));
        }
    }

    @Test
    void aNameWithOneBadAddressIsRefusedWhole() throws Exception {
        try (var inside = new Receiver(HERE, Receiver.answering(OK));
                var client = client(
                        List.of(),
                        (name, limit) -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral(HERE)))) {
            assertThat(get(client, inside.named("hook.example", "/"))).isInstanceOf(Refused.class);
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsCalled() throws Exception {
        var asked = new AtomicInteger();
        try (var receiver = new Receiver(HERE, Receiver.answering(OK));
                var client = client(List.of(Network.parse(HERE)), (name, limit) -> {
                    // Anybody who asks again is sent elsewhere.
                    return List.of(InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? HERE : "169.254.169.254"));
                })) {
            assertThat(status(client, receiver.named("hook.example", "/"))).isEqualTo(200);
            assertThat(asked).hasValue(1);
            assertThat(receiver.requests().getFirst().headers())
                    .containsEntry("host", "hook.example:" + receiver.port());

            assertThat(get(client, receiver.named("hook.example", "/"))).isInstanceOf(Refused.class);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void anAddressThatTakesNoConnectionsIsPassedOver() throws Exception {
        try (var receiver = new Receiver(HERE, Receiver.answering(OK));
                var client = client(
                        List.of(Network.parse("127.0.0.0/8")),
                        (name, limit) -> List.of(InetAddress.ofLiteral("127.0.0.23"), InetAddress.ofLiteral(HERE)))) {
            assertThat(status(client, receiver.named("hook.example", "/"))).isEqualTo(200);
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidSo() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
            free = socket.getLocalPort();
        }
        try (var client = open()) {
            assertThat(get(client, URI.create("http://" + HERE + ":" + free + "/")))
                    .isInstanceOf(NotConnected.class);
        }
    }

    @Test
    void aNameWithoutAnAddressIsSaidSo() throws Exception {
        try (var client = client(List.of(), (name, limit) -> {
            throw new UnknownHostException(name);
        })) {
            assertThat(get(client, URI.create("https://nobody.example/"))).isInstanceOf(NotResolved.class);
        }
    }

    @Test
    void theWaitForAConnectionCountsToo() throws Exception {
        try (var receiver = new Receiver(HERE, connection -> {
                    while (connection.read().isPresent()) {
                        // No answer, ever.
                    }
                });
                var client = open()) {
            var outcomes = new OutgoingAnswer[GuardedClient.MOST_CONNECTIONS + 10];
            var threads = new Thread[outcomes.length];
            for (int i = 0; i < outcomes.length; i++) {
                int own = i;
                threads[i] = Thread.startVirtualThread(() ->
                        outcomes[own] = getQuietly(client, OutgoingRequest.get(receiver.at("/"), Duration.ofSeconds(1)))
                                .orElseThrow());
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(outcomes).allMatch(TimedOut.class::isInstance);
        }
    }

    private static GuardedClient open() {
        return client(List.of(Network.parse("127.0.0.0/8")), (name, limit) -> {
            throw new UnknownHostException(name);
        });
    }

    private static GuardedClient client(List<Network> allow, AddressLookup lookup) {
        return new GuardedClient(new AddressRules(allow), lookup, new Connections(VERTX, null));
    }

    private static OutgoingAnswer get(GuardedClient client, URI uri) throws InterruptedException {
        return client.send(OutgoingRequest.get(uri, LIMIT));
    }

    private static int status(GuardedClient client, URI uri) throws InterruptedException {
        return get(client, uri) instanceof Answered answered ? answered.status() : 0;
    }

    private static int statusQuietly(GuardedClient client, URI uri) {
        return getQuietly(client, OutgoingRequest.get(uri, LIMIT)).orElseThrow() instanceof Answered answered
                ? answered.status()
                : 0;
    }

    private static Optional<OutgoingAnswer> getQuietly(GuardedClient client, OutgoingRequest request) {
        try {
            return Optional.of(client.send(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
