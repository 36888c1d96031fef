package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages when the server leaves, is silent, closes or refuses. */
@Timeout(60)
class SmtpTransportTest {
    private static final SmtpTimes QUICK =
            new SmtpTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(20));

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void aKeptConnectionThatProvesDeadCostsNoMessage(String command) throws Exception {
        var seen = new AtomicInteger();
        try (var server = new ScriptedServer((connection, line) ->
                        line.startsWith(command) && seen.incrementAndGet() == 2 ? ScriptedServer.HANG_UP : null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));
            assertThat(transport.send(to("bob@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.messages()).hasSize(2);
        }
    }

    @Test
    void aServerThatClosesAfterEachMessageByItsOwnRulesCostsNoMessage() throws Exception {
        var messages = new int[100];
        try (var server = new ScriptedServer((connection, line) -> line.startsWith("MAIL") && messages[connection]++ > 0
                        ? "421 4.7.0 too many messages in one connection"
                        : null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            for (int i = 0; i < 5; i++) {
                assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));
            }
            assertThat(server.connections()).isEqualTo(5);
            assertThat(server.messages()).hasSize(5);
        }
    }

    @Test
    void aFreshConnectionThatBreaksIsNotTriedTwice() throws Exception {
        try (var server = new ScriptedServer(
                        (connection, line) -> line.startsWith("MAIL") ? ScriptedServer.HANG_UP : null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aMessageWhoseAnswerNeverCameIsUnknownAndTheOneBehindItIsSentElsewhere() throws Exception {
        var ends = new AtomicInteger();
        try (var server = new ScriptedServer((connection, line) ->
                        line.equals(".") && ends.incrementAndGet() == 2 ? ScriptedServer.HANG_UP : null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            var outcomes = sendAll(transport, 10);

            assertThat(outcomes)
                    .filteredOn(MailOutcome.Unknown.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(MailOutcome.Accepted.class::isInstance)
                    .hasSize(9);
            assertThat(server.messages()).hasSize(9);
        }
    }

    @Test
    void oneRefusedRecipientDoesNotDisturbTheMessagesAroundIt() throws Exception {
        try (var server = new ScriptedServer((connection, line) ->
                        line.startsWith("RCPT TO:<alice3@") ? "550 5.1.1 <alice3@example.com>: unknown" : null);
                var transport = new SmtpTransport(server.settings(), 2)) {
            var outcomes = sendAll(transport, 40);

            assertThat(outcomes)
                    .filteredOn(MailOutcome.Accepted.class::isInstance)
                    .hasSize(39);
            assertThat(outcomes.get(3)).isEqualTo(new MailOutcome.Refused(550, "5.1.1 <[address]>: unknown", true));
            assertThat(server.messages().stream().filter(text -> text.contains("operational")))
                    .hasSize(39);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "DATA"})
    void aSilentServerIsLeftInTime(String command) throws Exception {
        try (var server = new ScriptedServer(
                        (connection, line) -> line.startsWith(command) ? ScriptedServer.SILENCE : null);
                var transport = transport(server.settings(), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(new MailOutcome.Deferred(
                            0, "the mail server did not answer in time", MailOutcome.About.SERVER));
        }
    }

    @Test
    void aServerThatIsSilentAfterTheMessageLeavesItUnknown() throws Exception {
        try (var server = new ScriptedServer((connection, line) -> line.equals(".") ? ScriptedServer.SILENCE : null);
                var transport = transport(server.settings(), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(new MailOutcome.Unknown("the mail server did not answer in time"));
        }
    }

    @Test
    void whoFindsNoFreeConnectionInTimeIsNeverSent() throws Exception {
        var hung = new AtomicBoolean();
        try (var server = new ScriptedServer((connection, line) -> {
                    if (line.equals(".")) {
                        hung.set(true);
                    }
                    return hung.get() ? ScriptedServer.SILENCE : null;
                });
                var transport = transport(server.settings(), 1)) {
            var outcomes = sendAll(transport, 5);

            assertThat(outcomes)
                    .filteredOn(MailOutcome.Unknown.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(MailOutcome.Deferred.class::isInstance)
                    .hasSize(4);
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void aServerThatReadsNothingDoesNotHoldTheSender() throws Exception {
        try (var deaf = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.7"));
                var transport = transport(SmtpSettings.parse("smtp://127.0.0.7:" + deaf.getLocalPort()), 2)) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
        }
    }

    @Test
    void withoutAServerTheMessageIsDeferred() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.7"))) {
            port = free.getLocalPort();
        }
        try (var transport = new SmtpTransport(SmtpSettings.parse("smtp://127.0.0.7:" + port), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isInstanceOfSatisfying(MailOutcome.Deferred.class, deferred -> {
                        assertThat(deferred.code()).isZero();
                        assertThat(deferred.text()).contains("refused");
                    });
        }
    }

    @Test
    void noMoreConnectionsAreOpenedThanTheBound() throws Exception {
        try (var server = new ScriptedServer((connection, line) -> null);
                var transport = new SmtpTransport(server.settings(), 3)) {
            assertThat(sendAll(transport, 100)).allMatch(MailOutcome.Accepted.class::isInstance);
            assertThat(server.connections()).isBetween(1, 3);
        }
    }

    @Test
    void anIdleConnectionIsClosedPolitely() throws Exception {
        var times = new SmtpTimes(
                Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50));
        try (var server = new ScriptedServer((connection, line) -> null);
                var transport = new SmtpTransport(server.settings(), () -> 1, SSLContext.getDefault(), times)) {
            transport.send(to("alice@example.com"), HELLO);
            while (!server.commands().contains("QUIT") || server.openConnections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));
        }
    }

    @Test
    void aClosedSenderGivesMessagesBack() throws Exception {
        try (var server = new ScriptedServer((connection, line) -> null)) {
            var transport = new SmtpTransport(server.settings(), 1);
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));
            transport.close();

            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Deferred.class);
            assertThat(server.messages()).hasSize(1);
        }
    }

    @Test
    void aMessageLargerThanTheServerTakesIsNotSent() throws Exception {
        try (var server = new ScriptedServer(List.of("SIZE 20", "PIPELINING"), null, (connection, line) -> null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(new MailOutcome.Refused(552, "larger than the server's limit of 20 bytes", false));
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void sizeAndEightBitAreSaidWhereTheServerOffersThem() throws Exception {
        try (var server = new ScriptedServer(List.of("SIZE 1000000", "8BITMIME"), null, (connection, line) -> null);
                var transport = new SmtpTransport(server.settings(), 1)) {
            transport.send(to("alice@example.com"), TestMail.bytes("Subject: x\r\n\r\nü\r\n"));
            transport.send(to("alice@example.com"), HELLO);

            assertThat(server.commands())
                    .contains(
                            "MAIL FROM:<bounce+1@status.example.com> SIZE=18 BODY=8BITMIME",
                            "MAIL FROM:<bounce+1@status.example.com> SIZE=" + HELLO.length);
        }
    }

    private static SmtpTransport transport(SmtpSettings settings, int connections) throws NoSuchAlgorithmException {
        return new SmtpTransport(settings, () -> connections, SSLContext.getDefault(), QUICK);
    }

    private static List<MailOutcome> sendAll(MailTransport transport, int count) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<MailOutcome>>();
            for (int i = 0; i < count; i++) {
                var envelope = to("alice" + i + "@example.com");
                sent.add(callers.submit(() -> transport.send(envelope, HELLO)));
            }
            var outcomes = new ArrayList<MailOutcome>();
            for (var one : sent) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }
}
