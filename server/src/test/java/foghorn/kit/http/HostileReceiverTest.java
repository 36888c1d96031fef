package foghorn.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import foghorn.kit.http.OutgoingAnswer.Answered;
import foghorn.kit.http.OutgoingAnswer.BrokeOff;
import foghorn.kit.http.OutgoingAnswer.TimedOut;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Servers that want the client's time or memory. */
@Timeout(60)
class HostileReceiverTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String HERE = "127.0.0.24";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);
    /** What may lie in the buffers of both sockets when the client has stopped reading. */
    private static final long BUFFERS = 32L << 20;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final GuardedClient client = new GuardedClient(
            new AddressRules(List.of(Network.parse("127.0.0.0/8"))),
            (name, limit) -> {
                throw new UnknownHostException(name);
            },
            new Connections(VERTX, null));

    @BeforeEach
    void listenToTheLog() {
        log.start();
        root().addAppender(log);
    }

    /** An error line means that a person must act, and nobody has to. */
    @AfterEach
    void nothingIsLoggedAsAnError() {
        root().detachAppender(log);
        client.close();
        assertThat(log.list).noneMatch(event -> event.getLevel().equals(Level.ERROR));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().await();
    }

    @Test
    void aHeadThatComesByteByByteEndsWithTheLimit() throws Exception {
        var closed = new CountDownLatch(1);
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            drip(connection, "HTTP/1.1 200 OK\r\nx: ", closed);
        })) {
            assertThat(get(receiver, SHORT)).isInstanceOf(TimedOut.class);
            closed.await();
        }
    }

    @Test
    void aBodyThatComesByteByByteTakesNothingFromTheStatus() throws Exception {
        var closed = new CountDownLatch(1);
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
            drip(connection, "", closed);
        })) {
            assertThat(status(get(receiver, SHORT))).isEqualTo(200);
            closed.await();
        }
    }

    @Test
    void aServerThatSaysNothingEndsWithTheLimit() throws Exception {
        var closed = new CountDownLatch(1);
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            connection.read();
            closed.countDown();
        })) {
            assertThat(get(receiver, SHORT)).isInstanceOf(TimedOut.class);
            closed.await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length: 1073741824", "connection: close", "transfer-encoding: chunked"})
    void ofAnEndlessBodyOnlyTheBeginningIsRead(String framing) throws Exception {
        var written = new AtomicLong();
        var closed = new CountDownLatch(1);
        var piece = framing.endsWith("chunked") ? "1000\r\n" + "a".repeat(4096) + "\r\n" : "a".repeat(4096);
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            try {
                while (written.get() < 1L << 30) {
                    connection.write(piece);
                    written.addAndGet(piece.length());
                }
            } finally {
                closed.countDown();
            }
        })) {
            assertThat(get(receiver, LIMIT)).isInstanceOfSatisfying(Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).hasSize(GuardedClient.MOST_BODY).containsOnly('a');
            });
            closed.await();
            assertThat(written.get()).isLessThan(BUFFERS);
        }
    }

    @Test
    void nothingIsDecompressed() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 30; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        try (var receiver = new Receiver(HERE, connection -> {
            while (connection.read().isPresent()) {
                connection.write(
                        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + bomb.size() + "\r\n\r\n");
                connection.write(bomb.toString(StandardCharsets.ISO_8859_1));
            }
        })) {
            assertThat(get(receiver, LIMIT))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.body())
                                    .startsWith(0x1f, 0x8b)
                                    .hasSize(GuardedClient.MOST_BODY));
            assertThat(receiver.requests().getFirst().headers()).doesNotContainKey("accept-encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
                "\r\nHTTP/1.1 100 Continue\r\n",
                "\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n",
                " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
            })
    void aFloodOfHeadersIsCutOff(String piece) throws Exception {
        var closed = new CountDownLatch(1);
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            try {
                connection.write("HTTP/1.1 100 Continue\r\nx: y\r\n");
                while (true) {
                    connection.write(piece);
                }
            } finally {
                closed.countDown();
            }
        })) {
            assertThat(get(receiver, LIMIT)).isInstanceOf(BrokeOff.class);
            closed.await();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 banana\r\n\r\n",
                "\0\0\0\0\0\0\0\0\r\n\r\n"
            })
    void whatIsNotHttpIsNoAnswer(String answer) throws Exception {
        try (var receiver = new Receiver(HERE, connection -> {
            connection.read();
            connection.write(answer);
        })) {
            assertThat(get(receiver, LIMIT)).isInstanceOf(BrokeOff.class);
        }
    }

    /** What comes after the next request was sent is its answer by the rules of HTTP/1.1; what comes before is not. */
    @Test
    void anAnswerThatNobodyAskedForIsNotTakenForTheNextOne() throws Exception {
        var twoAnswers =
                "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n" + "HTTP/1.1 418 Smuggled\r\ncontent-length: 0\r\n\r\n";
        try (var receiver = new Receiver(HERE, Receiver.answering(twoAnswers))) {
            for (int i = 0; i < 20; i++) {
                assertThat(status(get(receiver, LIMIT))).isEqualTo(200);
            }
        }
    }

    private OutgoingAnswer get(Receiver receiver, Duration limit) throws InterruptedException {
        return client.send(OutgoingRequest.get(receiver.at("/"), limit));
    }

    private static int status(OutgoingAnswer answer) {
        return answer instanceof Answered answered ? answered.status() : 0;
    }

    /** One byte at a time until the client has gone. */
    private static void drip(Receiver.Connection connection, String beginning, CountDownLatch closed)
            throws IOException {
        try {
            connection.write(beginning);
            while (true) {
                connection.write("a");
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            closed.countDown();
        }
    }
}
