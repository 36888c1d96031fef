package foghorn.kit.mail;

import static foghorn.kit.mail.TestMail.HELLO;
import static foghorn.kit.mail.TestMail.to;
import static org.assertj.core.api.Assertions.assertThat;

import foghorn.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two mail servers, of which the first has something against us. */
@Timeout(120)
class FailoverTransportTest {
    private static final SmtpTimes QUICK =
            new SmtpTimes(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final MailOutcome TAKEN = new MailOutcome.Accepted(250);

    /** What the first server does while it is not well. */
    private enum Ailment {
        GREETING("(none)", ""),
        HELLO_REFUSED("EHLO", "421 4.3.2 not now"),
        HELLO_REFUSED_FOR_GOOD("EHLO,HELO", "550 5.7.1 go away"),
        TLS_REFUSED("STARTTLS", "454 4.7.0 no TLS now"),
        SIGN_IN_REFUSED("AUTH", "535 5.7.8 wrong password"),
        SIGN_IN_WANTED("MAIL,DATA", "530 5.7.0 sign in first"),
        SENDER_REFUSED("MAIL,DATA", "553 5.7.1 not your address"),
        SENDER_REFUSED_FOR_NOW("MAIL,DATA", "451 4.3.0 no room"),
        HANGING_UP("EHLO", ScriptedServer.HANG_UP),
        SILENCE("EHLO", ScriptedServer.SILENCE);

        private final List<String> commands;
        private final String answer;

        Ailment(String commands, String answer) {
            this.commands = List.of(commands.split(","));
            this.answer = answer;
        }
    }

    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean ill = new AtomicBoolean(true);
    private final ScriptedServer second = new ScriptedServer((connection, line) -> null);

    @AfterEach
    void close() throws IOException {
        second.close();
    }

    private static SmtpTransport transport(SmtpSettings settings) throws Exception {
        return new SmtpTransport(settings, () -> 2, SSLContext.getDefault(), QUICK);
    }

    private FailoverTransport both(SmtpSettings first) throws Exception {
        return new FailoverTransport(List.of(transport(first), transport(second.settings())), clock::get);
    }

    private ScriptedServer first(Ailment ailment) {
        return new ScriptedServer(
                List.of("PIPELINING", "AUTH PLAIN"),
                null,
                (connection, line) ->
                        ill.get() && ailment.commands.contains(line.split("[ :]", 2)[0]) ? ailment.answer : null);
    }

    private static SmtpSettings settings(ScriptedServer server, Ailment ailment) {
        return server.settings(url -> switch (ailment) {
            case TLS_REFUSED -> url + "?tls=required";
            case SIGN_IN_REFUSED -> url.replace("//", "//status:s3cret@");
            default -> url;
        });
    }

    private static void sendThree(FailoverTransport transport) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(transport.send(to("alice" + i + "@example.com"), HELLO)).isEqualTo(TAKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Ailment.class)
    void theSecondTakesAllWhateverTheFirstHasAgainstUs(Ailment ailment) throws Exception {
        try (var first = first(ailment)) {
            if (ailment == Ailment.GREETING) {
                first.greet("554 5.3.2 no service here");
            }
            try (var transport = both(settings(first, ailment))) {
                sendThree(transport);

                assertThat(first.connections()).as("one message has found out").isEqualTo(1);
                assertThat(first.messages()).isEmpty();
                assertThat(second.messages()).hasSize(3);
            }
        }
    }

    @Test
    void theSecondTakesAllWhenTheFirstCannotBeReached() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.7"))) {
            port = free.getLocalPort();
        }
        try (var transport = both(SmtpSettings.parse("smtp://127.0.0.7:" + port))) {
            sendThree(transport);

            assertThat(second.messages()).hasSize(3);
        }
    }

    @Test
    void theFirstIsTakenAgainWhenItIsWell() throws Exception {
        try (var first = first(Ailment.SENDER_REFUSED);
                var transport = both(first.settings())) {
            sendThree(transport);
            clock.addAndGet(RelayStanding.FIRST.toNanos());
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(TAKEN);
            assertThat(second.messages()).as("it is still not well").hasSize(4);
            ill.set(false);
            clock.addAndGet(RelayStanding.FIRST.toNanos());
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(TAKEN);
            assertThat(second.messages()).as("it is left out for longer").hasSize(5);

            clock.addAndGet(RelayStanding.FIRST.toNanos());
            sendThree(transport);
            assertThat(first.messages()).hasSize(3);
            assertThat(second.messages()).hasSize(5);
        }
    }

    @Test
    void oneMessageAloneFindsOutWhetherASilentServerIsWell() throws Exception {
        try (var first = first(Ailment.SILENCE);
                var transport = both(first.settings());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            sendThree(transport);
            clock.addAndGet(RelayStanding.FIRST.toNanos());
            var finding = callers.submit(() -> transport.send(to("bob@example.com"), HELLO));
            Await.until("one message is on its way to the first", () -> first.connections() == 2);

            for (int i = 0; i < 20; i++) {
                assertThat(transport.send(to("alice" + i + "@example.com"), HELLO))
                        .isEqualTo(TAKEN);
            }
            assertThat(finding.get()).isEqualTo(TAKEN);
            assertThat(first.connections()).as("nobody followed it").isEqualTo(2);
            assertThat(second.messages()).hasSize(24);
        }
    }

    @Test
    void whereAllFailAllAreAskedAndTheReasonIsTold() throws Exception {
        try (var first = first(Ailment.SIGN_IN_REFUSED);
                var transport = new FailoverTransport(
                        List.of(transport(settings(first, Ailment.SIGN_IN_REFUSED))), clock::get)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(transport.send(to("alice@example.com"), HELLO))
                        .isEqualTo(new MailOutcome.Deferred(
                                535, "sign-in was refused: 5.7.8 wrong password", MailOutcome.About.SERVER));
                assertThat(first.connections()).isEqualTo(i);
            }
            ill.set(false);
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(TAKEN);
        }
    }

    /** The recipient is refused, and so nothing is to be said. */
    private static @Nullable String refused(String line, String refusal) {
        return switch (line.split("[ :]", 2)[0]) {
            case "RCPT" -> refusal;
            case "DATA" -> "554 5.5.1 no valid recipients";
            default -> null;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "554 5.7.1 <alice@example.com>: Relay access denied",
                "454 4.7.1 <alice@example.com>: Relay access denied",
                "550 5.7.1 Unable to relay",
                "550 relaying to <alice@example.com> prohibited by administrator",
                "550 we do not relay.",
                "553 sorry, that domain isn't in my list of allowed hosts; no relay"
            })
    void whatTheFirstDoesNotPassOnForUsTheSecondDoes(String refusal) throws Exception {
        var refusing = new AtomicBoolean(true);
        try (var first = new ScriptedServer((connection, line) -> refusing.get() ? refused(line, refusal) : null);
                var transport = both(first.settings())) {
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(TAKEN);
            assertThat(second.messages()).hasSize(1);

            refusing.set(false);
            assertThat(transport.send(to("alice@example.com"), HELLO)).isEqualTo(TAKEN);
            assertThat(first.messages()).as("it is not left out").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <alice@example.com>: User unknown in relay recipient table",
                "550 <alice@example.com>: User unknown in relay recipient table",
                "550 relay3.example.com: no such user",
                "550 mail-relay: no such user",
                "550 <relay@example.com>: no such user",
                "550 no such user"
            })
    void anAddressThatDoesNotExistIsGoneAtOnce(String refusal) throws Exception {
        try (var first = new ScriptedServer((connection, line) -> refused(line, refusal));
                var transport = both(first.settings())) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isInstanceOfSatisfying(
                            MailOutcome.Refused.class,
                            refused -> assertThat(refused.recipientGone()).isTrue());
            assertThat(second.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "."})
    void whatTheFirstHasAgainstOneMessageAloneIsItsAnswer(String command) throws Exception {
        try (var first = new ScriptedServer(
                        (connection, line) -> line.startsWith(command) ? "450 4.2.0 greylisted, come again" : null);
                var transport = both(first.settings())) {
            assertThat(transport.send(to("alice@example.com"), HELLO))
                    .isEqualTo(
                            new MailOutcome.Deferred(450, "4.2.0 greylisted, come again", MailOutcome.About.MESSAGE));
            assertThat(second.connections()).isZero();
        }
    }
}
