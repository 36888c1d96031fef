package foghorn.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.kit.http.OutgoingAnswer.Answered;
import foghorn.kit.http.OutgoingAnswer.TlsFailed;
import foghorn.kit.mail.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are good enough. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class GuardedTlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String HERE = "127.0.0.25";
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

    private static TestCertificate ofName;
    private static TestCertificate ofAddress;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        ofName = TestCertificate.of(folder.resolve("name"), "dns:hook.example");
        ofAddress = TestCertificate.of(folder.resolve("address"), "ip:" + HERE);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().await();
    }

    @Test
    void theRightCertificateIsGoodAndTheServerHearsTheName() throws Exception {
        var names = ConcurrentHashMap.<String>newKeySet();
        try (var receiver = new Receiver(HERE, ofName.server(), connection -> {
                    while (connection.read().isPresent()) {
                        var session = (ExtendedSSLSession) ((SSLSocket) connection.socket()).getSession();
                        session.getRequestedServerNames().stream()
                                .map(SNIServerName::toString)
                                .forEach(names::add);
                        connection.write(OK);
                    }
                });
                var client = trusting(ofName)) {
            for (int i = 0; i < 10; i++) {
                assertThat(get(client, receiver.named("hook.example", "/"))).isInstanceOf(Answered.class);
            }
            assertThat(names).singleElement().asString().contains("hook.example");
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAddressInTheUrlIsCheckedAgainstTheCertificateToo() throws Exception {
        try (var receiver = new Receiver(HERE, ofAddress.server(), Receiver.answering(OK));
                var right = trusting(ofAddress);
                var wrong = new Receiver(HERE, ofName.server(), Receiver.answering(OK));
                var client = trusting(ofName)) {
            assertThat(get(right, receiver.at("/"))).isInstanceOf(Answered.class);
            assertThat(get(client, wrong.at("/"))).isInstanceOf(TlsFailed.class);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (var receiver = new Receiver(HERE, ofName.server(), Receiver.answering(OK));
                var client = trusting(ofName)) {
            assertThat(get(client, receiver.named("other.example", "/")))
                    .isInstanceOfSatisfying(
                            TlsFailed.class,
                            failed -> assertThat(failed.reason()).contains("certificate"));
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodySignedIsRefused() throws Exception {
        try (var receiver = new Receiver(HERE, ofName.server(), Receiver.answering(OK));
                var client = client(null)) {
            assertThat(get(client, receiver.named("hook.example", "/"))).isInstanceOf(TlsFailed.class);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aKeptConnectionOfOneNameIsNotUsedForAnother() throws Exception {
        try (var receiver = new Receiver(HERE, ofName.server(), Receiver.answering(OK));
                var client = trusting(ofName)) {
            assertThat(get(client, receiver.named("hook.example", "/"))).isInstanceOf(Answered.class);
            assertThat(get(client, receiver.named("other.example", "/"))).isInstanceOf(TlsFailed.class);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsRefused() throws Exception {
        try (var receiver = new Receiver(HERE, connection -> connection.write("HTTP/1.1 400 Bad request\r\n\r\n"));
                var client = trusting(ofName)) {
            var https = URI.create("https://hook.example:" + receiver.port() + "/");

            assertThat(get(client, https)).isInstanceOf(TlsFailed.class);
        }
    }

    private static GuardedClient trusting(TestCertificate certificate) {
        return client(new PfxOptions().setPath(certificate.file().toString()).setPassword(TestCertificate.PASSWORD));
    }

    private static GuardedClient client(@Nullable PfxOptions trust) {
        return new GuardedClient(
                new AddressRules(List.of(Network.parse("127.0.0.0/8"))),
                (name, limit) -> List.of(InetAddress.ofLiteral(HERE)),
                new Connections(VERTX, trust));
    }

    private static OutgoingAnswer get(GuardedClient client, URI uri) throws InterruptedException {
        return client.send(OutgoingRequest.post(uri, Map.of(), new byte[] {1}, Duration.ofSeconds(20)));
    }
}
