package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.bytes;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender against Postfix's test server. */
class SmtpSinkTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-8", "-p", "-e", "-E"})
    void manyMessagesArriveOnceEachWhateverTheServerOffers(String option) throws Exception {
        try (var sink = SmtpSink.start(folder, option, "-D", "dump");
                var transport = new SmtpTransport(sink.settings(), 3)) {
            var outcomes = sendAll(transport, 500);

            assertThat(outcomes).hasSize(500).allMatch(MailOutcome.Accepted.class::isInstance);
        }
        assertThat(dumped().lines().filter(line -> line.startsWith("Subject: number ")))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    @Test
    void linesThatBeginWithADotAndForeignLineEndsArriveAsTheyWereMeant() throws Exception {
        try (var sink = SmtpSink.start(folder, "-D", "dump");
                var transport = new SmtpTransport(sink.settings(), 1)) {
            var message = bytes("Subject: dots\r\n\r\n.\n..two\r.three\r\nno end");

            assertThat(transport.send(to("alice@example.com"), message)).isInstanceOf(MailOutcome.Accepted.class);
            assertThat(transport.send(to("alice@example.com"), HELLO)).isInstanceOf(MailOutcome.Accepted.class);
        }
        assertThat(dumped())
                .contains("Subject: dots\n\n.\n..two\n.three\nno end\n")
                .contains("Subject: hello");
    }

    @ParameterizedTest
    @CsvSource({"RCPT,true", "DATA,false", ".,false"})
    void aHardRefusalIsForGood(String command, boolean gone) throws Exception {
        try (var sink = SmtpSink.start(folder, "-f", command, "-B", "550 no such user here");
                var transport = new SmtpTransport(sink.settings(), 1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(transport.send(to("alice@example.com"), HELLO))
                        .isEqualTo(new MailOutcome.Refused(550, "no such user here", gone));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void aSoftRefusalIsTriedAgainLater(String command) throws Exception {
        try (var sink = SmtpSink.start(folder, "-r", command);
                var transport = new SmtpTransport(sink.settings(), 1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(transport.send(to("alice@example.com"), HELLO))
                        .isEqualTo(new MailOutcome.Deferred(
                                450,
                                "4.3.0 Error: command failed",
                                command.equals("MAIL") ? MailOutcome.About.SERVER : MailOutcome.About.MESSAGE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void aServerThatIsClosingIsTriedAgainLater(String command) throws Exception {
        try (var sink = SmtpSink.start(folder, "-Q", command);
                var transport = new SmtpTransport(sink.settings(), 2)) {
            assertThat(sendAll(transport, 6))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    MailOutcome.Deferred.class,
                                    deferred -> assertThat(deferred.code()).isEqualTo(421)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void aConnectionThatBreaksBeforeTheMessageIsComplete(String command) throws Exception {
        try (var sink = SmtpSink.start(folder, "-q", command);
                var transport = new SmtpTransport(sink.settings(), 2)) {
            assertThat(sendAll(transport, 4)).allMatch(MailOutcome.Deferred.class::isInstance);
        }
    }

    @Test
    void aConnectionThatBreaksAfterTheMessageLeavesItUnknown() throws Exception {
        try (var sink = SmtpSink.start(folder, "-q", ".");
                var transport = new SmtpTransport(sink.settings(), 2)) {
            assertThat(sendAll(transport, 8)).allMatch(MailOutcome.Unknown.class::isInstance);
        }
    }

    private static List<MailOutcome> sendAll(MailTransport transport, int count) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<MailOutcome>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                sent.add(callers.submit(() -> transport.send(
                        to("alice" + number + "@example.com"),
                        bytes("Subject: number " + number + "\r\n\r\nText.\r\n"))));
            }
            var outcomes = new ArrayList<MailOutcome>();
            for (var one : sent) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private String dumped() throws IOException {
        return Files.readString(folder.resolve("dump"), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
