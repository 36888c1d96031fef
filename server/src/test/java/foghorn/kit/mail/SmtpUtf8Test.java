package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.bytes;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses beyond ASCII: with servers that take them, and with those that do not. */
@Timeout(60)
class SmtpUtf8Test {
    private static final String ANN = "änn@xn--bcher-kva.example";
    private static final byte[] TO_ANN = bytes("To: " + ANN + "\r\nSubject: hello\r\n\r\nText.\r\n");

    private static ScriptedServer server(String... extensions) {
        return new ScriptedServer(List.of(extensions), null, (connection, line) -> null);
    }

    private static Envelope from(String sender, String recipient) {
        return new Envelope(
                TestMail.ORGANIZATION, TestMail.PAGE, new EmailAddress(sender), new EmailAddress(recipient));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "HELP"})
    void whereItIsOfferedTheAddressIsWrittenAsItIs(String option) throws Exception {
        try (var server = server("SMTPUTF8", "8BITMIME", option);
                var transport = new SmtpTransport(server.settings(), 1)) {
            assertThat(transport.send(to(ANN), TO_ANN)).isEqualTo(new MailOutcome.Accepted(250));

            assertThat(server.commands())
                    .contains(
                            "MAIL FROM:<bounce+1@status.example.com> BODY=8BITMIME SMTPUTF8", "RCPT TO:<" + ANN + ">");
            assertThat(server.messages()).singleElement().asString().startsWith("To: " + ANN + "\n");
        }
    }

    @Test
    void whoDoesNotNeedItIsSentWithoutIt() throws Exception {
        try (var server = server("SMTPUTF8", "8BITMIME", "PIPELINING");
                var transport = new SmtpTransport(server.settings(), 1)) {
            transport.send(to("ann@xn--bcher-kva.example"), HELLO);

            assertThat(server.commands())
                    .contains("MAIL FROM:<bounce+1@status.example.com>", "RCPT TO:<ann@xn--bcher-kva.example>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "HELP"})
    void whereItIsNotOfferedThatRecipientIsRefusedAndTheOthersAreSent(String option) throws Exception {
        try (var server = server("8BITMIME", option);
                var transport = new SmtpTransport(server.settings(), 1);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<MailOutcome>>();
            for (int i = 0; i < 60; i++) {
                var envelope = to(i % 3 == 1 ? ANN : "bob" + i + "@example.com");
                sent.add(callers.submit(() -> transport.send(envelope, HELLO)));
            }
            for (int i = 0; i < sent.size(); i++) {
                var expected = i % 3 == 1 ? SmtpSession.RECIPIENT_NEEDS_UTF8 : new MailOutcome.Accepted(250);
                assertThat(sent.get(i).get()).isEqualTo(expected);
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.messages()).hasSize(40);
            assertThat(server.commands())
                    .noneMatch(line -> line.contains("nn@xn--bcher-kva") || line.contains("SMTPUTF8"))
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSize(40);
        }
    }

    @Test
    void theRefusalIsForGoodAndSaysWhyWithoutTheAddress() {
        assertThat(SmtpSession.RECIPIENT_NEEDS_UTF8).isInstanceOfSatisfying(MailOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(553);
            assertThat(refused.text()).startsWith("5.6.7 ").contains("SMTPUTF8");
            assertThat(refused.recipientGone()).as("the mailbox may well exist").isFalse();
        });
    }

    @Test
    void ourOwnSenderBeyondAsciiIsTheInstallationsFault() throws Exception {
        var envelope = from("störung@status.example.com", "ann@example.com");
        try (var without = server("8BITMIME", "PIPELINING");
                var with = server("8BITMIME", "SMTPUTF8", "PIPELINING");
                var refusing = new SmtpTransport(without.settings(), 1);
                var taking = new SmtpTransport(with.settings(), 1)) {
            assertThat(refusing.send(envelope, HELLO)).isEqualTo(SmtpSession.SENDER_NEEDS_UTF8);
            assertThat(without.commands()).noneMatch(line -> line.startsWith("MAIL"));
            assertThat(taking.send(envelope, HELLO)).isEqualTo(new MailOutcome.Accepted(250));
            assertThat(with.commands()).contains("MAIL FROM:<störung@status.example.com> SMTPUTF8");
        }
    }

    @Test
    void anotherServerThatOffersItTakesTheMessage() throws Exception {
        try (var first = server("8BITMIME", "PIPELINING");
                var second = server("8BITMIME", "SMTPUTF8", "PIPELINING");
                var transport = new FailoverTransport(
                        List.of(new SmtpTransport(first.settings(), 1), new SmtpTransport(second.settings(), 1)))) {
            assertThat(transport.send(to(ANN), TO_ANN)).isEqualTo(new MailOutcome.Accepted(250));
            assertThat(transport.send(to("bob@example.com"), HELLO)).isEqualTo(new MailOutcome.Accepted(250));

            assertThat(first.messages()).as("it is not left out").hasSize(1);
            assertThat(second.messages()).hasSize(1);
        }
    }

    @Test
    void whereNoServerOffersItTheRefusalIsForGood() throws Exception {
        try (var first = server("PIPELINING");
                var second = server("8BITMIME");
                var transport = new FailoverTransport(
                        List.of(new SmtpTransport(first.settings(), 1), new SmtpTransport(second.settings(), 1)))) {
            assertThat(transport.send(to(ANN), TO_ANN)).isEqualTo(SmtpSession.RECIPIENT_NEEDS_UTF8);
        }
    }

    @Test
    void aServerThatCannotBeAskedMayTakeItLater() throws Exception {
        try (var first = server("PIPELINING");
                var closing = new ScriptedServer((connection, line) -> "421 4.3.2 closing");
                var transport = new FailoverTransport(
                        List.of(new SmtpTransport(first.settings(), 1), new SmtpTransport(closing.settings(), 1)))) {
            for (int i = 0; i < 2; i++) {
                assertThat(transport.send(to(ANN), TO_ANN))
                        .isInstanceOfSatisfying(
                                MailOutcome.Deferred.class,
                                deferred -> assertThat(deferred.code()).isEqualTo(553));
            }
        }
    }

    @Test
    void aMessageTooLargeForTheServerIsNotSentBehindAnotherEither() throws Exception {
        try (var server = server("SIZE 100", "PIPELINING");
                var transport = new SmtpTransport(server.settings(), 1);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<MailOutcome>>();
            for (int i = 0; i < 30; i++) {
                var message = i % 3 == 1 ? bytes("x".repeat(101)) : HELLO;
                sent.add(callers.submit(() -> transport.send(to("bob@example.com"), message)));
            }
            for (int i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i).get())
                        .isInstanceOf(i % 3 == 1 ? MailOutcome.Refused.class : MailOutcome.Accepted.class);
            }
            assertThat(server.commands())
                    .noneMatch(line -> line.endsWith("SIZE=101"))
                    .filteredOn(line -> line.startsWith("MAIL"))
                    .hasSize(20);
        }
    }
}
